"""Meetings on other pages: those that come, of a group or of everybody's groups; and when one is."""

from collections.abc import Iterable
from datetime import timedelta

from django import template
from django.db.models import F, Q
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.meetings.models import Meeting
from studyapp.meetings.models.meetings import MeetingQuerySet
from studyapp.meetings.times import When, name_of
from studyapp.meetings.times import when as times_of

register = template.Library()

MISSED = timedelta(hours=12)  # after which a meeting that nobody began is not coming any more
ON_A_PAGE = 3
PAST_ON_A_PAGE = 5


def near(user: User) -> MeetingQuerySet:
    """Running ones first, then the next."""
    is_near = Q(started_at__isnull=False) | Q(starts_at__gt=timezone.now() - MISSED)
    coming = Meeting.objects.visible_to(user).coming().filter(is_near).select_related("group")
    return coming.order_by(F("started_at").asc(nulls_last=True), "starts_at", "pk")


@register.simple_tag
def coming_meetings(user: User) -> Iterable[Meeting]:
    return list(near(user)[:ON_A_PAGE])


@register.simple_tag
def meetings_of(group: StudyGroup, user: User) -> Iterable[Meeting]:
    return list(near(user).filter(group=group)[:ON_A_PAGE])


@register.simple_tag
def running_meetings(user: User, group: StudyGroup | None = None) -> Iterable[Meeting]:
    """Of the group, or of everybody's groups, those that were begun not long ago."""
    lately = timezone.now() - MISSED
    running = near(user).running().filter(started_at__gt=lately)
    return list((running.filter(group=group) if group else running)[:ON_A_PAGE])


@register.simple_tag
def past_meetings_of(group: StudyGroup, user: User) -> Iterable[Meeting]:
    past = Meeting.objects.visible_to(user).past().filter(group=group)
    return list(past.select_related("group").order_by("-started_at")[:PAST_ON_A_PAGE])


@register.filter
def when(meeting: Meeting) -> When:
    return times_of(meeting)


@register.filter
def zone_name(zone: str) -> str:
    return name_of(zone)
