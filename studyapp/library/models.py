"""Articles and their revisions: one canonical text cut into paragraphs, and the spans that are its structure."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Role, StudyGroup, TakesPart
from studyapp.library.reach import Reaches
from studyapp.ready import Ready

WORDS = 120  # characters of a paragraph, enough to know it again
CHARACTERS_A_MINUTE = 350  # an unhurried silent reader of Chinese


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User) -> Self:
        """What is published to everyone or to a group of the user's, and is neither withdrawn nor archived."""
        return self.filter(Reaches("pk", user.pk), archived_at=None)

    def published(self) -> Self:
        """What somebody may read: not archived, and published to a group or to everyone."""
        return self.filter(Exists(Publication.objects.standing().filter(article=OuterRef("pk"))), archived_at=None)

    def managed_by(self, user: User) -> Self:
        """What the user may correct, withdraw and archive: staff all, facilitators what only their groups read."""
        if user.is_staff:
            return self
        theirs = Publication.objects.filter(article=OuterRef("pk"))
        led = StudyGroup.objects.led_by(user)
        return self.filter(
            Exists(theirs.filter(group__in=led)), ~Exists(theirs.filter(Q(group=None) | ~Q(group__in=led)))
        )

    def with_audience(self) -> Self:
        """Adds `audience`: the standing publications, each with its group."""
        standing = Publication.objects.standing().select_related("group").order_by("group__name")
        return self.prefetch_related(models.Prefetch("publications", standing, to_attr="audience"))


class Article(models.Model):
    title = models.CharField(_("题目"), max_length=200)
    author = models.CharField(_("作者"), max_length=100, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    published_on = models.DateField(_("日期"), null=True, blank=True)
    keywords = models.JSONField(_("关键词"), default=list, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles", verbose_name=_("上传者")
    )
    added_at = models.DateTimeField(_("上传时间"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("归档时间"), null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = _("文章")

    def __str__(self) -> str:
        return self.title

    @property
    def revision(self) -> "Revision":
        """The revision that readers see: the newest. Raises IndexError when there is none yet."""
        revision = NEWEST(article=self.pk)[0]
        revision.article = self
        return revision


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def for_republishing(self) -> Self:
        """The standing ones; of a withdrawn article those that it had."""
        return self.standing() if self.standing().exists() else self.all()

    def reaching(self, user: User) -> Self:
        """Publications through which the user may read: not withdrawn, nor is their article archived."""
        theirs = Q(group=None) | Q(TakesPart("group", user.pk, least=Role.OBSERVER), group__deleted_at=None)
        return self.standing().filter(theirs, article__archived_at=None)

    def with_place_of(self, user: User) -> Self:
        """With the user's place: when it was `seen_at`, the `number` and first `words` there."""
        there = Paragraph.objects.beginning("place__revision", "place__start")
        return self.annotate(
            place=FilteredRelation("article__places", condition=Q(article__places__user=user.pk)),
            seen_at=F("place__seen_at"),
            number=Subquery(there.values("number")),
            words=Subquery(there.values(words=Substr("text", 1, WORDS))),
        )

    def with_characters(self) -> Self:
        """With the number of `characters` of the newest revision."""
        newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
        return self.annotate(characters=Subquery(newest.values("characters")[:1]))


class Publication(models.Model):
    """That an article may be read by a group, or by everyone signed in when there is no group."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="publications", verbose_name=_("文章"))
    group = models.ForeignKey(
        StudyGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="publications", verbose_name=_("小组")
    )
    published_at = models.DateTimeField(_("发布时间"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)

    number: int | None  # with_place_of() adds these two
    words: str | None

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("发布")
        verbose_name_plural = _("发布")
        constraints = (
            models.UniqueConstraint(fields=("article", "group"), name="one_publication_per_group"),
            models.UniqueConstraint(fields=("article",), condition=Q(group=None), name="one_publication_to_everyone"),
        )

    def __str__(self) -> str:
        audience = self.group or _("所有人")
        return f"{self.article} → {audience}"


class Revision(models.Model):
    """One canonical text, never changed: its paragraphs joined with a line feed. Offsets are code points."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("文章"))
    number = models.PositiveIntegerField(_("版本"), default=1)
    length = models.PositiveIntegerField(_("字符数"), help_text=_("含标点与换行"))
    characters = models.PositiveIntegerField(_("字数"), help_text=_("不含空白与标点"))
    paragraph_count = models.PositiveIntegerField(_("段数"))
    digest = models.CharField(_("摘要"), max_length=64, help_text="SHA-256")
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="one_revision_per_number"),)

    def __str__(self) -> str:
        return f"{self.article} v{self.number}"

    @property
    def minutes(self) -> int:
        """Reading time, at least one minute."""
        return max(1, round(self.characters / CHARACTERS_A_MINUTE))


NEWEST = Ready(lambda article: Revision.objects.filter(article=article).order_by("-number")[:1])


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def beginning(self, revision: str, start: str) -> Self:
        """The paragraph that begins where the row outside says; the names are those of the outer row's columns."""
        return self.filter(revision=OuterRef(revision), start=OuterRef(start))


class Paragraph(models.Model):
    """A line of the text at `[start, end)`. Headings have no number; `position` counts all lines from 0."""

    class Kind(models.TextChoices):
        BODY = "body", _("正文")
        HEADING = "heading", _("标题")
        ITEM = "item", _("条目")
        VERSE = "verse", _("诗行")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="paragraphs", verbose_name=_("版本"))
    position = models.PositiveIntegerField(_("次序"))
    number = models.PositiveIntegerField(_("段号"), null=True, blank=True)
    kind = models.CharField(_("种类"), max_length=8, choices=Kind, default=Kind.BODY)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    text = models.TextField(_("文字"))

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("段落")
        verbose_name_plural = _("段落")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("revision", "position"), name="one_paragraph_per_position"),
            models.UniqueConstraint(fields=("revision", "start"), name="one_paragraph_per_start"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="paragraph_from_start_to_end"),
        )
        indexes = (models.Index(fields=("revision", "number"), name="paragraph_by_number"),)

    def __str__(self) -> str:
        return self.text[:40]


