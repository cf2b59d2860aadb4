"""What a reader has seen of a group's discussion: only to show them what is new."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from studyapp.annotations.models.annotations import Annotation
from studyapp.studies.models import Study


class Visit(models.Model):
    """The reader's last visits to a study: what came after `since`, the end of the visit before this one, is new."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="visits")
    since = models.DateTimeField()
    came_at = models.DateTimeField()

    class Meta:
        verbose_name = _("来过的时间")
        verbose_name_plural = _("来过的时间")
        constraints = (models.UniqueConstraint(fields=("user", "study"), name="one_visit_per_reader_and_study"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.study}"


class ThreadSeen(models.Model):
    """That the reader has opened a thread, and when last."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="threads_seen")
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="seen")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("看过的讨论")
        verbose_name_plural = _("看过的讨论")
        constraints = (models.UniqueConstraint(fields=("user", "annotation"), name="one_seen_per_reader_and_thread"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.annotation_id}"
