"""What older rows did not say: in which text an item's stretch lies, and who was expected at a meeting that is over."""

from django.db import migrations

MEMBER = 20


def fill_revisions(apps, schema_editor):
    AgendaItem = apps.get_model("meetings", "AgendaItem")
    Revision = apps.get_model("library", "Revision")
    for item in AgendaItem.objects.filter(start__isnull=False, study__isnull=False).select_related("study"):
        newest = Revision.objects.filter(article=item.study.article_id).order_by("-number").first()
        AgendaItem.objects.filter(pk=item.pk).update(revision=newest)


def fill_expected(apps, schema_editor):
    Meeting, Attendance = apps.get_model("meetings", "Meeting"), apps.get_model("meetings", "Attendance")
    Membership = apps.get_model("groups", "Membership")
    for meeting in Meeting.objects.exclude(ended_at=None):
        members = Membership.objects.filter(
            group=meeting.group_id, role__gte=MEMBER, joined_at__lte=meeting.ended_at
        ).values_list("user", flat=True)
        missing = set(members) - set(meeting.attendances.values_list("user", flat=True))
        Attendance.objects.bulk_create(Attendance(meeting=meeting, user_id=user) for user in sorted(missing))
        Attendance.objects.filter(meeting=meeting, user__in=list(members)).update(was_expected=True)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_initial"),
        ("library", "0001_initial"),
        ("studies", "0001_initial"),
        ("meetings", "0004_spans_and_who_was_expected"),
    ]

    operations = [
        migrations.RunPython(fill_revisions, migrations.RunPython.noop),
        migrations.RunPython(fill_expected, migrations.RunPython.noop),
    ]