class Section(models.Model):
    """A part of the text. `heading` tells one whose words stand in the text from one that was given its title here."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="sections", verbose_name=_("版本"))
    number = models.PositiveIntegerField(_("次序"))
    level = models.PositiveSmallIntegerField(_("层级"))
    title = models.CharField(_("标题"), max_length=200)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    heading = models.BooleanField(_("原文标题"))
    keywords = models.JSONField(_("关键词"), default=list, blank=True)

    class Meta:
        verbose_name = _("部分")
        verbose_name_plural = _("部分")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("revision", "number"), name="one_section_per_number"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="section_from_start_to_end"),
        )

    def __str__(self) -> str:
        return self.title


class KeyPoint(models.Model):
    """A point worth keeping: `[start, end)` runs from its marker, if it has one, to the end of what belongs to it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="key_points", verbose_name=_("版本"))
    marker = models.CharField(_("序词"), max_length=20, blank=True)
    title = models.CharField(_("要点"), max_length=200)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        verbose_name = _("要点")
        verbose_name_plural = _("要点")
        ordering = ("start", "pk")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="key_point_from_start_to_end"),)

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A set phrase of an article, with an explanation when somebody has given one."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="terms", verbose_name=_("文章"))
    text = models.CharField(_("提法"), max_length=80)
    explanation = models.CharField(_("解释"), max_length=500, blank=True)
    count = models.PositiveIntegerField(_("次数"), default=1)

    class Meta:
        verbose_name = _("提法")
        verbose_name_plural = _("提法")
        ordering = ("-count", "text")
        constraints = (models.UniqueConstraint(fields=("article", "text"), name="one_term_per_text"),)

    def __str__(self) -> str:
        return self.text


class PlaceQuerySet(models.QuerySet["Place"]):
    def open_to(self, user: User) -> Self:
        """The user's own places, in articles that the user may still read."""
        return self.filter(user_id=user.pk, article__in=Article.objects.visible_to(user))

    def with_words(self) -> Self:
        """With the `number` of the paragraph and the `words` it begins with."""
        there = Paragraph.objects.beginning("revision", "start")
        return self.annotate(
            number=Subquery(there.values("number")), words=Subquery(there.values(words=Substr("text", 1, WORDS)))
        )


class Place(models.Model):
    """Where a reader is in an article: the code point where the uppermost paragraph on their page begins."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="places")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="places")
    start = models.PositiveIntegerField()
    seen_at = models.DateTimeField(default=timezone.now)

    number: int | None  # with_words() adds these two
    words: str | None

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("读到的地方")
        verbose_name_plural = _("读到的地方")
        constraints = (models.UniqueConstraint(fields=("user", "article"), name="one_place_per_reader_and_article"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.article} @{self.start}"
