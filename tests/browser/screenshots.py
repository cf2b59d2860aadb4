"""Pictures of the pages as they are, made again by `make screenshots` into docs/screenshots/.

    python -m tests.browser.screenshots [pages] [studies] [meetings]

A demo of its own is served from a folder of its own; nothing of the real data is seen.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.upload import served
from tests.browser.pictures_of_meetings import Gathering, shoot_meetings

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PAGES = {
    "landing": "/",
    "shelf": "/library/",
    "article": "/library/1/",
    "reading": "/read/1/p/8/",
    "group": "/groups/1/",
    "home": "/mine/",
    "notebook": "/notebook/",
    "inbox": "/inbox/",
    "discussion": "/studies/1/discussion/",
}
STUDIES = {
    "study": "/studies/1/",
    "brief": "/studies/1/brief/",
    "glossary": "/groups/1/glossary/",
    "reflections": "/studies/1/reflection/",
    "cards": "/cards/1/new/",
}
LED = {"plan": "/studies/1/plan/", "overview": "/studies/1/overview/"}
SETTLED = 600  # ms
DRAFT = Path(__file__).resolve().parents[2] / "studyapp" / "importing" / "demo" / "tea.txt"


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def open_page(browser: Browser, base: str, *, size: dict[str, int], night: bool) -> Page:
    return browser.new_context(
        base_url=base,
        viewport=size,  # type: ignore[arg-type]
        color_scheme="dark" if night else "light",
        locale="zh-CN",
        reduced_motion="reduce",
        device_scale_factor=1,
    ).new_page()


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state()  # never idle: the reading page listens
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=FOLDER / f"{name}.png")


def shoot_pages(page: Page, suffix: str, username: str, password: str) -> None:
    page.goto(PAGES["landing"])
    shoot(page, f"landing-{suffix}")
    sign_in(page, username, password)
    for name, path in PAGES.items():
        if name != "landing":
            page.goto(path)
            shoot(page, f"{name}-{suffix}")


def shoot_studies(browser: Browser, base: str, sign_ins: dict[str, str]) -> None:
    """As a member sees them, and what only those see who lead."""
    for width, size in ((1440, WIDE), (360, PHONE)):
        for name, pages in (("linxi", STUDIES), ("limei", LED)):
            page = open_page(browser, base, size=size, night=False)
            sign_in(page, name, sign_ins[name])
            for picture, path in pages.items():
                page.goto(path)
                shoot(page, f"{picture}-{width}-day")


def shoot_thread(page: Page, suffix: str) -> None:
    """A question with its answers, found in the notebook and opened beside the text."""
    page.goto("/notebook/?kind=question")
    page.get_by_role("link", name="在原文里").first.click()
    page.locator("#panel-body .replies").wait_for()
    shoot(page, f"thread-{suffix}")


def shoot_composer(page: Page, suffix: str) -> None:
    """A thought being written on a sentence that was tapped."""
    page.goto(PAGES["reading"])
    page.locator("#p8 .paragraph-text").click(position={"x": 60, "y": 20})
    page.locator("#selection-bar").wait_for()
    shoot(page, f"selection-{suffix}")
    page.locator("#selection-bar [data-act=thought]").click()
    page.locator("#composer-body").fill("先想好在哪里停，再想路怎么走。")
    shoot(page, f"composer-{suffix}")


def shoot_reveal(page: Page, suffix: str, password: str) -> None:
    """先独学后揭晓, as a facilitator sees it."""
    sign_in(page, "zhouyuan", password)
    page.goto("/studies/2/reveal/")
    shoot(page, f"reveal-{suffix}")


def shoot_desk(page: Page, suffix: str, password: str) -> None:
    """The desk with the second part chosen, as it waits for whoever uploaded the text."""
    sign_in(page, "admin", password)
    page.goto("/desk/")
    shoot(page, f"upload-{suffix}")
    page.set_input_files("input[type=file]", DRAFT)
    page.get_by_role("button", name="上传", exact=True).click()
    page.locator("#desk").wait_for(timeout=60_000)
    page.locator(".node.section > .node-row").nth(1).click()
    page.locator('.node[aria-current="true"]').wait_for()
    shoot(page, f"desk-{suffix}")


def shoot_print(browser: Browser, base: str, password: str) -> None:
    """The first sheet of the print, as a picture."""
    page = open_page(browser, base, size=WIDE, night=False)
    sign_in(page, "linxi", password)
    page.goto(PAGES["reading"])
    sheet = FOLDER / "print.pdf"
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-png", "-r", "80", "-singlefile", sheet, sheet.with_suffix("")], check=True)
    sheet.unlink()


def shoot_reading(browser: Browser, base: str, sign_ins: dict[str, str]) -> None:
    for width, size in ((1440, WIDE), (360, PHONE)):
        for light, night in (("day", False), ("night", True)):
            suffix = f"{width}-{light}"
            reader = open_page(browser, base, size=size, night=night)
            shoot_pages(reader, suffix, "linxi", sign_ins["linxi"])
            shoot_thread(reader, suffix)
            shoot_composer(reader, suffix)
            shoot_reveal(open_page(browser, base, size=size, night=night), suffix, sign_ins["zhouyuan"])
            shoot_desk(open_page(browser, base, size=size, night=night), suffix, sign_ins["admin"])
    shoot_print(browser, base, sign_ins["linxi"])


def main() -> None:
    wanted = sys.argv[1:] or ["pages", "studies", "meetings"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as (base, sign_ins, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        if "pages" in wanted:
            shoot_reading(browser, base, sign_ins)
        if "studies" in wanted:
            shoot_studies(browser, base, sign_ins)
        if "meetings" in wanted:
            shoot_meetings(Gathering(browser, base, sign_ins, FOLDER, sign_in))


if __name__ == "__main__":
    main()
