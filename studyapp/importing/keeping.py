"""How an outline rests in the rows of a draft: the text once, the structure with every step."""

from typing import Any

from django.utils import timezone

from studyapp.importing.codec import from_json, to_json
from studyapp.importing.models import Draft, DraftStep, DraftText
from studyapp.importing.settling import settled
from studyapp.importing.structure import Outline


class StaleDraftError(Exception):
    """Somebody else has changed the draft since this person looked at it."""


def change(draft: Draft, *, seen: int, **fields: object) -> None:
    """Write the fields if nobody has changed the draft since version `seen`."""
    values = fields | {"version": seen + 1, "changed_at": timezone.now()}
    if not Draft.objects.filter(pk=draft.pk, version=seen).update(**values):
        raise StaleDraftError
    draft.refresh_from_db()


KINDS = {"b": "body", "h": "heading", "i": "item", "v": "verse"}
LETTERS = {kind: letter for letter, kind in KINDS.items()}
STEPS_KEPT = 200


def keep_step(draft: Draft, outline: Outline, *, act: str) -> DraftStep:
    """Write the outline down as the draft's newest step; steps that had been undone are forgotten."""
    last = draft.step
    if last:
        draft.steps.filter(pk__gt=last.pk).delete()
    step = DraftStep.objects.create(
        draft=draft,
        text=kept_text(draft, outline, last),
        structure=structure_of(outline),
        act=act,
        choices=draft.choices,
    )
    forgotten = draft.steps.order_by("-pk").values_list("pk", flat=True)[STEPS_KEPT:]
    draft.steps.filter(pk__in=list(forgotten)).delete()
    return step


def kept_text(draft: Draft, outline: Outline, last: DraftStep | None) -> DraftText:
    """The row of the text: the last step's, unless the words have changed."""
    if last and last.text.text == outline.text:
        return last.text
    kinds = "".join(LETTERS[paragraph.kind] for paragraph in outline.paragraphs)
    return DraftText.objects.create(draft=draft, text=outline.text, kinds=kinds)


def structure_of(outline: Outline) -> dict[str, Any]:
    """All but the text and its lines, which are too long to be kept with every step."""
    return {name: value for name, value in to_json(outline).items() if name not in {"text", "paragraphs"}}


def outline_of(draft: Draft) -> Outline:
    """The outline at the draft's present step."""
    step = draft.step
    if step is None:
        raise ValueError("A draft that was never read has no outline.")
    text = step.text
    return settled(from_json(step.structure | {"text": text.text, "paragraphs": lines_of(text)}))


def lines_of(text: DraftText) -> list[dict[str, Any]]:
    lines, start = [], 0
    for line, letter in zip(text.text.split("\n"), text.kinds, strict=True):
        lines.append({"number": None, "start": start, "end": start + len(line), "kind": KINDS[letter]})
        start += len(line) + 1
    return lines
