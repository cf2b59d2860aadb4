"""Each hostile file is refused or read without its harm, in the child, in time, and the parent goes on."""

import resource

import pytest

from studyapp.importing.child import outline_in_child
from studyapp.importing.material import Choices
from studyapp.importing.remarks import RefusedError
from tests.importing.hostile import ATTACKS

SECONDS = 10  # of CPU: this machine may be busy with other tests


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_file_ends_in_time_and_harms_only_the_child(name):
    attack, began = ATTACKS[name], seconds_of_children()
    try:
        text, refusal = outline_in_child(attack.build(), name, Choices()).text, ""
    except RefusedError as error:
        text, refusal = "", str(error)
    assert seconds_of_children() - began < SECONDS
    assert (bool(refusal), attack.says in text) == (attack.refused, True), refusal
