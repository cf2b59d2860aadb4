"""Pictures of a meeting that runs, with people in it, and of the record of one that is over. For `make screenshots`."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

WIDE, PHONE, SCREEN = (1440, 900), (360, 740), (1920, 1080)
HELD, COMING = "/meetings/1", "/meetings/2"
SETTLED = 600  # ms
MEMBERS = ("zhouyuan", "chenxiaohe", "linxi", "heqing")


class Gathering:
    """The demo's people at their browsers. `sign_in` takes a page, a name and a password."""

    def __init__(
        self, browser: Browser, base: str, passwords: dict[str, str], folder: Path, sign_in: Callable[..., None]
    ) -> None:
        self.browser, self.base, self.folder = browser, base, folder
        self.signed_in: dict[str, Any] = {}
        for name in ("limei", *MEMBERS):
            page = browser.new_context(base_url=base, locale="zh-CN").new_page()
            sign_in(page, name, passwords[name])
            self.signed_in[name] = page.context.storage_state()
            page.context.close()

    def at(self, name: str, path: str, *, size: tuple[int, int] = WIDE, night: bool = False) -> Page:
        page = self.browser.new_context(
            base_url=self.base,
            storage_state=self.signed_in[name],
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if night else "light",
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            locale="zh-CN",
            reduced_motion="reduce",
        ).new_page()
        page.goto(path)
        return page

    def shoot(self, picture: str, name: str, path: str, *, size: tuple[int, int], night: bool = False) -> None:
        page = self.at(name, path, size=size, night=night)
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=self.folder / f"{picture}-{size[0]}-{'night' if night else 'day'}.png")
        page.context.close()

    def gather(self) -> None:
        """The one to come begins: all are there, at a paragraph; one speaks, one waits for the floor."""
        lead = self.at("limei", f"{COMING}/")
        lead.get_by_role("button", name="开始开会").click()
        rooms = {name: self.enter(name) for name in MEMBERS}
        lead.goto(f"{COMING}/console/")
        lead.get_by_role("button", name="开始下一项").click()
        lead.locator("#agenda-acts").get_by_role("button", name="下一项", exact=True).click()
        lead.locator('#agenda [aria-current="step"]', has_text="轮读").wait_for()
        lead.locator("#p8").hover()
        lead.locator("#p8").get_by_role("button", name="带到这里").click()
        lead.locator("#here b", has_text="5/5").or_(lead.locator("#here b", has_text="4/5")).wait_for()
        for name in ("linxi", "heqing"):
            rooms[name].locator("#hands").get_by_role("button", name="就这一段举手").click()
            rooms[name].locator("#hands .hand-up").wait_for()
        lead.locator("#hands li", has_text="林溪").get_by_role("button", name="请发言").click()
        lead.locator("#floor .speaker").wait_for()
        lead.wait_for_timeout(4 * SETTLED)

    def enter(self, name: str) -> Page:
        page = self.at(name, f"{COMING}/")
        page.get_by_role("button", name="签到，进会场").click()
        page.wait_for_url("**/room/")
        return page

    def go_home(self) -> None:
        lead = self.at("limei", f"{COMING}/console/")
        lead.get_by_text("散会", exact=True).click()
        lead.get_by_role("button", name="确定散会").click()
        lead.get_by_role("button", name="接着开").wait_for()

    def first_sheet(self, picture: str, document: Path) -> None:
        subprocess.run(["pdftoppm", "-png", "-r", "80", "-singlefile", document, self.folder / picture], check=True)
        document.unlink()

    def shoot_print(self) -> None:
        page = self.at("linxi", f"{HELD}/record/print/")
        page.pdf(path=self.folder / "record.pdf", prefer_css_page_size=True)
        self.first_sheet("record-print", self.folder / "record.pdf")

    def shoot_word(self) -> None:
        """As LibreOffice sets it, where there is one."""
        office = shutil.which("soffice")
        if office is None:
            return
        page, paper = self.at("linxi", f"{HELD}/record/"), self.folder / "record.docx"
        with page.expect_download() as download:
            page.get_by_role("link", name="导出 Word").click()
        download.value.save_as(paper)
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", self.folder, paper]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        paper.unlink()
        self.first_sheet("record-word", paper.with_suffix(".pdf"))


def shoot_meetings(people: Gathering) -> None:
    for size in (WIDE, PHONE):
        people.shoot("meeting", "limei", f"{COMING}/", size=size)
        people.shoot("make-up", "heqing", f"{HELD}/make-up/", size=size)
        for night in (False, True):
            people.shoot("record", "linxi", f"{HELD}/record/", size=size, night=night)
    people.shoot("agenda", "limei", f"{COMING}/agenda/", size=WIDE)
    people.shoot_print()
    people.shoot_word()
    people.gather()
    for night in (False, True):
        for size in (WIDE, PHONE):
            people.shoot("room", "zhouyuan", f"{COMING}/room/", size=size, night=night)
            people.shoot("console", "limei", f"{COMING}/console/", size=size, night=night)
        people.shoot("screen", "limei", f"{COMING}/screen/", size=SCREEN, night=night)
    people.go_home()
    people.shoot("record-open", "chenxiaohe", f"{COMING}/record/", size=WIDE)
