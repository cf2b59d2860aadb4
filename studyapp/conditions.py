"""Conditions of queries in SQL written by hand: for the rules of who may read, which every page asks many times.

`Exists(…)` would say the same; but Django takes longer to make SQL of that than a database takes to answer it.
"""

from typing import Any

from django.db.models import BooleanField, Expression, Func, IntegerField, Value
from django.db.models.sql.compiler import SQLCompiler


class Condition(Func):
    """`sql` has `{}` where the arguments stand, in their order. Its tables bear names of their own there."""

    sql: str
    output_field = BooleanField()

    def as_sql(self, compiler: SQLCompiler, *_args: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        told = [compiler.compile(argument) for argument in self.get_source_expressions()]
        return self.sql.format(*(sql for sql, _ in told)), tuple(value for _, values in told for value in values)


def given(number: int | Expression | None) -> Expression:
    """A key or a role; 0 for who has none, as visitors have, and no row has that."""
    return number if isinstance(number, Expression) else Value(number or 0, IntegerField())
