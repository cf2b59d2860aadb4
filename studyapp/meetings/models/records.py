"""The study record 学习记录: written from what happened, corrected by field, signed once, then only added to."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import StudyGroup
from studyapp.meetings.models.meetings import Meeting


class Decision(models.Model):
    """决定事项, written down during the meeting or after it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("决定"), max_length=500)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("决定事项")
        verbose_name_plural = _("决定事项")
        ordering = ("decided_at", "pk")

    def __str__(self) -> str:
        return self.text


class ToDoQuerySet(models.QuerySet["ToDo"]):
    def given_to(self, user: User) -> Self:
        """The user's own, from groups they are still in."""
        return self.filter(owner=user, meeting__in=Meeting.objects.visible_to(user))

    def open_to(self, user: User) -> Self:
        return self.given_to(user).filter(done_at=None)


class ToDo(models.Model):
    """待办: what somebody is to do, until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="to_dos")
    text = models.CharField(_("待办"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="to_dos"
    )
    due_on = models.DateField(_("时限"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("待办")
        verbose_name_plural = _("待办")
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        """All that can be changed in it: who changes what somebody else has changed since is shown both."""
        return f"{self.owner_id or ''}/{self.due_on or ''}/{self.text}"


class Parked(models.Model):
    """会后再议: a question that the meeting put off."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parked")
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    parked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("会后再议")
        verbose_name_plural = _("会后再议")
        ordering = ("parked_at", "pk")

    def __str__(self) -> str:
        return f"{self.pk}"


class RecordLayout(models.Model):
    """Which fields the records of a group have, in their order. A group that has none has all of them."""

    group = models.OneToOneField(StudyGroup, on_delete=models.CASCADE, related_name="record_layout")
    names = models.JSONField(default=list)

    class Meta:
        verbose_name = _("记录的格式")
        verbose_name_plural = _("记录的格式")

    def __str__(self) -> str:
        return f"{self.group}"


class StudyRecord(models.Model):
    """Signed, it never changes; what was wrong in it is said in an addendum."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="record")
    written_at = models.DateTimeField(default=timezone.now)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signer = models.CharField(max_length=80, blank=True)  # the name as it was then
    layout = models.JSONField(default=list)  # names of the fields that were signed, in their order
    digest = models.CharField(max_length=64, blank=True)  # of the fields as they were signed

    class Meta:
        verbose_name = _("学习记录")
        verbose_name_plural = _("学习记录")
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="signed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class RecordField(models.Model):
    """One field of a record. `edition` rises with each change; who changes an older one is shown both."""

    record = models.ForeignKey(StudyRecord, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("记录项")
        verbose_name_plural = _("记录项")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("record", "name"), name="one_field_per_name"),)

    def __str__(self) -> str:
        return self.name


class FieldEdit(models.Model):
    """What a field said before."""

    field = models.ForeignKey(RecordField, on_delete=models.CASCADE, related_name="edits")
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField()

    class Meta:
        verbose_name = _("从前的记录项")
        verbose_name_plural = _("从前的记录项")
        ordering = ("-edition",)
        constraints = (models.UniqueConstraint(fields=("field", "edition"), name="one_edit_per_edition"),)

    def __str__(self) -> str:
        return f"{self.pk}"


class Addendum(models.Model):
    """补记: what is added to a signed record."""

    record = models.ForeignKey(StudyRecord, on_delete=models.CASCADE, related_name="addenda")
    text = models.TextField(_("补记"), max_length=2000)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("补记")
        verbose_name_plural = _("补记")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return f"{self.pk}"
