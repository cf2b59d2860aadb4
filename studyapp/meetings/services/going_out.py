"""Who goes out of the group goes out of its running meetings, in the act that did it; so do the screens they lent.

Called by signals: groups stand below and know nothing of meetings.
"""

from typing import Any

from studyapp.groups.models import Membership
from studyapp.live.services import publish
from studyapp.meetings.models import Attendance, LentScreen, Meeting
from studyapp.meetings.services.attending import leave
from studyapp.meetings.services.holding import held
from studyapp.meetings.services.screens import look_again


def after_membership(sender: object, *, instance: Membership, **_more: Any) -> None:
    """In the order of the meetings' names, as all who tell do. What was said and read stays with who did it."""
    running = Meeting.objects.running().filter(group=instance.group_id, group__deleted_at=None)
    for meeting in sorted(running, key=lambda each: each.topic):
        meeting = held(meeting)  # who checks in at this moment has done so, or comes too late
        there = Attendance.objects.there().filter(meeting=meeting, user=instance.user_id).first()
        if there:
            leave(there)
        stop_leading(meeting, user=instance.user_id)
    after_role(sender, instance=instance, created=False)


def after_role(sender: object, *, instance: Membership, created: bool, **_more: Any) -> None:
    """Who has another role may lead no more."""
    if created:
        return
    led = Meeting.objects.running().filter(group=instance.group_id, lead=instance.user_id)
    for meeting in sorted(led.exclude(pk__in=Meeting.objects.led_by(instance.user)), key=lambda each: each.topic):
        stop_leading(held(meeting), user=instance.user_id)
    look_again(LentScreen.objects.opened().filter(meeting__group=instance.group_id, lent_by=instance.user_id))


def stop_leading(meeting: Meeting, *, user: int) -> None:
    """Nobody leads until somebody does something that only who leads can. Call with the meeting held."""
    if meeting.lead_id == user:
        meeting.lead = None
        meeting.save(update_fields=["lead"])
        publish(meeting.topic, "lead")
