"""Remarks in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from studyapp.importing.remarks import Remark

register = template.Library()


@register.filter
def said(remark: Remark | Mapping[str, Any]) -> str:
    """The sentence of a remark, which in a row is {"pattern", "values"}."""
    found = remark if isinstance(remark, Remark) else Remark(remark["pattern"], remark["values"])
    return gettext(found.pattern).format(**found.values)
