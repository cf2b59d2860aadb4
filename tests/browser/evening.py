"""A whole meeting, step by step: what each of those who sit at five browsers does, and what the others then see.

Each step waits for the thing itself, however long a busy machine takes.
"""

from collections.abc import Callable
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from studyapp.meetings.models import Meeting, RecordField, ToDo
from studyapp.meetings.services import leading
from tests.browser.choosing import act, tap
from tests.browser.conftest import PHONE
from tests.browser.process import Site

LINE = "水从山里来，一路走，一路记。哪里缓，哪里急，转弯的地方总有人家。"
WITHIN = 30_000  # ms: on a machine that does other things too
BACK = 60_000  # after the server was dead
ASKED, SECRET, TYPED = "哪里算缓？", "这一句只给自己看", "只写给自己"


def lit(page: Page, number: int, timeout: int = WITHIN) -> None:
    """Everybody is here: the paragraph is marked and in sight, no other is."""
    expect(page.locator(f"#p{number}[aria-current]")).to_be_in_viewport(timeout=timeout)
    expect(page.locator(".paragraph[aria-current]")).to_have_count(1)


def on_screen(page: Page, number: int, timeout: int = WITHIN) -> None:
    expect(page.locator("[aria-current] .paragraph-number")).to_have_text(str(number), timeout=timeout)


def told(path: Path) -> dict[str, str]:
    """What stands in a Word file beside each label, and around the table."""
    paper = Document(str(path))
    found = {"around": "\n".join(each.text for each in paper.paragraphs)}
    for row in paper.tables[0].rows:
        texts = ["\n".join(line.text for line in cell.paragraphs) for cell in row.cells]
        found[texts[0]] = texts[1]
        if row.cells[1]._tc is not row.cells[2]._tc:
            found[texts[2]] = texts[3]
    return found


