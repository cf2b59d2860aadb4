"""Cut the words of texts that wait for it: what is started beside the web process for the first card of a text."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from studyapp.cards.cutting import cut_waiting

NICENESS = 10  # whoever reads and marks comes first


class Command(BaseCommand):
    help = "Cut the texts that wait for it into words, for the self-test."

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NICENESS)
        cut_waiting()
