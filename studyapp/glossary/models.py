"""Words of a group's texts, what members say they mean, and which of it the group has accepted."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.library.models import Article

LONGEST_WORDS, LONGEST_EXPLANATION = 40, 500  # characters
GRACE = timedelta(days=30)  # in which what was removed can be brought back


class EntryQuerySet(models.QuerySet["Entry"]):
    def held_by(self, user: User, *, least: Role) -> Self:
        here = Membership.objects.filter(group=OuterRef("group"), user_id=user.pk, role__gte=least)
        return self.filter(Exists(here), group__deleted_at=None)

    def visible_to(self, user: User) -> Self:
        """Of groups that the user takes part in."""
        return self.held_by(user, least=Role.OBSERVER).standing()

    def explainable_by(self, user: User) -> Self:
        """Those to which the user may say what they mean: observers only read along."""
        return self.held_by(user, least=Role.MEMBER).standing()

    def led_by(self, user: User) -> Self:
        """Those of which the user decides what the group accepts."""
        return self.held_by(user, least=Role.FACILITATOR).standing()

    def restorable_by(self, user: User) -> Self:
        led = self.held_by(user, least=Role.FACILITATOR)
        return led.filter(removed_at__gt=timezone.now() - GRACE)

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def accepted(self) -> Self:
        return self.exclude(meaning="").filter(accepted_at__isnull=False)

    def of_article(self, article: Article, *, user: User) -> Self:
        """What the user's groups that study the article have accepted."""
        here = StudyGroup.objects.visible_to(user).filter(studies__article=article)
        return self.of_groups(here.values("pk"))

    def of_groups(self, groups: Any) -> Self:
        """What these have accepted. Whoever asks knows that the reader takes part in them."""
        return self.standing().accepted().filter(group__in=groups)


class Entry(models.Model):
    """A word or phrase of a group's. `meaning` is what the group has accepted, empty until then."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="entries", verbose_name=_("小组"))
    words = models.CharField(_("词语"), max_length=LONGEST_WORDS)
    meaning = models.CharField(_("解释"), max_length=LONGEST_EXPLANATION, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("词条")
        verbose_name_plural = _("术语表")
        ordering = ("words",)
        constraints = (
            models.UniqueConstraint(fields=("group", "words"), name="one_entry_per_words"),
            models.CheckConstraint(condition=Q(accepted_at=None) | ~Q(meaning=""), name="accepted_has_a_meaning"),
        )

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("glossary:entry", args=[self.pk])


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def editable_by(self, user: User) -> Self:
        """The user's own, while they may still write there."""
        return self.filter(author=user, entry__in=Entry.objects.explainable_by(user))

    def acceptable_by(self, user: User) -> Self:
        return self.filter(entry__in=Entry.objects.led_by(user))


class Explanation(models.Model):
    """What a member says that the words mean. What was accepted of it stays as it was accepted."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="explanations")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="explanations")
    text = models.CharField(_("解释"), max_length=LONGEST_EXPLANATION)
    said_at = models.DateTimeField(default=timezone.now)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = _("解释")
        verbose_name_plural = _("解释")
        ordering = ("said_at", "pk")
        constraints = (models.UniqueConstraint(fields=("entry", "author"), name="one_explanation_per_person"),)

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.author}"


def words_of(user: User) -> list[str]:
    """What the user's groups have accepted: whole words where a text is cut for them."""
    entries = Entry.objects.visible_to(user).accepted().order_by()
    return list(entries.values_list("words", flat=True).distinct())


def words_for(article: Article) -> list[str]:
    """The same of the groups that study the article."""
    entries = Entry.objects.standing().accepted().filter(group__deleted_at=None, group__studies__article=article)
    return list(entries.order_by().values_list("words", flat=True).distinct())
