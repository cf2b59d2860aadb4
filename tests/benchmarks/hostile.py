"""Writes docs/hostile-files.md: what was tried and what came back. `python -m tests.benchmarks.hostile`"""

import logging
import resource
import sys
import time
from pathlib import Path

from studyapp.importing import limits
from studyapp.importing.child import outline_in_child
from studyapp.importing.material import Choices
from studyapp.importing.remarks import RefusedError
from tests.importing.hostile import ATTACKS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "hostile-files.md"
HEAD = """# Hostile files

Each file is made by `tests/importing/hostile.py`, goes the way of every upload (`outline_in_child`) and ends within ten
seconds of CPU; a test holds this. Memory of the child is capped at {memory} MiB of address space, its CPU at {cpu} s.
Made by `python -m tests.benchmarks.hostile`.

| file | bytes | what it tries | s | CPU s | what came back |
|---|--:|---|--:|--:|---|
"""


def came_back(data: bytes, name: str) -> str:
    try:
        text = outline_in_child(data, name, Choices()).text
    except RefusedError as error:
        return f"refused: {error}"
    return f"read: {len(text)} characters"


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def row(name: str) -> str:
    data = ATTACKS[name].build()
    began, used = time.monotonic(), cpu_of_children()
    answer = came_back(data, name)
    took, cpu = time.monotonic() - began, cpu_of_children() - used
    what = ATTACKS[name].what.replace("|", "\\|")
    return f"| {name} | {len(data):,} | {what} | {took:.1f} | {cpu:.1f} | {answer} |\n"


def main() -> None:
    logging.disable()
    head = HEAD.format(memory=limits.CHILD_MEMORY_BYTES // limits.MIB, cpu=limits.CHILD_CPU_SECONDS)
    PAGE.write_text(head + "".join(map(row, ATTACKS)), "utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
