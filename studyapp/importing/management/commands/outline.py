"""`manage.py outline FILE [--format json]`: what is found in a text, for a person or a program."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studyapp.importing.material import Choices, Material
from studyapp.importing.outline import parse
from studyapp.importing.readers import read
from studyapp.importing.remarks import RefusedError
from studyapp.importing.structure import Outline


class Command(BaseCommand):
    help = "Show the outline that is found in a text: sections, key points, terms, keywords, warnings."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a .txt, .md, .html, .docx, .epub or .pdf file")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file: Path, format: str, **options: Any) -> None:  # noqa: A002 - the option's name
        material = self.material(file)
        outline = parse(material, Choices())
        if format == "json":
            self.stdout.write(json.dumps(as_json(outline, material), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_text(outline)))

    def material(self, file: Path) -> Material:
        try:
            return read(file.read_bytes(), file.name, Choices())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except RefusedError as error:
            raise CommandError(f"{file}: {error}") from error


def as_json(outline: Outline, material: Material) -> dict[str, Any]:
    """The answer for programs; offsets are code points of `text`."""
    return {
        "title": outline.title,
        "suggested_title": outline.suggested_title,
        "author": outline.author,
        "published": outline.published.isoformat() if outline.published else None,
        "source": outline.source,
        "encoding": material.encoding,
        "text": outline.text,
        "paragraphs": [_fields(paragraph, "number", "start", "end", "kind") for paragraph in outline.paragraphs],
        "sections": [
            {
                **_fields(section, "number", "level", "title", "start", "end", "heading", "confidence", "keywords"),
                "reason": str(section.reason),
            }
            for section in outline.sections
        ],
        "key_points": [
            {
                **_fields(point, "marker", "title", "start", "end", "paragraph", "section", "confidence"),
                "reason": str(point.reason),
            }
            for point in outline.key_points
        ],
        "terms": [_fields(term, "text", "count") for term in outline.terms],
        "keywords": list(outline.keywords),
        "warnings": [str(warning) for warning in outline.warnings],
    }


def _fields(row: object, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def as_text(outline: Outline) -> list[str]:
    """The answer for a person."""
    counted = sum(paragraph.number is not None for paragraph in outline.paragraphs)
    return [
        f"标题　{outline.title or f'（无）　建议：{outline.suggested_title}'}",
        f"作者　{outline.author or '—'}　日期　{outline.published or '—'}　来源　{outline.source or '—'}",
        f"篇幅　{len(outline.text)} 字，{counted} 段",
        f"关键词　{'、'.join(outline.keywords)}",
        *_contents(outline),
        f"\n提法　{'、'.join(f'{term.text}×{term.count}' for term in outline.terms)}",
        *(f"注意　{warning}" for warning in outline.warnings),
    ]


def _contents(outline: Outline) -> list[str]:
    rows = [(point.start, 9, f"    · {point.marker or '中心句'}　{point.title}") for point in outline.key_points]
    for section in outline.sections:
        mark = "" if section.heading else "〔建议〕"
        title = f"\n{'  ' * (section.level - 1)}{section.number} {mark}{section.title}"
        rows.append((section.start, section.level, f"{title}　（{section.reason}，{section.confidence:.0%}）"))
    return [words for _, _, words in sorted(rows)]
