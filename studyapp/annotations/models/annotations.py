"""Notes that readers pin to a stretch of a text."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, Expression, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.library.models import Article, Paragraph, Revision
from studyapp.studies.models import Study

LONGEST_MARK = 5_000  # code points
GRACE = timedelta(days=30)  # in which what was deleted can be brought back


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: User) -> Self:
        """Notes whose words the user may read: their own, and what the studies they take part in have revealed.

        The one rule for reading notes. While a study is sealed its facilitators see the questions of others, and nobody
        anything else. What a facilitator has hidden stays visible to its author and the facilitators.
        """
        return self.filter(Q(author=user) | readable_by(user), deleted_at=None)

    def open_to(self, user: User) -> Self:
        """Threads: also those whose note is deleted, for its author and, when something was replied, for the others.

        Their words are nobody's any more: whoever shows one asks `is_gone`.
        """
        return self.filter(Q(author=user) | readable_by(user) & (Q(deleted_at=None) | Q(reply_count__gt=0)))

    def own(self, user: User) -> Self:
        """What the user wrote and has not deleted, private or not."""
        return self.filter(author_id=user.pk, deleted_at=None)

    def editable_by(self, user: User) -> Self:
        """Own private notes always; own group notes while the author may still write there."""
        return self.own(user).filter(Q(study=None) | Q(study__in=Study.objects.writable_by(user)))

    def restorable_by(self, user: User) -> Self:
        """What the user deleted within the grace; of a group's only while they may still write there."""
        there = Q(study=None) | Q(study__in=Study.objects.writable_by(user))
        return self.filter(there, author=user, deleted_at__gt=timezone.now() - GRACE)

    def shareable_by(self, user: User) -> Self:
        """Own private notes; not what a facilitator has hidden before."""
        return self.own(user).filter(study=None, hidden_at=None)

    def shareable_with(self, study: Study, user: User) -> Self:
        """Those of them that the user may let the study's group see: key points are for who leads to set."""
        leads = Study.objects.led_by(user).filter(pk=study.pk)
        here = self.shareable_by(user).filter(article=study.article_id)
        return here.filter(~Q(kind=Annotation.Kind.KEY_POINT) | Q(Exists(leads)))

    def unshareable_by(self, user: User) -> Self:
        """Own group notes, also of a group the user has left. A topic is nothing without its group."""
        return self.own(user).filter(study__isnull=False).exclude(kind=Annotation.Kind.TOPIC)

    def moderated_by(self, user: User) -> Self:
        """Group notes in studies that the user leads: to hide, lock, park."""
        return self.visible_to(user).filter(study__in=Study.objects.led_by(user))

    def resolvable_by(self, user: User) -> Self:
        """Questions that the user may call answered, or open again: one's own, and those in studies one leads."""
        asked = Q(author=user, study__in=Study.objects.writable_by(user))
        led = Q(study__in=Study.objects.led_by(user))
        return self.visible_to(user).filter(asked | led, kind=Annotation.Kind.QUESTION)

    def answerable_by(self, user: User) -> Self:
        """Group notes to which the user may reply, unless they are locked."""
        there = self.visible_to(user).filter(hidden_at=None)
        return there.filter(study__in=Study.objects.writable_by(user))

    def reactable_by(self, user: User) -> Self:
        """Group notes of others with which the user may agree."""
        return self.answerable_by(user).exclude(author=user)

    def shared(self) -> Self:
        """What a group sees, once the study is revealed: for what is counted, never for what is shown to somebody."""
        return self.filter(study__isnull=False, deleted_at=None, hidden_at=None)

    def with_number(self) -> Self:
        """Adds the `number` of the paragraph that a mark begins in; None for a topic.

        A heading has none: there it is that of the paragraph below it, at the end of the text of the one above.
        """
        rows = Paragraph.objects.filter(revision=OuterRef("revision"), number__isnull=False).values("number")
        below = rows.filter(start__gte=OuterRef("paragraph")).order_by("start")[:1]
        above = rows.filter(start__lt=OuterRef("paragraph")).order_by("-start")[:1]
        here = Case(When(kind=Annotation.Kind.TOPIC, then=None), default=Coalesce(Subquery(below), Subquery(above)))
        return self.annotate(number=here)

    def touching(self, start: int | Expression, end: int | Expression) -> Self:
        """Marks of which at least one character lies in `[start, end)`."""
        return self.filter(start__lt=end, end__gt=start)


