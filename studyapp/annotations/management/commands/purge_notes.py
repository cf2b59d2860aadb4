"""Forget deleted notes after their grace, and what people leave behind who have left. Meant to run once a day."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.annotations.models import GRACE
from studyapp.annotations.services import purging


class Command(BaseCommand):
    help = "Remove notes and replies deleted more than 30 days ago, and private notes of people who left for good."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - GRACE
        replies = repeated(lambda: purging.forget_replies(before))
        notes = repeated(lambda: purging.forget_notes(before)) + repeated(purging.forget_private_notes_of_the_left)
        wiped = repeated(lambda: purging.wipe_notes(before))
        repeated(purging.forget_ended_groups)
        purging.forget_ways_of_the_left()
        self.stdout.write(f"{notes} notes and {replies} replies forgotten, {wiped} notes wiped")


def repeated(forget: Callable[[], int]) -> int:
    """Batch after batch, so that readers never wait long."""
    total = 0
    while count := forget():
        total += count
    return total
