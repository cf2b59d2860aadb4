"""The corrections that the desk offers, by the last word of their address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyapp.importing import editing
from studyapp.importing.forms import ExplainForm, MetadataForm, PlaceForm, PutBackForm, RenameForm, SeenForm, TermForm
from studyapp.importing.queue import READ
from studyapp.importing.services import PUBLISHED
from studyapp.importing.structure import Outline


@dataclass(frozen=True)
class Act:
    """`correct` takes the outline and the form's cleaned values without the version."""

    label: Promise
    form: type[SeenForm]
    correct: Callable[..., Outline]
    changes_text: bool = False

    def applied_to(self, values: dict[str, Any]) -> Callable[[Outline], Outline]:
        given = {name: value for name, value in values.items() if name != "version"}
        return lambda outline: self.correct(outline, **given)


def label_of(act: str) -> Promise:
    """What a step is called in the reader's language."""
    return ACTS[act].label if act in ACTS else OTHER_STEPS[act]


OTHER_STEPS = {READ: _("识别"), PUBLISHED: _("发布")}
ACTS = {
    "rename": Act(_("改名"), RenameForm, editing.rename_section),
    "accept": Act(_("采用"), PlaceForm, editing.accept_section),
    "raise": Act(_("升级"), PlaceForm, editing.raise_section),
    "lower": Act(_("降级"), PlaceForm, editing.lower_section),
    "split": Act(_("在此拆分"), PlaceForm, editing.split_section),
    "merge": Act(_("并入上一节"), PlaceForm, editing.merge_section),
    "make-heading": Act(_("设为标题"), PlaceForm, editing.make_heading),
    "unmake-heading": Act(_("不是标题"), PlaceForm, editing.unmake_heading),
    "make-key-point": Act(_("设为要点"), PlaceForm, editing.make_key_point),
    "unmake-key-point": Act(_("不是要点"), PlaceForm, editing.unmake_key_point),
    "rename-key-point": Act(_("改要点"), RenameForm, editing.rename_key_point),
    "accept-term": Act(_("收入提法"), TermForm, editing.accept_term),
    "refuse-term": Act(_("不收提法"), TermForm, editing.refuse_term),
    "explain-term": Act(_("解释提法"), ExplainForm, editing.explain_term),
    "describe": Act(_("改信息"), MetadataForm, editing.describe),
    "put-back": Act(_("放回原文"), PutBackForm, editing.put_back, changes_text=True),
}
