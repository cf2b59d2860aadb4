"""One's own to-dos on other pages."""

from collections.abc import Iterable
from datetime import timedelta

from django import template
from django.db.models import F, Q
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.meetings.forms.records import ToDoForm
from studyapp.meetings.models import ToDo

register = template.Library()

STAYS = timedelta(hours=12)  # as long as one that is done can be taken back


@register.simple_tag
def to_dos_of(user: User) -> Iterable[ToDo]:
    """Those that are open, the most urgent first, and those just done."""
    is_here = Q(done_at=None) | Q(done_at__gt=timezone.now() - STAYS)
    rows = ToDo.objects.given_to(user).filter(is_here).select_related("meeting__group")
    return list(rows.order_by(F("done_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "made_at"))


@register.filter
def is_overdue(to_do: ToDo) -> bool:
    return to_do.done_at is None and to_do.due_on is not None and to_do.due_on < timezone.localdate()


@register.simple_tag
def filled_with(to_do: ToDo, empty: ToDoForm) -> ToDoForm:
    """The form for changing it, with the people of the empty one."""
    told = {"text": to_do.text, "owner": to_do.owner_id, "due_on": to_do.due_on}
    return ToDoForm(initial=told, meeting=to_do.meeting, people=empty.people, auto_id=f"id_{to_do.pk}_%s")
