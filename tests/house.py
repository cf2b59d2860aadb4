"""Where the house keeps its files: what the convention tests walk through."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ROOT / "studyapp"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_files(*folders: str) -> list[Path]:
    """Python that people wrote, migrations aside."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def mails() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.txt"))


def views_files() -> list[Path]:
    return [path for path in python_files("studyapp") if "views" in {path.stem, path.parent.name}]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end; decorators aside."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def allow_none(places: Iterable[str]) -> None:
    """Fails with the places one a line, to be jumped to."""
    found = sorted(set(places))
    assert not found, "\n".join(["", *found])
