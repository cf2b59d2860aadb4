"""The limited child process in which files are read and outlined: what they break, breaks there and is over.

`python -m studyapp.importing.child` takes a line of JSON {"name", "choices", "words"} and the file's bytes on stdin,
and answers with JSON on stdout: {"outline"} or {"refused": {"pattern", "values"}}. It has no secrets and little time.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from studyapp.importing import limits
from studyapp.importing.codec import from_json, to_json
from studyapp.importing.material import Choices
from studyapp.importing.remarks import RefusedError, gettext_noop
from studyapp.importing.structure import Outline

COMMAND = ("-m", "studyapp.importing.child")
ROOT = Path(__file__).resolve().parents[2]
TOO_COMPLEX = gettext_noop(
    "这份文件太复杂，读它要用的时间或内存超过了上限。可以只复制文字粘贴进来，或另存为 .docx、.txt 再试。"
)
BROKEN = gettext_noop("这份文件读不通，可能已损坏。可以用原来的软件打开、另存一份再试，或直接粘贴文字。")
BROKEN_STATUS = 1
TOO_MUCH_STATUS = 3
LOGGED_CHARACTERS = 600

logger = logging.getLogger(__name__)


def outline_in_child(data: bytes, name: str, choices: Choices, words: Iterable[str] = ()) -> Outline:
    """Read and outline a file where it can do no harm; raises RefusedError with a reason for its owner.

    `words` are whole ones, whatever the dictionary says.
    """
    header = json.dumps({"name": name, "choices": asdict(choices), "words": list(words)}).encode()
    with tempfile.TemporaryDirectory(prefix="tongdu-child-") as folder:
        code, output, errors = run(header + b"\n" + data, folder)
    if code != 0:
        logger.warning("Reading a file ended with %s: %s", code, errors[-LOGGED_CHARACTERS:].decode(errors="replace"))
        raise RefusedError(BROKEN if code == BROKEN_STATUS else TOO_COMPLEX)
    told = json.loads(output)
    if refused := told.get("refused"):
        raise RefusedError(refused["pattern"], **refused["values"])
    return from_json(told["outline"])


def run(stdin: bytes, folder: str) -> tuple[int, bytes, bytes]:
    """Exit status, stdout and stderr of the child. It is killed with all its kin when the time is up."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-B", *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": folder, "HOME": folder},
        start_new_session=True,
    )
    with process:
        try:
            output, errors = process.communicate(stdin, timeout=limits.CHILD_WALL_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return -signal.SIGKILL, b"", b"wall clock"
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, output, errors


def main() -> None:
    """The child's side."""
    confine()
    header, data = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(answer(data, json.loads(header))))
    sys.stdout.flush()
    os._exit(0)  # nothing to tidy, and freeing a million small objects takes a second


def confine() -> None:
    """Take from this process what reading does not need, before it has seen a byte of the file."""
    import resource  # there is none on Windows, where only this side fails

    cpu, memory = limits.CHILD_CPU_SECONDS, limits.CHILD_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.CHILD_OPEN_FILES, limits.CHILD_OPEN_FILES))
    os.nice(limits.CHILD_NICENESS)
    logging.disable(logging.CRITICAL)  # libraries quote the file
    sys.excepthook = report


def answer(data: bytes, header: dict[str, Any]) -> dict[str, Any]:
    from studyapp.chinese import words  # the parent never loads the dictionary, nor the parsers
    from studyapp.importing.outline import parse
    from studyapp.importing.readers import read

    words.add(header["words"])
    choices = Choices(**header["choices"])
    try:
        return {"outline": to_json(parse(read(data, header["name"], choices), choices))}
    except RefusedError as error:
        return {"refused": {"pattern": error.remark.pattern, "values": dict(error.remark.values)}}


def report(kind: type[BaseException], error: BaseException, trace: Any) -> NoReturn:
    """What failed and where, without a word of the file."""
    places = []
    while trace:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    sys.stderr.write(f"{kind.__name__} at {' '.join(places)}")
    sys.stderr.flush()
    os._exit(TOO_MUCH_STATUS if issubclass(kind, MemoryError | RecursionError) else BROKEN_STATUS)


if __name__ == "__main__":
    main()
