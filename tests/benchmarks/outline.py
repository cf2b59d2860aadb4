"""Writes the scores into docs/outline.md. `python -m tests.benchmarks.outline [FOLDER OF TEXTS WITH TRUE HEADINGS]`"""

import difflib
import json
import multiprocessing
import re
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean
from typing import Any

from studyapp.chinese import words
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import parse
from studyapp.importing.readers import read
from studyapp.importing.structure import Outline

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "outline.md"
CORPUS = ROOT.parent / "shared" / "corpus"
MARK = "<!-- scores: everything below is written by `python -m tests.benchmarks.outline` -->\n"
LARGE = 2_000_000


def squash(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def f1(found: list[Any], true: list[Any]) -> float:
    blocks = difflib.SequenceMatcher(None, found, true, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / max(1, len(found) + len(true))


def score(outline: Outline, truth: list[dict]) -> tuple[float, float]:
    """F1 of the headings' words, and of the words with their levels; the document's own title aside."""
    firsts = [row["text"] for row in truth if row["level"] == 1]
    skip = {squash(outline.title), squash(firsts[0]) if len(firsts) == 1 else ""} - {""}
    found = relative([(section.level, squash(section.title)) for section in outline.sections if section.heading], skip)
    true = relative([(row["level"], squash(row["text"])) for row in truth], skip)
    return f1([title for _, title in found], [title for _, title in true]), f1(found, true)


def relative(headings: list[tuple[int, str]], skip: set[str]) -> list[tuple[int, str]]:
    """Levels from 1, without the title."""
    kept = [(level, title) for level, title in headings if title not in skip]
    top = min((level for level, _ in kept), default=1)
    return [(level - top + 1, title) for level, title in kept]


def documents(folder: Path) -> list[tuple[str, Path, Path]]:
    """Kind, document and truth; a one-line text has the plain one's, a format without its own that of the .docx."""
    found = []
    for part in ("sectioning", "formats", "novels"):
        for path in sorted((folder / part).glob("*")):
            names = [path.name, path.name.replace(".raw.txt", ".txt"), f"{path.stem}.docx", f"{path.stem}.txt"]
            truth = next((p for name in names if (p := path.with_name(f"{name}.headings.json")).exists()), None)
            if truth and path.suffix not in {".json", ".md"}:
                variant = next((mark for mark in (".raw", ".nonum") if mark in path.name), "")
                found.append((part + variant + path.suffix, path, truth))
    return found


def outlined(path: Path) -> Outline:
    return parse(read(path.read_bytes(), path.name, Choices()), Choices())


def table(folder: Path) -> list[str]:
    """One row a kind of text: unweighted means."""
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, path, truth in documents(folder):
        scores[kind].append(score(outlined(path), json.loads(truth.read_text("utf-8"))))
    rows = [
        f"| {kind} | {len(values)} | {fmean(v[0] for v in values):.3f} | {fmean(v[1] for v in values):.3f} |"
        for kind, values in sorted(scores.items())
    ]
    return ["| texts | number | headings F1 | with the right level F1 |", "|---|--:|--:|--:|", *rows]


def large_text(folder: Path) -> str:
    novels = "".join(path.read_text("utf-8") for path in sorted((folder / "novels").glob("*.txt")))
    return "".join(islice(cycle(novels), LARGE))


def cost(text: str) -> tuple[float, float, int]:
    """Seconds of an outline, how many of them jieba's, and the peak of resident memory in MiB."""
    spent = 0.0
    began = time.perf_counter()
    tokenizer = words._tokenizer()
    loading = time.perf_counter() - began
    cut = tokenizer.cut

    def timed(piece: str) -> list[str]:
        nonlocal spent
        start = time.perf_counter()
        tokens = list(cut(piece))
        spent += time.perf_counter() - start
        return tokens

    tokenizer.cut = timed
    parse(Material(tuple(Block(line) for line in text.split("\n")), "txt"), Choices())
    return time.perf_counter() - began, loading + spent, peak_mib()


def peak_mib() -> int:
    """Of this process alone: getrusage would count what its parent held."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def costs(folder: Path) -> list[str]:
    rows = ["| text | characters | s | of these jieba | resident MiB |", "|---|--:|--:|--:|--:|"]
    for name, text in (("a novel, again and again", large_text(folder)), ("的, again and again", "的" * 200_000)):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            seconds, jieba, memory = pool.submit(cost, text).result()
        rows.append(f"| {name} | {len(text):,} | {seconds:.1f} | {jieba / seconds:.0%} | {memory} |")
    return rows


def main(folder: Path) -> None:
    if not documents(folder):
        sys.exit(f"{folder}: no texts with true headings here")
    prose = PAGE.read_text("utf-8").split(MARK)[0]
    PAGE.write_text("\n".join([prose + MARK, *table(folder), "", *costs(folder), ""]), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
