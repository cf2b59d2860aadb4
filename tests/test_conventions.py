"""The house rules for Python that no linter knows. Each test lists the places that break one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import APPS, ROOT, allow_none, functions, length, python_files, short, tree, views_files

# A package imports from those before it, never from those after it. Some are not built yet; their place is kept.
FLOORS = [
    "chinese", "numbers", "conditions", "ready", "paper", "htmx", "markdown", "accounts", "live", "groups", "index",
    "inbox", "library", "glossary", "studies", "importing", "annotations", "reflections", "cards", "corrections",
    "reading", "meetings", "guide", "search", "exports",
]  # fmt: skip
# What starts the project stands outside: no app imports it, and but for the addresses it knows the apps by name only.
PORCH = {
    "asgi",
    "bodies",
    "environment",
    "logs",
    "looks",
    "paths",
    "serving",
    "settings",
    "static_files",
    "threads",
    "urls",
    "wsgi",
}
VAGUE = {"utils", "util", "helpers", "common", "core", "misc", "managers", "selectors", "signals", "base"}

METHODS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
# What any queryset can do. A name beside these is one that we gave, and says for whom the rows are.
ANYBODY = {
    "all", "filter", "exclude", "get", "first", "last", "exists", "count", "create", "get_or_create", "update",
    "update_or_create", "delete", "values", "values_list", "annotate", "order_by", "select_related",
    "prefetch_related", "only", "defer", "select_for_update", "none", "in_bulk", "aggregate", "distinct",
}  # fmt: skip


def floor(path: Path) -> str:
    """The package or top-level module that a file belongs to: studyapp/library/models.py → library."""
    return path.relative_to(APPS).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a file imports, inside functions too; what only types need aside."""
    branches = (node for node in ast.walk(tree(path)) if isinstance(node, ast.If))
    for_types = {id(inner) for node in branches if "TYPE_CHECKING" in ast.dump(node.test) for inner in ast.walk(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import) and id(node) not in for_types:
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and id(node) not in for_types:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def ours(name: str) -> str | None:
    """The floor that an imported name lives on, if it is one of ours."""
    parts = name.split(".")
    return parts[1] if parts[0] == "studyapp" and len(parts) > 1 else None


def test_every_package_has_its_floor():
    assert {floor(path) for path in python_files("studyapp")} - {"__init__"} <= set(FLOORS) | PORCH


def test_imports_point_down():
    wrong = []
    for path in python_files("studyapp"):
        here = floor(path)
        below = (
            set(FLOORS[: FLOORS.index(here) + 1]) if here in FLOORS else PORCH | set(FLOORS if here == "urls" else [])
        )
        wrong += [f"{short(path)}:{line} {name}" for line, name in imported(path) if ours(name) not in below | {None}]
    allow_none(wrong)


def test_relations_point_down():
    wrong = []
    for path in python_files("studyapp"):
        named = re.findall(r'(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*"(\w+)\.', path.read_text())
        wrong += [f"{short(path)} {name}" for name in named if FLOORS.index(name) > FLOORS.index(floor(path))]
    allow_none(wrong)


@pytest.mark.parametrize(("package", "room"), [("jieba", "chinese"), ("uvicorn", "serving")])
def test_one_room_alone_imports(package, room):
    users = {
        floor(path) for path in python_files("studyapp") for _, name in imported(path) if name.split(".")[0] == package
    }
    assert users <= {room}


def test_chinese_knows_no_django():
    wrong = [
        short(path)
        for path in python_files("studyapp/chinese")
        for _, name in imported(path)
        if name.startswith("django")
    ]
    allow_none(wrong)


def test_modules_are_named_for_what_they_hold():
    allow_none([short(path) for path in python_files("studyapp", "tests") if VAGUE & {path.stem, path.parent.name}])


def test_the_first_line_of_a_file_is_its_door_sign():
    files = [path for path in python_files("studyapp", "tests") if path.read_text().strip() and path.name != "apps.py"]
    allow_none([short(path) for path in files if not ast.get_docstring(tree(path))])


def test_files_end_within_300_lines():
    allow_none([short(path) for path in python_files("studyapp", "tests") if len(path.read_text().splitlines()) > 300])


def test_functions_end_within_40_lines_and_views_within_25():
    views = set(views_files())
    wrong = []
    for path in python_files("studyapp", "tests"):
        limit = 25 if path in views else 40
        wrong += [
            f"{short(path)}:{node.lineno} {node.name} {length(node)}"
            for node in functions(path)
            if length(node) > limit
        ]
    allow_none(wrong)


def names_somebody(node: ast.AST) -> bool:
    """True when `user` or `request.user` stands in the expression."""
    words = (word for part in ast.walk(node) for word in (getattr(part, "id", ""), getattr(part, "attr", "")))
    return "user" in words


def asks_for_somebody(call: ast.Call) -> bool:
    """`.visible_to(reader)` and the like: a method of our own, told for whom. Or `user=…`, or a row of one in hand."""
    own = isinstance(call.func, ast.Attribute) and call.func.attr not in ANYBODY and bool(call.args)
    again = any(
        said.arg == "pk" and isinstance(said.value, ast.Attribute) for said in call.keywords
    )  # of a row in hand
    return own or again or any(map(names_somebody, [*call.args, *(said.value for said in call.keywords)]))


def chains(path: Path) -> Iterator[tuple[int, list[ast.Call]]]:
    """Each `Model.objects.…(…).…(…)` of a file: its line and its calls, with the `get_object_or_404` around it."""
    above = {id(child): node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            calls: list[ast.Call] = []
            below, step = node, above[id(node)]
            while isinstance(step, ast.Attribute) or (
                isinstance(step, ast.Call) and below in (step.func, *step.args[:1])
            ):
                calls += [step] if isinstance(step, ast.Call) else []
                below, step = step, above[id(step)]
            yield node.lineno, calls


def is_permitted(calls: list[ast.Call]) -> bool:
    """Also true when it is only asked whether a set that we have a name for is empty."""
    names = {getattr(call.func, "attr", "") for call in calls}
    return any(map(asks_for_somebody, calls)) or ("exists" in names and bool(names - ANYBODY))


def is_bare_model(node: ast.AST) -> bool:
    """True for `get_object_or_404(Note, pk=pk)`, where nobody is named."""
    if not isinstance(node, ast.Call) or not getattr(node.func, "id", "").startswith("get_"):
        return False
    return bool(node.args) and getattr(node.args[0], "id", "_")[0].isupper() and not asks_for_somebody(node)


def test_views_reach_rows_only_through_a_permission():
    """`Note.objects.visible_to(user)` says for whom; `Note.objects.filter(…)` does not, nor does `Note` alone."""
    wrong = []
    for path in views_files():
        wrong += [f"{short(path)}:{node.lineno}" for node in ast.walk(tree(path)) if is_bare_model(node)]
        wrong += [f"{short(path)}:{line}" for line, calls in chains(path) if not is_permitted(calls)]
    allow_none(wrong)


SPEAKING = {"views", "forms", "models", "services", "admin", "remarks"}  # rooms whose words reach a screen
SENTENCE = re.compile(r"[㐀-鿿].*[，。：；！？…]")  # single words are often data, such as a group's label


def untranslated(path: Path) -> Iterator[int]:
    """Lines where Chinese sentences stand outside the calls that makemessages knows; docstrings aside."""
    nodes = list(ast.walk(tree(path)))
    calls = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and re.match(r"_$|n?p?gettext", getattr(node.func, "id", ""))
    ]
    said = {id(word) for call in calls for word in ast.walk(call)}
    said |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in said
            and SENTENCE.search(node.value)
        ):
            yield node.lineno


