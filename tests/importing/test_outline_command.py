"""`manage.py outline FILE`."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.importing.outlining import BODY, MORE

HEAD, TAIL = "水边的事\n王小溪\n2022年3月5日", "来源：《茶友》“云雾法”专号"
TEXT = f"{HEAD}\n一、看水\n{BODY}\n二、看桥\n{MORE}一是看面；二是看墩。\n{TAIL}"
KEYS = (
    "title suggested_title author published source encoding text paragraphs sections key_points terms keywords warnings"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "水边.txt"
    path.write_text(TEXT, "utf-8")
    return path


def answer(capsys, *arguments) -> str:
    call_command("outline", *map(str, arguments))
    return capsys.readouterr().out


def test_json_has_the_promised_keys(file, capsys):
    found = json.loads(answer(capsys, "--format", "json", file))
    assert list(found) == KEYS.split()
    assert set(found["paragraphs"][0]) == {"number", "start", "end", "kind"}
    assert {"number", "level", "title", "start", "end", "heading", "confidence", "reason"} <= set(found["sections"][0])
    assert {"marker", "title", "start", "end", "paragraph", "section", "confidence"} <= set(found["key_points"][0])


def test_json_tells_what_was_found(file, capsys):
    found = json.loads(answer(capsys, "--format", "json", file))
    assert (found["title"], found["author"], found["published"]) == ("水边的事", "王小溪", "2022-03-05")
    assert found["source"] == "《茶友》“云雾法”专号"
    assert [section["title"] for section in found["sections"]] == ["一、看水", "二、看桥"]
    assert [point["title"] for point in found["key_points"] if point["marker"]] == ["看面", "看墩"]
    assert found["sections"][0]["reason"] == "“一、”开头，独占一行，句末没有标点，后面有正文"


def test_text_is_for_people(file, capsys):
    shown = answer(capsys, file)
    assert "标题　水边的事" in shown
    assert "1 一、看水" in shown
    assert "· 一是　看面" in shown


@pytest.mark.parametrize(("name", "content"), [("none.txt", None), ("empty.txt", b""), ("x.exe", b"MZ")])
def test_what_cannot_be_read_is_one_clear_line(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        call_command("outline", str(path))
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