class Evening:
    """The meeting and who sits at which browser."""

    def __init__(self, opened: Callable[..., Page], site: Site) -> None:
        self.opened, self.site = opened, site

    @property
    def everybody(self) -> list[Page]:
        return [self.recorder, self.linxi, self.heqing]

    def plan(self, group: int) -> None:
        page = self.lead = self.opened("李梅", f"/groups/{group}/")
        page.get_by_role("link", name="定一次学习会").click()
        page.get_by_label("题目").fill("沿河而行（一）")
        page.get_by_label("什么时候开始").fill("2027-11-25T19:00")
        page.get_by_label("《沿河而行》").check()
        page.get_by_label("记录人").select_option("陈小禾")
        page.get_by_label("地点").fill("茶社")
        page.get_by_role("button", name="定下来").click()
        page.get_by_role("button", name="通知大家").click()
        expect(page.get_by_role("button", name="再通知一次")).to_be_visible()
        self.meeting = Meeting.objects.get()
        self.at = f"/meetings/{self.meeting.pk}"

    def prepare(self) -> None:
        """Questions first, then the text; and who cannot come says so."""
        page = self.lead
        page.goto(f"{self.at}/agenda/")
        if not page.locator(".agenda-entry").count():
            page.get_by_text("重新拟一份").click()
            page.get_by_role("button", name="另拟一份").click()
        expect(page.locator(".agenda-entry", has_text=ASKED)).to_be_visible()
        away = self.opened("宋岩", "/inbox/", size=PHONE)
        away.locator(".inbox-row.meeting").click()
        away.get_by_text("来不了，请假").click()
        away.get_by_label("原因").fill("出差")
        away.get_by_role("button", name="请假", exact=True).click()
        expect(away.get_by_text("你请了假：出差")).to_be_visible()

    def come(self) -> None:
        """开会；大屏亮出签到码；一个成员凭码，记录人点一下。"""
        self.lead.goto(f"{self.at}/")
        self.lead.get_by_role("button", name="开始开会").click()
        self.lead.goto(f"{self.at}/console/")
        self.screen = self.opened("李梅", f"{self.at}/screen/")
        self.linxi = self.opened("林溪", "/meetings/join/", size=PHONE)
        self.linxi.get_by_label("签到码").fill(self.screen.locator(".screen-code").inner_text())
        self.linxi.get_by_role("button", name="进会场").click()
        self.linxi.get_by_role("button", name="签到，进会场").click()
        self.recorder = self.opened("陈小禾", f"{self.at}/")
        self.recorder.get_by_role("button", name="签到，进会场").click()
        for page in (self.linxi, self.recorder):
            page.wait_for_url("**/room/")
        expect(self.screen.locator(".screen-people")).to_contain_text("3 人在会")

    def read(self) -> None:
        """议程开始，大家一起走；自己翻就不跟，一按就回来；晚来的人落在此处。"""
        self.lead.get_by_role("button", name="开始下一项").click()
        expect(self.linxi.locator("#now")).to_contain_text("议题 1/")
        self.lead.locator("#p12").hover()
        self.lead.locator("#p12").get_by_role("button", name="带到这里").click()
        for page in (self.linxi, self.recorder):
            lit(page, 12)
        on_screen(self.screen, 12)
        self.linxi.mouse.wheel(0, 1500)
        expect(self.linxi.locator("#follow")).to_have_text("回到主持人 · 第12段")
        self.lead.keyboard.press("PageDown")
        expect(self.linxi.locator("#follow")).to_have_text("回到主持人 · 第13段")
        self.linxi.locator("#follow").click()
        lit(self.linxi, 13)
        self.heqing = self.opened("何清", f"{self.at}/", size=PHONE)
        self.heqing.get_by_role("button", name="签到，进会场").click()
        lit(self.heqing, 13)
        expect(self.screen.locator(".screen-people")).to_contain_text("4 人在会")

    def speak(self) -> None:
        self.heqing.get_by_role("button", name="举手", exact=True).click()
        self.lead.locator("#hands li", has_text="何清").get_by_role("button", name="请发言").click()
        expect(self.screen.locator(".screen-speaker")).to_contain_text("何清")
        self.recorder.get_by_label("何清的发言摘要").fill("缓的地方才有人家。")
        self.recorder.locator(".speech", has_text="何清").get_by_role("button", name="记下").click()
        self.heqing.locator('[data-opens="room-side"]').click()
        self.heqing.locator("#said > summary").click()
        expect(self.heqing.get_by_label("何清的发言摘要")).to_have_value("缓的地方才有人家。")
        self.heqing.locator('[data-closes="room-side"]').click()
        self.lead.get_by_role("button", name="说完了").click()
        expect(self.screen.locator(".screen-speaker")).to_have_count(0)

    def ask(self) -> None:
        self.lead.get_by_role("button", name="听懂了吗？").click()
        self.linxi.locator("#bottom").get_by_role("button", name="想再讲讲").click()
        expect(self.screen.locator("#screen-poll")).to_contain_text("想再讲讲1", use_inner_text=False)
        self.lead.get_by_role("button", name="结束调查").click()
        expect(self.screen.locator("#screen-poll")).to_have_count(0)

    def decide(self) -> None:
        page = self.clerk = self.opened("陈小禾", f"{self.at}/decisions/")
        page.get_by_label("加一项决定").fill("下次学第二部分。")
        page.get_by_role("button", name="加一项决定").click()
        expect(page.locator("#decisions-list")).to_contain_text("下次学第二部分。")
        page.get_by_label("要做什么").last.fill("量石凳的高度")
        page.get_by_label("责任人").last.select_option("林溪")
        page.get_by_label("时限").last.fill("2028-05-30")
        page.get_by_role("button", name="加一项待办").click()
        expect(page.locator("#to-dos-list .to-dos")).to_contain_text("量石凳的高度")

    def think_alone(self) -> None:
        """A thought that is nobody's business, written while all look at the same paragraph."""
        tap(self.linxi, 13, LINE[:5])
        act(self.linxi, "thought")
        self.linxi.locator("#composer").get_by_label("仅自己可见").check()
        self.linxi.locator("#composer-body").fill(TYPED)
        self.linxi.locator("#composer").get_by_role("button", name="保存").click()
        expect(self.linxi.locator("#composer")).to_be_hidden()

    def fall(self) -> None:
        """The server is killed; meanwhile the meeting moved on in the database, as by another process."""
        self.site.kill()
        revision = self.meeting.studies.get().article.revision
        lead = self.meeting.created_by
        leading.focus(self.meeting, paragraph=revision.paragraphs.get(number=21), by=lead)
        self.site.start()
        for page in self.everybody:
            lit(page, 21, timeout=BACK)
        on_screen(self.screen, 21, timeout=BACK)
        expect(self.lead.locator("#p21[aria-current]")).to_be_visible(timeout=BACK)
        self.lead.keyboard.press("PageDown")
        for page in self.everybody:
            lit(page, 22)
        on_screen(self.screen, 22)
        expect(self.screen.get_by_text(SECRET)).to_have_count(0)
        expect(self.screen.get_by_text(TYPED)).to_have_count(0)

    def go_home(self) -> None:
        """By mistake first, which is undone."""
        for is_meant in (False, True):
            self.lead.get_by_text("散会", exact=True).click()
            self.lead.get_by_role("button", name="确定散会").click()
            for page in self.everybody:
                expect(page.locator("#status")).to_contain_text("已经散会")
            expect(self.screen.get_by_text("散会了，谢谢大家。")).to_be_visible()
            if not is_meant:
                self.lead.get_by_role("button", name="接着开").click()
                expect(self.linxi.locator("#status")).to_be_hidden()
                self.lead.get_by_role("button", name="下一段").click()
                lit(self.linxi, 23)

    def make_up(self) -> None:
        away = self.away = self.opened("宋岩", f"{self.at}/", size=PHONE)
        away.locator("#coming-or-not").get_by_role("link", name="去补学").click()
        expect(away.locator("#make-up-read")).to_contain_text("第12段")
        expect(away.locator("#make-up-asked")).to_contain_text(ASKED)
        expect(away.locator("#make-up-decided")).to_contain_text("下次学第二部分。")
        expect(away.locator("#make-up-prompts li")).to_have_count(3)
        away.get_by_role("button", name="我补学完了").click()
        expect(away.get_by_text("补学完了")).to_have_count(2)

    def record(self) -> None:
        """校改，交上去；主持人从通知里打开，签发。"""
        page = self.clerk
        page.goto(f"{self.at}/record/")
        page.get_by_role("link", name="改地点").click()
        page.get_by_label("地点", exact=True).fill("茶社二楼")
        page.get_by_role("button", name="存下", exact=True).click()
        expect(page.locator("#record-state")).to_contain_text("最后由陈小禾改于")
        page.get_by_role("button", name="交主持人签发").click()
        expect(page.locator("#record-bar")).to_contain_text("等签发")
        self.lead.goto("/inbox/")
        self.lead.locator(".inbox-row.handed").click()
        self.lead.locator("#record-sign > summary").click()
        self.lead.get_by_role("button", name="确定签发").click()
        expect(self.lead.locator("#record-state")).to_contain_text("已签发")

    def add_to_it(self) -> None:
        """Signed, it is as it is; what was forgotten is added."""
        page, field = self.clerk, RecordField.objects.get(name="place")
        page.goto(f"/records/fields/{field.pk}/edit/")
        expect(page).to_have_url(f"{self.site.address}{self.at}/record/#field-{field.pk}")
        expect(page.locator("#record").get_by_role("link", name="改地点")).to_have_count(0)
        token = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
        said = {"text": "别处", "edition": str(field.edition), "csrfmiddlewaretoken": token}
        headers = {"Referer": self.site.address}
        assert page.request.post(f"/records/fields/{field.pk}/change/", form=said, headers=headers).status == 409
        field.refresh_from_db()
        assert field.text == "茶社二楼"
        page.locator("#addenda textarea").fill("水是二沸。")
        page.get_by_role("button", name="写进补记").click()
        expect(page.locator("#addenda")).to_contain_text("水是二沸。")

    def take_home(self, folder: Path) -> dict[str, str]:
        """The Word file, as a member gets it."""
        self.linxi.goto(f"{self.at}/record/")
        expect(self.linxi.locator("#record")).not_to_contain_text(SECRET)
        with self.linxi.expect_download() as download:
            self.linxi.get_by_role("link", name="导出 Word").click()
        assert download.value.suggested_filename.startswith("茶社学习记录")
        download.value.save_as(folder / "record.docx")
        return told(folder / "record.docx")

    def hear_of_it(self) -> None:
        """Each in their inbox: who is to do something, whose words were written down, who may read the record."""
        for page, kinds in ((self.linxi, ("to-do", "signed")), (self.heqing, ("summary", "signed"))):
            page.goto("/inbox/")
            for kind in kinds:
                expect(page.locator(f".inbox-row.{kind}")).to_have_count(1)

    def do_what_is_to_do(self) -> None:
        self.linxi.goto("/mine/")
        self.linxi.get_by_role("button", name="做好了：量石凳的高度").click()
        expect(self.linxi.get_by_role("button", name="没做好：量石凳的高度")).to_be_visible()
        assert ToDo.objects.get().done_at
