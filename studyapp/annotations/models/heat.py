"""What a group's marks on one paragraph come to, kept so that a page's cost follows the text and not the marks."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.library.models import Revision
from studyapp.studies.models import Study


class HeatQuerySet(models.QuerySet["Heat"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(study__in=Study.objects.revealed_to(user))


class Heat(models.Model):
    """Of the paragraph that begins at `paragraph`: `spans` are [start, end, people, flags] in code points of the text.

    `flags` holds "q" where an open question lies and "k" where a facilitator's key point does. `notes` begin here and
    have words, `questions` of them are open; `top` names the few that are shown beside the text, the foremost first.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="heat")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="heat")
    paragraph = models.PositiveIntegerField()
    spans = models.JSONField(default=list)
    top = models.JSONField(default=list)
    notes = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)

    objects = HeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("热度")
        verbose_name_plural = _("热度")
        constraints = (
            models.UniqueConstraint(fields=("study", "revision", "paragraph"), name="one_heat_per_paragraph"),
        )

    def __str__(self) -> str:
        return f"{self.study_id} @{self.paragraph}"
