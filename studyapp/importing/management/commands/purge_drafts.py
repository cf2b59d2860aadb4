"""Forget drafts that were thrown away long ago, with their files. Meant to run once a day."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.importing.models import Draft

GRACE = timedelta(days=30)


class Command(BaseCommand):
    help = "Remove drafts that were thrown away more than 30 days ago; none of them belongs to an article."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = Draft.objects.discarded_before(timezone.now() - GRACE)
        count = gone.count()
        gone.delete()
        self.stdout.write(f"{count} forgotten")