def test_what_the_code_says_can_be_translated():
    rooms = [path for path in python_files("studyapp") if SPEAKING & {path.stem, path.parent.name}]
    allow_none(f"{short(path)}:{line}" for path in rooms for line in untranslated(path))


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry)
        else:
            yield entry


def test_every_address_says_by_which_method_it_is_asked():
    said = {}
    for path in python_files("studyapp"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in functions(path):
            words = {word.id for mark in node.decorator_list for word in ast.walk(mark) if isinstance(word, ast.Name)}
            said[module, node.name] = bool(words & METHODS)
    views = {(entry.callback.__module__, entry.callback.__name__) for entry in addresses(get_resolver())}
    own = {view for view in views if view[0].startswith("studyapp.") and not view[0].endswith(".admin")}
    allow_none(f"{module}.{name}" for module, name in own if not said.get((module, name)))


def test_the_tree_names_no_machine():
    """Paths of one workplace: whoever clones this has others."""
    places = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/\w")
    folders = [ROOT / name for name in ("studyapp", "templates", "static", "tests", "docs", "deploy", "locale", ".ci")]
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix not in {".png", ".pyc", ".mo", ".docx"}
    ]
    files += [
        path
        for path in ROOT.iterdir()
        if path.suffix in {".md", ".toml", ".txt", ".in", ".py"} or path.name == "Makefile"
    ]
    files = [path for path in files if path.is_file() and path != Path(__file__)]
    allow_none(short(path) for path in files if places.search(path.read_text(errors="ignore")))
