"""What a planner types, for tests."""

from studyapp.meetings.models import Meeting
from studyapp.studies.models import Study


def typed(study: Study, **fields: object) -> dict[str, object]:
    """A form that is right, with other words where a test says so."""
    return {
        "title": "第三次学习会",
        "studies": [study.pk],
        "starts_at": "2027-11-26T19:00",
        "minutes": "90",
        "place": "三楼会议室",
        "link": "",
        "characters_a_minute": "200",
        "time_zone": "Asia/Shanghai",
        "facilitator": study.group.memberships.order_by("-role").first().user_id,
        "recorder": "",
        **fields,
    }


def told_kinds(user: object) -> list[str]:
    return list(user.notifications.order_by("pk").values_list("kind", flat=True))  # type: ignore[attr-defined]


def latest() -> Meeting:
    return Meeting.objects.latest("pk")
