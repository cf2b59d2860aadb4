"""The log: events in the order of their topic, without gaps."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet["Topic"]):
    def hold(self, names: Collection[str]) -> list["Topic"]:
        """Those rows, made where they are missing, and nobody else's turn at them until the transaction ends.

        Always in the order of their names, so that two acts on the same topics wait instead of blocking each other.
        """
        rows = self.filter(name__in=names).order_by("name").select_for_update()
        held = list(rows)
        if len(held) == len(names):
            return held
        missing = sorted(set(names) - {topic.name for topic in held})
        self.bulk_create([Topic(name=name) for name in missing], ignore_conflicts=True)
        return list(rows.all())


class Topic(models.Model):
    """What one can listen to, such as "study-3"."""

    name = models.CharField(max_length=60, unique=True)
    number = models.PositiveBigIntegerField(default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("事件主题")
        verbose_name_plural = _("事件主题")

    def __str__(self) -> str:
        return self.name


class EventQuerySet(models.QuerySet["Event"]):
    def before(self, moment: datetime) -> Self:
        return self.filter(happened_at__lt=moment)


class Event(models.Model):
    """That something happened. The data are numbers, never words: rights are asked when the words are fetched."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("事件")
        verbose_name_plural = _("事件")
        constraints = (models.UniqueConstraint(fields=("topic", "number"), name="one_event_per_number"),)

    def __str__(self) -> str:
        return f"{self.topic} · {self.number} · {self.kind}"
