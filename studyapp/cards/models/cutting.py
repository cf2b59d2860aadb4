"""The words of a text, cut once by a process beside the web process, which never loads jieba."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.library.models import Paragraph, Revision


class Cutting(models.Model):
    """That the words of a revision were asked for, and since when they are there."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="cutting", primary_key=True)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("分词")
        verbose_name_plural = _("分词")

    def __str__(self) -> str:
        return str(self.revision_id)


class Words(models.Model):
    """The words and signs of a paragraph in order: of each its length, and how telling it is."""

    paragraph = models.OneToOneField(Paragraph, on_delete=models.CASCADE, related_name="cut_words", primary_key=True)
    weighed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("词")
        verbose_name_plural = _("词")

    def __str__(self) -> str:
        return str(self.paragraph_id)
