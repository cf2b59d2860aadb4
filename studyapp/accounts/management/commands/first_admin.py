"""Prints the link with which the first administrator makes their account; nothing when there is one."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from studyapp.accounts.services import first_administrator_link


class Command(BaseCommand):
    help = "Print a one-time link that makes the first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "base", nargs="?", default=settings.PUBLIC_URL, help="where browsers reach this site (PUBLIC_URL)"
        )

    def handle(self, *args: object, base: str, **options: object) -> None:
        token = first_administrator_link()
        if token is None:
            self.stderr.write("There is an administrator already; no link was made.")
            return
        base = base.rstrip("/") or "http://127.0.0.1:8000"
        self.stdout.write(base + reverse("accounts:first_administrator", args=[token]))
