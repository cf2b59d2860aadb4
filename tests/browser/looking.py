"""What browser tests do on any page: come in signed in, and look at it as people with other eyes do."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from studyapp.accounts.models import User

READ_WITHIN = 60_000  # ms: the child that reads a file gives way to everything else on the machine


def sign_in(page: Page, user: User, address: str) -> None:
    """Without the form, which has tests of its own."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])


def barriers(page: Page) -> list[str]:
    """What axe finds: rule, how bad, and where."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['target']}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen; a phone would scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
