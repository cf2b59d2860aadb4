"""Forget cards after their grace, and those of people who left for good. Meant to run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.cards.models import GRACE, Card, Deck


class Command(BaseCommand):
    help = "Remove cards deleted more than 30 days ago, and those of people who left for good."

    def handle(self, *args: Any, **options: Any) -> None:
        old, _ = Card.objects.filter(deleted_at__lt=timezone.now() - GRACE).delete()
        Deck.objects.filter(owner__anonymised_at__isnull=False).delete()
        self.stdout.write(f"{old} cards forgotten")
