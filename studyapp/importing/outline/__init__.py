"""Text (and the hints of its format) → Outline. Pure: no Django, no database; docs/outline.md tells how."""

from studyapp.importing.outline.parsing import parse

__all__ = ["parse"]
