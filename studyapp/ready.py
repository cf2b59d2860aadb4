"""Queries that are asked many times a second, of which Django makes the SQL once.

To make SQL of a query set takes Django up to ten times as long as SQLite takes to answer it. A rule stays where it is,
in the query sets of its model; here it is only not written out anew each time.
"""

from collections.abc import Callable, Iterable
from copy import copy
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Sql = tuple[str, tuple[Any, ...]]


class Given(Expression):
    """Stands in a query set for a number or a word that is told later."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, *_args: Any, **_context: Any) -> Sql:
        return "%s", (self,)


class Ready(Generic[Row]):
    """`ready(study=3)` gives the rows of the query set that `make(study=3)` would return.

    `make` is called once, with each of its parameters `Given`. What it finds besides stays as it was at that moment:
    it must not ask for the time.
    """

    def __init__(self, make: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self.make = make
        self.made: tuple[QuerySet[Any, Row], SQLCompiler, Sql] | None = None

    def __call__(self, **values: int | str) -> list[Row]:
        rows, compiler, (sql, places) = self.made = self.made or written_out(self.make)
        told = tuple(values[place.name] if isinstance(place, Given) else place for place in places)
        made: Iterable[Row] = rows._iterable_class(Asked(rows, compiler, (sql, told)))  # type: ignore[arg-type, assignment]
        return list(made)


def written_out(make: Callable[..., "QuerySet[Any, Row]"]) -> tuple["QuerySet[Any, Row]", SQLCompiler, Sql]:
    """The SQL, and the compiler that knows what its columns are."""
    rows = make(**{name: Given(name) for name in signature(make).parameters})
    compiler = rows.query.get_compiler(rows.db)
    sql, places = compiler.as_sql()
    return rows, compiler, (sql, tuple(places))


class Asked:
    """What Django makes rows from: the query set, its query, and the compiler, which belongs to one connection."""

    def __init__(self, rows: "QuerySet[Any, Any]", compiler: SQLCompiler, sql: Sql) -> None:
        self.rows, self.query, self.compiler = rows, self, copy(compiler)
        self.compiler.connection = connections[rows.db]
        self.compiler.as_sql = lambda *_args, **_options: sql  # type: ignore[method-assign]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rows, name)

    def get_compiler(self, using: str) -> SQLCompiler:
        return self.compiler
