"""学习计划: what a group reads until when, and what to read it for."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.library.models import Revision
from studyapp.studies.models.studies import Study


class PlanStepQuerySet(models.QuerySet["PlanStep"]):
    def visible_to(self, user: User) -> Self:
        """Those of studies that the user takes part in."""
        return self.filter(study__in=Study.objects.visible_to(user))

    def editable_by(self, user: User) -> Self:
        """Those of studies that the user leads."""
        return self.filter(study__in=Study.objects.led_by(user))


class PlanStep(models.Model):
    """`[start, end)` of the text to be read until the end of `due_on`; `prompt` is the 导读 question."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="steps", verbose_name=_("研读"))
    position = models.PositiveSmallIntegerField(_("次序"))
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="steps", verbose_name=_("版本"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    due_on = models.DateField(_("截止日期"), null=True, blank=True)
    prompt = models.CharField(_("导读问题"), max_length=300, blank=True)

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("计划的一步")
        verbose_name_plural = _("学习计划")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("study", "position"), name="one_step_per_position"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="step_from_start_to_end"),
        )

    def __str__(self) -> str:
        return f"{self.study} · {self.position}"
