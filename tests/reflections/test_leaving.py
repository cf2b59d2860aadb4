"""Taking a reflection along: Markdown, Word, paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from studyapp.reflections import services
from tests.reflections.conftest import words

pytestmark = pytest.mark.django_db

BODY = "## 一、看水\n\n> 石头（第1段）\n\n**很硬**，水却绕得过。\n再一行。\n\n1. 走\n2. 停\n\n## 感受\n\n"


@pytest.fixture
def written(reflection):
    return services.save(reflection, **words(reflection, title='慢/一点："看"水', body=BODY))


def download(client, name, reflection):
    answer = client.get(reverse(f"reflections:{name}", args=[reflection.pk]))
    assert answer.status_code == 200
    return answer


def test_markdown_is_what_was_written_under_its_title(client, written):
    answer = download(client, "markdown", written)
    text = answer.content.decode()
    assert text.startswith('# 慢/一点："看"水\n\n《沿河而行》心得 · 林溪 · ')
    assert BODY.strip() in text
    assert "filename*=UTF-8''%E6%85%A2%E4%B8%80%E7%82%B9" in answer.headers["Content-Disposition"]


def test_word_has_headings_quotes_lists_and_no_empty_prompt(client, written):
    paper = Document(BytesIO(download(client, "word", written).content))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert lines[0] == '慢/一点："看"水'
    assert lines[2:] == ["一、看水", "石头（第1段）", "很硬，水却绕得过。\n再一行。", "1. 走", "2. 停"]
    quote = paper.paragraphs[3]
    assert quote.paragraph_format.left_indent
    assert [run.text for run in paper.paragraphs[4].runs if run.bold] == ["很硬"]
    assert paper.core_properties.author == "林溪"


def test_word_survives_what_no_xml_file_can_hold(client, reflection):
    odd = services.save(reflection, **words(reflection, body="一\x0b二\ufffe三 𠮷"))
    paper = Document(BytesIO(download(client, "word", odd).content))
    assert paper.paragraphs[-1].text == "一二三 𠮷"


def test_paper_shows_it_and_leads_back(client, written):
    page = download(client, "print", written).content.decode()
    assert "石头（第1段）" in page
    assert reverse("reflections:read", args=[written.pk]) in page
    assert "<h2>感受</h2>" not in page
