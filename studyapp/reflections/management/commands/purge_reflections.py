"""Forget deleted reflections after their grace, and those of people who have left for good. Meant to run once a day."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.annotations.models import GRACE
from studyapp.reflections import services


class Command(BaseCommand):
    help = "Remove reflections deleted more than 30 days ago, and those of people who left for good."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - GRACE
        count = repeated(lambda: services.forget(before)) + repeated(services.forget_those_of_the_left)
        self.stdout.write(f"{count} reflections forgotten")


def repeated(forget: Callable[[], int]) -> int:
    """Batch after batch, so that writers never wait long."""
    total = 0
    while count := forget():
        total += count
    return total
