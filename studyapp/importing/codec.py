"""An outline as JSON and back, exactly: how it crosses from the child process and rests in a draft."""

from dataclasses import asdict
from datetime import date
from typing import Any

from studyapp.importing.remarks import Remark
from studyapp.importing.structure import KeyPoint, MetadataLine, Outline, Paragraph, Section, Term


def to_json(outline: Outline) -> dict[str, Any]:
    """Plain values for json.dumps; `published` is an ISO date or None."""
    return asdict(outline) | {"published": outline.published and outline.published.isoformat()}


def from_json(values: dict[str, Any]) -> Outline:
    restored: dict[str, Any] = {
        "published": values["published"] and date.fromisoformat(values["published"]),
        "paragraphs": tuple(Paragraph(**paragraph) for paragraph in values["paragraphs"]),
        "sections": tuple(section(**each) for each in values["sections"]),
        "key_points": tuple(KeyPoint(**each | {"reason": Remark(**each["reason"])}) for each in values["key_points"]),
        "terms": tuple(Term(**term) for term in values["terms"]),
        "keywords": tuple(values["keywords"]),
        "metadata_lines": tuple(MetadataLine(**line) for line in values["metadata_lines"]),
        "warnings": tuple(Remark(**warning) for warning in values["warnings"]),
    }
    return Outline(**values | restored)


def section(*, reason: dict[str, Any], keywords: list[str], **values: Any) -> Section:
    return Section(**values, reason=Remark(**reason), keywords=tuple(keywords))
