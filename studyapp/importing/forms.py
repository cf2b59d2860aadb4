"""Forms of uploading, correcting and publishing."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import RowsField
from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.importing import limits
from studyapp.importing.models import Draft
from studyapp.importing.publishing import is_marked
from studyapp.importing.readers import FORMATS
from studyapp.importing.readers.encodings import ENCODINGS
from studyapp.library.models import Article
from studyapp.numbers import LARGEST

LONGEST_TITLE = 200
FILES_AT_ONCE = 10
UNREAD_DRAFTS = 20  # of one person
DRAFTS_A_PERSON = 200
# The same whatever holds the text, a meeting or what somebody keeps for themselves: it tells neither who nor what.
MARKED = _("这篇文章发布以后有人用过了，不能整篇换掉；可以另发一篇。")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files of one choice or drop. What they hold is the child process's business; here only name and size."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            raise forms.ValidationError(_("请选择文件，或把文件拖进来。"))
        if len(files) > FILES_AT_ONCE:
            raise forms.ValidationError(_("一次最多放 %(limit)s 份。"), params={"limit": FILES_AT_ONCE})
        return files


def problem_with(file: "UploadedFile[bytes]") -> str:
    """Why this file cannot be taken, named, for it may be one of several; empty when it can."""
    values = {"name": file.name, "limit": limits.UPLOAD_BYTES // limits.MIB}
    if not file.size:
        return gettext("《%(name)s》是空的。") % values
    if file.size > limits.UPLOAD_BYTES:
        return gettext("《%(name)s》超过了 %(limit)s MB。可以只留文字，或拆成几份。") % values
    if PurePath(file.name or "").suffix.lower() not in FORMATS:
        return gettext("《%(name)s》不是能读的格式。可以另存为 .docx、.pdf、.epub、.html、.md 或 .txt。") % values
    return ""


class BringForm(forms.Form):
    """Something brought by a person, perhaps in place of an article's text."""

    def __init__(self, *args: Any, by: User, replaced: Article | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.replaced = by, replaced

    def clean(self) -> dict[str, Any]:
        if self.replaced and is_marked(self.replaced):
            raise forms.ValidationError(MARKED)
        return super().clean() or self.cleaned_data

    def check_room(self, count: int) -> None:
        """Nobody's drafts may crowd out the others'."""
        own = Draft.objects.filter(by=self.by)
        if own.unread().count() + count > UNREAD_DRAFTS:
            raise forms.ValidationError(_("你还有好几份正在排队，等它们读完再放新的。"))
        if own.on_their_way().count() + count > DRAFTS_A_PERSON:
            raise forms.ValidationError(_("你的草稿太多了。先发布或丢掉一些，再放新的。"))


class UploadForm(BringForm):
    uploads = ManyFilesField(
        label=_("文件"),
        help_text=_("Word（.docx）、PDF、EPUB、网页、Markdown 和纯文本都可以，一次可以放几份。"),
        widget=ManyFilesInput(attrs={"accept": ",".join(FORMATS), "multiple": True}),
    )

    def clean_uploads(self) -> "list[UploadedFile[bytes]]":
        """The files that can be taken; `problems` says what is wrong with the others."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["uploads"]
        self.problems = [problem for file in files if (problem := problem_with(file))]
        good = [file for file in files if not problem_with(file)]
        if not good:
            raise forms.ValidationError(self.problems)
        if self.replaced and len(good) > 1:
            raise forms.ValidationError(_("换原文一次只能放一份。"))
        self.check_room(len(good))
        return good


class PasteForm(BringForm):
    text = forms.CharField(
        label=_("文章"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": _("把全文粘贴在这里，题目和来源也可以一起。")}),
        error_messages={"required": _("请粘贴文章的文字。")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("请粘贴文章的文字。"))
        if len(text) > limits.CHARACTERS:
            raise forms.ValidationError(
                _("文章有 %(count)s 字，超过了 %(limit)s 字的上限。请拆成几篇导入。"),
                params={"count": len(text), "limit": limits.CHARACTERS},
            )
        self.check_room(1)
        return text


class ReplacesForm(forms.Form):
    replaces = forms.IntegerField(min_value=1, max_value=LARGEST)


class SeenForm(forms.Form):
    """Every change of a draft names the version that the person saw."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST - 1, widget=forms.HiddenInput)


class PlaceForm(SeenForm):
    at = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)


class RenameForm(PlaceForm):
    title = forms.CharField(label=_("标题"), max_length=LONGEST_TITLE, error_messages={"required": _("标题不能空着。")})


class TermForm(SeenForm):
    text = forms.CharField(label=_("提法"), max_length=80, error_messages={"required": _("请写出这个提法。")})


class ExplainForm(TermForm):
    explanation = forms.CharField(label=_("解释"), max_length=500, required=False)


class PutBackForm(SeenForm):
    index = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)


class MetadataForm(SeenForm):
    title = forms.CharField(label=_("题目"), max_length=LONGEST_TITLE, error_messages={"required": _("文章要有题目。")})
    author = forms.CharField(label=_("作者"), max_length=100, required=False)
    published = forms.DateField(label=_("日期"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    source = forms.CharField(label=_("来源"), max_length=200, required=False)


class ReadingForm(SeenForm):
    """How the file is to be read; nothing is converted that is not chosen here."""

    encoding = forms.ChoiceField(
        label=_("文字编码"), required=False, choices=[("", _("自动识别")), *((name, name) for name in ENCODINGS)]
    )
    lines = forms.ChoiceField(
        label=_("换行"), choices=[("auto", _("接起硬换行，拆开一行到底的文章")), ("keep", _("照原样"))]
    )
    punctuation = forms.ChoiceField(label=_("标点"), choices=[("keep", _("照原样")), ("full", _("半角改全角"))])
    script = forms.ChoiceField(
        label=_("字形"), choices=[("keep", _("照原样")), ("simplified", _("转为简体")), ("traditional", _("转为繁体"))]
    )


class PublishForm(SeenForm):
    """To whom an article goes: everyone if one may, and groups that one leads. Nothing goes out unseen."""

    everyone = forms.BooleanField(label=_("所有登录的人"), required=False)
    groups = RowsField(
        label=_("小组"), queryset=StudyGroup.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    as_it_is = forms.BooleanField(label=_("没看过的建议，按现在的样子发布"), required=False)

    def __init__(
        self, *args: Any, publisher: User, article: Article | None = None, unseen: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unseen = unseen
        groups = groups_to_publish_to(publisher)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
        if not publisher.is_staff:
            del self.fields["everyone"]
        if not unseen:
            del self.fields["as_it_is"]
        if article and not self.is_bound:
            readers = article.publications.for_republishing().values_list("group", flat=True)
            self.initial.update(everyone=None in readers, groups=[pk for pk in readers if pk])
        elif not self.is_bound and len(groups) == 1:
            self.initial["groups"] = [groups[0].pk]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.setdefault("everyone", False)
        if self.unseen and not cleaned.pop("as_it_is", False):
            said = ngettext("还有 %(n)s 个建议没看。", "还有 %(n)s 个建议没看。", self.unseen) % {"n": self.unseen}
            self.add_error("as_it_is", said)
        if not self.errors and not cleaned["everyone"] and not cleaned["groups"]:
            self.add_error("groups", _("请选择发布给谁。"))
        return cleaned


def groups_to_publish_to(publisher: User) -> models.QuerySet[StudyGroup]:
    """Staff may publish to every group, a facilitator to those they lead."""
    living = StudyGroup.objects.living() if publisher.is_staff else StudyGroup.objects.led_by(publisher)
    return living.order_by("name")
