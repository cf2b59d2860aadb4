"""The general discussion of a study: its topics, the liveliest first, with what is new in them."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.audiences import Audience, audiences
from studyapp.annotations.forms import EMPTY, BodyField
from studyapp.annotations.models import Annotation
from studyapp.annotations.services.visiting import unread
from studyapp.studies.models import Study

ON_A_PAGE = 20


class TopicForm(forms.Form):
    """Something to talk about."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = BodyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        body = self.fields["body"]
        body.label, body.required, body.error_messages["required"] = _("想聊什么"), True, EMPTY


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic in the list. `replies` is 0 while the study is sealed, whatever was said before."""

    topic: Annotation
    replies: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the list."""

    page: Page[Annotation]
    entries: list[Entry]


def leaf(study: Study, *, reader: User, number: str | None) -> Leaf:
    topics = Annotation.objects.open_to(reader).filter(study=study, kind=Annotation.Kind.TOPIC)
    standing = topics.exclude(deleted_at__isnull=False, reply_count=0).select_related("author")
    page = Paginator(standing.order_by("-active_at", "-pk"), ON_A_PAGE).get_page(number)
    new = set(unread(study, reader).filter(pk__in=[topic.pk for topic in page]).values_list("pk", flat=True))
    sealed = study.is_sealed
    return Leaf(page, [Entry(topic, 0 if sealed else topic.reply_count, topic.pk in new) for topic in page])


def audience_of(study: Study, *, reader: User) -> Audience | None:
    """Who will see a topic; None when the reader only listens."""
    return next((each for each in audiences(study.article_id, reader=reader) if each.value == str(study.pk)), None)
