"""The Word file of a record, opened again."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from studyapp.groups.models import Role
from studyapp.meetings import word
from studyapp.meetings.layouts import entries
from studyapp.meetings.models import RecordField
from studyapp.meetings.services import leading, records, to_dos
from studyapp.meetings.services.attending import check_in, excuse
from studyapp.meetings.services.floor import give_floor, summarise
from studyapp.paper import CONTENT_TYPE, plain
from tests.factories import join, make_meeting, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    study = make_study()
    group = study.group
    owner = group.memberships.get(role=Role.OWNER).user
    member, away = (join(group, user=make_user(display_name=name)) for name in ("林溪", "何清"))
    meeting = leading.start(make_meeting(study=study, place="活动室二楼", title="第一回"), by=owner)
    excuse(meeting, user=away, reason="出差")
    summarise(give_floor(check_in(meeting, user=member)), summary="水开了再倒。", edition=1, by=None)
    to_dos.decide(meeting, text="下次带茶。", by=owner)
    to_dos.give(meeting, text="量石凳", owner=member, due_on=date(2027, 5, 30), by=owner)
    return records.write(leading.end(meeting))


def opened(record):
    return Document(BytesIO(word.document(record)))


def told(paper):
    """What stands beside each label."""
    found = {}
    for row in paper.tables[0].rows:
        texts = ["\n".join(each.text for each in cell.paragraphs) for cell in row.cells]
        found[texts[0]] = texts[1]
        if row.cells[1]._tc is not row.cells[2]._tc:
            found[texts[2]] = texts[3]
    return found


def test_every_field_is_in_it(record):
    found = told(opened(record))
    with override("zh-hans"):
        written = {entry.label: "\n".join(entry.lines) or entry.nothing for entry in entries(record)}
    assert found == written
    assert found["地点"] == "活动室二楼"
    assert found["缺席及原因"] == "何清：出差"
    assert found["发言摘要"] == "林溪：水开了再倒。"
    assert found["决定事项"] == "1. 下次带茶。"
    assert found["待办"] == "量石凳：林溪，2027年5月30日前"
    assert found["列席"] == "无"
    assert found["学习内容"] == "未记"


def test_it_is_an_official_paper(record):
    paper = opened(record)
    page = paper.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert page.header.paragraphs[0].text == "茶社（草稿，未签发）"
    assert "PAGE" in etree.tostring(page.footer._element, encoding="unicode")
    assert paper.paragraphs[0].text == "学习记录"
    assert paper.paragraphs[1].text == "第一回（第 1 次）"
    assert "主持人签发：" in "\n".join(each.text for each in paper.paragraphs)
    fonts = paper.element.body.iter(qn("w:rFonts"))
    assert {each.get(qn("w:eastAsia")) for each in fonts} == {"宋体", "仿宋", "黑体"}
    assert paper.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"


def test_it_breaks_well(record):
    """Chinese commas, lines of one height, short rows whole, the signature never alone on its page."""
    paper = opened(record)
    assert {each.get(qn("w:eastAsia")) for each in paper.styles.element.iter(qn("w:lang"))} == {"zh-CN"}
    assert paper.styles["Normal"].paragraph_format.line_spacing.pt == 20
    rows = paper.tables[0].rows
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(line.paragraph_format.keep_with_next for cell in rows[-1].cells for line in cell.paragraphs)


def test_a_long_row_may_go_on_over_the_page(record):
    record.fields.filter(name="present").update(text="、".join(["欧阳小禾"] * 300))
    rows = {row.cells[0].text: row for row in opened(record).tables[0].rows}
    assert rows["出席"]._tr.trPr.find(qn("w:cantSplit")) is None


def test_signed_it_names_who_signed(record):
    owner = record.meeting.created_by
    record = records.sign(record, by=owner, seen=records.digest(record))
    records.add(record, text="水是二沸。", by=owner)
    paper = opened(record)
    words = "\n".join(each.text for each in paper.paragraphs)
    assert "主持人签发：李梅" in words
    assert "补记：水是二沸。（李梅，" in words
    assert words.index("主持人签发") < words.index("补记")
    assert paper.core_properties.created.year == record.signed_at.year
    assert paper.sections[0].header.paragraphs[0].text == "茶社"


HOSTILE = "".join(map(chr, range(1, 32))) + "\x7f\ufffe\uffff<w:p>&amp;]]>" + "𠮷👨‍👩‍👧‮غ" + "长" * 20_000


def test_nothing_that_is_typed_breaks_it(record):
    RecordField.objects.update(text=HOSTILE)
    record.meeting.title = record.meeting.group.name = HOSTILE[:60]
    made = word.document(record)
    found = told(Document(BytesIO(made)))
    assert "<w:p>&amp;]]>𠮷👨‍👩‍👧" in found["地点"]
    assert "长" * 20_000 in found["地点"]
    for name in ZipFile(BytesIO(made)).namelist():
        if name.endswith(".xml"):
            etree.fromstring(ZipFile(BytesIO(made)).read(name))


@pytest.mark.parametrize("hostile", ["\ud800", "a\udfffb", "\x00", "\x0b\x0c"])
def test_what_no_file_can_hold_is_left_out(hostile):
    assert plain(f"茶{hostile}社") in {"茶社", "茶ab社"}


def test_the_download_has_a_chinese_name(client, record):
    client.force_login(record.meeting.created_by)
    response = client.get(f"/meetings/{record.meeting_id}/record/word/")
    assert response["Content-Type"] == CONTENT_TYPE
    plain, _, extended = response["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="record-{record.meeting_id}.docx"'
    assert unquote(extended).startswith("茶社学习记录20")
    assert unquote(extended).endswith(".docx")
    assert extended.isascii()
    assert Document(BytesIO(response.content)).tables


def test_a_name_that_no_disk_takes(record):
    record.meeting.group.name = '../茶"\r\n:*社‮' + "长" * 200
    name = word.name_of(record)
    assert name.startswith("茶社长")
    assert not set(name) & set('\\/:*?"<>|\r\n‮')
    assert len(name) <= 85


def test_it_is_in_one_language(client, record):
    client.force_login(record.meeting.created_by)
    response = client.get(f"/meetings/{record.meeting_id}/record/word/", headers={"accept-language": "en"})
    assert "时间" in told(Document(BytesIO(response.content)))
