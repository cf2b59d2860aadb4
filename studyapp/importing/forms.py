"""Forms of uploading, correcting and publishing."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.importing import limits
from studyapp.importing.readers import FORMATS
from studyapp.importing.readers.encodings import ENCODINGS
from studyapp.library.models import Article

LONGEST_TITLE = 200
LARGEST = 2**31 - 2  # a version is counted on


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files of one choice or drop, each checked for its size; what they hold is the child process's business."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            raise forms.ValidationError(_("请选择文件，或把文件拖进来。"))
        for file in files:
            super().clean(file, initial)
            if file.size > limits.UPLOAD_BYTES:
                raise forms.ValidationError(
                    _("《%(name)s》超过了 %(limit)s MB。可以只留文字，或拆成几份。"),
                    params={"name": file.name, "limit": limits.UPLOAD_BYTES // limits.MIB},
                )
        return files


class UploadForm(forms.Form):
    uploads = ManyFilesField(
        label=_("文件"),
        help_text=_("Word（.docx）、PDF、EPUB、网页、Markdown 和纯文本都可以，一次可以放几份。"),
        widget=ManyFilesInput(attrs={"accept": ",".join(FORMATS), "multiple": True}),
        error_messages={"empty": _("这份文件是空的。")},
    )


class PasteForm(forms.Form):
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
        return text


class SeenForm(forms.Form):
    """Every change of a draft names the version that the person saw."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)


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
    """To whom an article goes: everyone if one may, and groups that one leads."""

    everyone = forms.BooleanField(label=_("所有登录的人"), required=False)
    groups = forms.ModelMultipleChoiceField(
        label=_("小组"), queryset=StudyGroup.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, publisher: User, article: Article | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = groups_to_publish_to(publisher)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
        if not publisher.is_staff:
            del self.fields["everyone"]
        if article and not self.is_bound:
            standing = article.publications.standing().values_list("group", flat=True)
            self.initial.update(everyone=None in standing, groups=[pk for pk in standing if pk])
        elif not self.is_bound and len(groups) == 1:
            self.initial["groups"] = [groups[0].pk]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.setdefault("everyone", False)
        if not self.errors and not cleaned["everyone"] and not cleaned["groups"]:
            self.add_error("groups", _("请选择发布给谁。"))
        return cleaned


def groups_to_publish_to(publisher: User) -> models.QuerySet[StudyGroup]:
    """Staff may publish to every group, a facilitator to those they lead."""
    living = StudyGroup.objects.living() if publisher.is_staff else StudyGroup.objects.led_by(publisher)
    return living.order_by("name")
