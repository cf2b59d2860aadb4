"""Choosing one of the people of a group, which may be hundreds: many are found by typing a part of the name."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MANY = 15  # from which on there is something to look for; static/js/narrowing.js says the same


class PersonSelect(forms.Select):
    """Written in one go: as Django writes an option by a template, a list of 300 takes a tenth of a second."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value) or []
        rows = ((str(key), flatatt({"selected": str(key) in chosen}), label) for key, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        around = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return search_for(attrs, options.count("<option")) + format_html("<select{}>{}</select>", around, options)


def search_for(attrs: Any, count: int) -> SafeString:
    """The field above a long list in which a part of a name is typed; shown by the script, and sent by nobody."""
    if not attrs or not attrs.get("id") or count < MANY:
        return SafeString()
    said = {"type": "search", "class": "input narrows", "data-narrows": attrs["id"], "aria-controls": attrs["id"]}
    said |= {"autocomplete": "off", "aria-label": _("按名字找人"), "placeholder": _("找人"), "hidden": True}
    return format_html("<input{}>", flatatt(said))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = PersonSelect
