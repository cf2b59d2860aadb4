"""Each hostile file is refused or read without its harm, in the child, in time, and the parent goes on."""

import resource

import pytest

from studyapp.importing import child
from studyapp.importing.child import outline_in_child
from studyapp.importing.material import Choices
from studyapp.importing.remarks import RefusedError
from tests.importing.hostile import ATTACKS

SECONDS = 10  # of CPU: this machine may be busy with other tests
OUTLINED = ("的.txt", "chapters.txt", "points.txt", "stars.md", "links.html", "table.md")  # hostile to the outline too


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def outcome(name):
    """The text and the refusal of a hostile file."""
    try:
        return outline_in_child(ATTACKS[name].build(), name, Choices()).text, ""
    except RefusedError as error:
        return "", str(error)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_file_ends_in_time_and_harms_only_the_child(monkeypatch, name):
    if name not in OUTLINED:
        monkeypatch.setattr(child, "COMMAND", ("-m", "tests.importing.reading_child"))
    began = seconds_of_children()
    text, refusal = outcome(name)
    assert seconds_of_children() - began < SECONDS
    assert (bool(refusal), ATTACKS[name].says in text) == (ATTACKS[name].refused, True), refusal