def readable_by(user: User) -> Q:
    """Notes of a group that the user may know of."""
    shared = Q(study__in=Study.objects.revealed_to(user), hidden_at=None)
    led = Q(study__in=Study.objects.led_by(user))
    return shared | led & (Q(study__in=Study.objects.open()) | Q(kind=Annotation.Kind.QUESTION))


class Annotation(models.Model):
    """A span `[start, end)` of a revision with the words that stand there; without a study private to its author.

    `paragraph` is where the paragraph begins in which the span begins. A topic of the general discussion has no span.
    """

    class Kind(models.TextChoices):
        HIGHLIGHT = "highlight", _("划线")
        THOUGHT = "thought", _("想法")
        QUESTION = "question", _("疑问")
        KEY_POINT = "key-point", _("要点")
        TOPIC = "topic", _("话题")

    class Line(models.TextChoices):
        SOLID = "solid", _("实线")
        DOUBLE = "double", _("双线")
        THICK = "thick", _("粗线")

    class Status(models.TextChoices):
        OPEN = "open", _("待解答")
        RESOLVED = "resolved", _("已解答")
        PARKED = "parked", _("会后再议")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="annotations", verbose_name=_("文章"))
    revision = models.ForeignKey(
        Revision, on_delete=models.RESTRICT, related_name="annotations", verbose_name=_("版本")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations", verbose_name=_("作者")
    )
    study = models.ForeignKey(
        Study, on_delete=models.SET_NULL, null=True, blank=True, related_name="annotations", verbose_name=_("研读")
    )
    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    line = models.CharField(_("线型"), max_length=8, choices=Line, default=Line.SOLID)
    paragraph = models.PositiveIntegerField(_("段落的起点"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    quote = models.TextField(_("原文"), blank=True)
    body = models.TextField(_("内容"), blank=True)
    html = models.TextField(editable=False, blank=True)  # the body, rendered and safe
    status = models.CharField(_("状态"), max_length=8, choices=Status, default=Status.OPEN)
    answer = models.ForeignKey("annotations.Reply", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reply_count = models.PositiveIntegerField(default=0)
    agree_count = models.PositiveIntegerField(default=0)
    me_too_count = models.PositiveIntegerField(default=0)
    key = models.UUIDField(_("一次有效的编号"))  # made by the browser: what is sent twice is kept once
    edition = models.PositiveIntegerField(default=1)  # rises with each change of the words
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    active_at = models.DateTimeField(default=timezone.now)  # written, shared, edited or replied to
    locked_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(max_length=200, blank=True)

    number: int | None  # with_number() adds it
    is_new = False  # of a row in hand that was just made, and not sent again

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("批注")
        verbose_name_plural = _("批注")
        constraints = (
            models.UniqueConstraint(fields=("author", "key"), name="one_annotation_per_key"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")) | Q(kind="topic", start=0, end=0), name="annotation_from_start_to_end"
            ),
            models.CheckConstraint(
                condition=Q(study=None) | Q(shared_at__isnull=False), name="shared_annotation_says_since_when"
            ),
        )
        indexes = (
            models.Index(fields=("revision", "author", "start"), name="annotation_own"),
            models.Index(fields=("study", "revision", "paragraph"), name="annotation_of_study"),
            models.Index(fields=("author", "-created_at"), name="annotation_notebook"),
        )

    def __str__(self) -> str:
        """Never the words: this is what admin pages and logs show."""
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_private(self) -> bool:
        return self.study_id is None

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_gone(self) -> bool:
        """Its author has deleted it; the row waits to be restored."""
        return self.deleted_at is not None

    @property
    def is_restorable(self) -> bool:
        """Within the grace."""
        return self.deleted_at is not None and self.deleted_at > timezone.now() - GRACE

    @property
    def is_topic(self) -> bool:
        return self.kind == self.Kind.TOPIC

    @property
    def is_open(self) -> bool:
        """A question that nobody has answered or parked."""
        return self.is_question and self.status == self.Status.OPEN


class Tag(models.Model):
    """A word under which its author finds a note again."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("标签")
        verbose_name_plural = _("标签")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("annotation", "name"), name="one_tag_per_name"),)

    def __str__(self) -> str:
        return self.name
