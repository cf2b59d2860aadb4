"""The inbox: what is told, how it is merged, and what opening does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.groups.models import Membership
from studyapp.inbox import services
from studyapp.inbox.models import Notification
from studyapp.inbox.services import News
from studyapp.live.models import Event
from tests.factories import join, make_user

pytestmark = pytest.mark.django_db
INBOX = "/inbox/"


def tell(user, *, by, group, kind="reply", subject="annotation-1", **fields):
    words = {"about": "question", "address": "/mine/", "title": "先把茶叶放进壶里。", **fields}
    services.notify(News({user.pk: kind}, subject=subject, group=group, by=by, **words))


def page(client):
    return client.get(INBOX).content.decode()


def rung(user):
    return Event.objects.filter(topic__name=f"user-{user.pk}", kind="inbox").count()


def test_an_empty_inbox_says_what_comes_here(client, reader):
    assert "还没有通知" in page(client)


def test_it_says_who_did_what_about_which_words_where(client, reader, group):
    tell(reader, by=join(group, user=make_user(display_name="周远")), group=group)
    html = page(client)
    assert "周远 回复了你的疑问" in html
    assert "先把茶叶放进壶里。" in html
    assert "茶社" in html


def test_what_is_unread_of_the_same_is_merged(client, reader, group):
    for name in ("周远", "何清", "李梅"):
        tell(reader, by=join(group, user=make_user(display_name=name)), group=group)
    assert Notification.objects.get().count == 3
    assert "李梅 等 3 人回复了你的疑问" in page(client)


def test_one_person_twice_is_one_person(client, reader, group):
    by = join(group, user=make_user(display_name="周远"))
    tell(reader, by=by, group=group)
    tell(reader, by=by, group=group)
    html = page(client)
    assert "周远 回复了你的疑问" in html
    assert "2 次" in html


def test_what_was_read_is_not_merged_with_what_is_new(reader, group):
    tell(reader, by=join(group), group=group)
    services.read(Notification.objects.get())
    tell(reader, by=join(group), group=group)
    assert Notification.objects.count() == 2


def test_opening_reads_it_and_goes_there(client, reader, group):
    tell(reader, by=join(group), group=group)
    answer = client.post(reverse("inbox:open", args=[Notification.objects.get().pk]))
    assert (answer.status_code, answer.url) == (303, "/mine/")
    assert not Notification.objects.unread().exists()


def test_all_can_be_read_at_once(client, reader, group):
    tell(reader, by=join(group), group=group)
    tell(reader, by=join(group), group=group, kind="mention")
    client.post(reverse("inbox:read_all"))
    assert not Notification.objects.unread().exists()


def test_nobody_opens_anothers(client, reader, group):
    other = join(group)
    tell(other, by=reader, group=group)
    assert client.post(reverse("inbox:open", args=[Notification.objects.get().pk])).status_code == 404
    assert "还没有通知" in page(client)


def test_who_has_left_the_group_is_told_nothing_of_it_any_more(client, reader, group):
    tell(reader, by=join(group), group=group)
    Membership.objects.filter(user=reader).delete()
    assert "还没有通知" in page(client)
    assert client.post(reverse("inbox:open", args=[Notification.objects.get().pk])).status_code == 404


def test_the_unread_come_first_and_then_the_days(client, reader, group):
    for hours in (30, 1):
        tell(reader, by=join(group), group=group, subject=f"annotation-{hours}", title=f"读过{hours}")
        Notification.objects.unread().update(
            happened_at=timezone.now() - timedelta(hours=hours), read_at=timezone.now()
        )
    tell(reader, by=join(group), group=group, subject="annotation-9", title="新的")
    Notification.objects.unread().update(happened_at=timezone.now() - timedelta(days=9))
    html = page(client)
    assert html.index("新的") < html.index("读过1") < html.index("读过30")


def test_what_waits_shows_at_its_time_and_rings_nobody(client, reader, group):
    tell(reader, by=join(group), group=group, topic="study-1", waits=True)
    assert "还没有通知" in page(client)
    assert rung(reader) == 0
    services.reveal("study-1", at=timezone.now() + timedelta(hours=1))
    assert "还没有通知" in page(client)
    services.reveal("study-1", at=timezone.now())
    assert "回复了你" in page(client)
    assert rung(reader) == 1


def test_what_is_held_is_gone_until_it_is_revealed(client, reader, group):
    tell(reader, by=join(group), group=group, topic="study-1")
    services.hold("study-1")
    assert "还没有通知" in page(client)
    services.reveal("study-1", at=timezone.now())
    assert "回复了你" in page(client)


def test_what_is_retracted_is_gone_read_or_not(reader, group):
    tell(reader, by=join(group), group=group)
    services.read(Notification.objects.get())
    tell(reader, by=join(group), group=group)
    services.retract("annotation-1")
    assert not Notification.objects.exists()


def test_taking_one_back_counts_one_less(reader, group):
    first, second = join(group), join(group)
    tell(reader, by=first, group=group, thing="reply-1")
    tell(reader, by=second, group=group, thing="reply-2")
    tell(reader, by=second, group=group, thing="reply-3")
    services.take_back({"reply-2": "annotation-1"})
    left = Notification.objects.get()
    assert (left.count, left.actors.count()) == (2, 2)
    services.take_back({"reply-3": "annotation-1", "reply-4": "annotation-1"})
    left = Notification.objects.get()
    assert (left.count, list(left.actors.all())) == (1, [first])
    services.read(left)
    services.take_back({"reply-1": "annotation-1"})
    assert not Notification.objects.exists()


def test_the_same_thing_counts_once(reader, group):
    by = join(group)
    for _ in range(2):
        tell(reader, by=by, group=group, thing="reply-1")
    assert Notification.objects.get().count == 1


def test_each_telling_and_reading_rings(reader, group):
    tell(reader, by=join(group), group=group)
    services.read(Notification.objects.get())
    services.read_all(reader)
    assert rung(reader) == 3


def test_the_bell_says_how_many(client, reader, group):
    assert 'aria-label="通知"' in client.get(reverse("inbox:count")).content.decode()
    tell(reader, by=join(group), group=group)
    tell(reader, by=join(group), group=group, subject="annotation-2")
    assert 'aria-label="通知，2 条未读"' in client.get(reverse("groups:list")).content.decode()


def test_the_bell_of_a_page_left_open_sends_nobody_away(client):
    assert client.get(reverse("inbox:count"), headers={"HX-Request": "true"}).status_code == 204


def test_thirty_stand_on_a_page(client, reader, group):
    by = join(group)
    for number in range(31):
        tell(reader, by=by, group=group, subject=f"annotation-{number}")
    assert page(client).count("inbox-row") == 30
    assert client.get(INBOX, {"page": 2}).content.decode().count("inbox-row") == 1


def test_the_number_of_queries_does_not_grow(client, reader, group):
    def queries():
        for _ in range(3):
            tell(reader, by=join(group), group=group, subject=f"annotation-{Notification.objects.count()}")
        with CaptureQueriesContext(connection) as found:
            client.get(INBOX)
        return len(found)

    assert queries() == queries() == queries()


def test_a_notification_is_told_in_the_transaction_of_many_people_at_once(group):
    people = [join(group) for _ in range(10)]

    def queries():
        with CaptureQueriesContext(connection) as found:
            services.notify(
                News(
                    {person.pk: "thread" for person in people},
                    subject="annotation-1", group=group, by=people[0], about="topic", address="/mine/", title="茶",
                )
            )  # fmt: skip
        return len(found)

    assert queries() < 20
    assert Notification.objects.count() == 10
