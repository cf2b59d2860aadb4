"""Who is told of what around a note; what is told holds none of its words."""

from uuid import uuid4

import pytest
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.annotations.services import marks, moderation, threads
from studyapp.annotations.services.topics import open_topic
from studyapp.groups.models import Membership, Role
from studyapp.inbox.models import Notification
from studyapp.live.models import Event
from studyapp.studies.services.sealing import reveal, seal
from tests.factories import join, make_note, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


@pytest.fixture
def asker(study):
    return member(study, "林溪")


@pytest.fixture
def question(study, asker):
    return note(study, asker, kind="question", body="为什么先放茶叶？")


def member(study, name="", role=Role.MEMBER):
    return join(study.group, user=make_user(display_name=name or "周远"), role=role)


def note(study, author, *, private=False, kind="thought", body="想到"):
    return make_note(
        article=study.article, author=author, study=None if private else study, kind=kind, body=body, quote="茶叶"
    )


def say(annotation, author, body="我想是这样"):
    return threads.reply(annotation, author=author, key=uuid4(), body=body)


def told(user):
    """Kinds of what the user may know by now, the newest last."""
    return list(Notification.objects.visible_to(user).order_by("pk").values_list("kind", flat=True))


def test_a_reply_is_told_to_the_author_and_to_who_replied_before(study, asker, question):
    first, second = member(study), member(study)
    say(question, first)
    say(question, second)
    assert told(asker) == ["reply"]
    assert Notification.objects.get(user=asker).count == 2
    assert told(first) == ["thread"]
    assert told(second) == []


def test_nobody_is_told_of_their_own(study, asker, question):
    say(question, asker, body="@林溪 自己答")
    assert told(asker) == []


def test_who_is_mentioned_in_a_reply_is_told_once(study, asker, question):
    say(question, member(study), body="@林溪 你看")
    assert told(asker) == ["mention"]


def test_mentions_in_a_note_and_those_that_an_edit_adds(study, asker):
    first, second = member(study, "何清"), member(study, "宋岩")
    thought = note(study, asker, body="@何清 你看")
    assert (told(first), told(second)) == (["mention"], [])
    marks.rewrite(thought, body="@何清 @宋岩 你们看", tags=(), edition=1)
    assert (told(first), told(second)) == (["mention"], ["mention"])
    assert Notification.objects.get(user=first).count == 1


def test_an_observer_who_is_mentioned_is_told(study, asker):
    observer = member(study, "欧阳若水", Role.OBSERVER)
    note(study, asker, body="@欧阳若水 你也看")
    assert told(observer) == ["mention"]


def test_the_asker_is_told_of_the_answer(study, asker, question):
    answer = say(question, member(study))
    moderation.resolve(question, answer=answer)
    assert told(asker) == ["reply", "answer"]


def test_a_question_resolved_without_an_answer_or_by_oneself_tells_nobody(study, asker, question):
    moderation.resolve(question)
    moderation.resolve(question, answer=say(question, asker))
    assert told(asker) == []


def test_a_private_note_tells_nobody_until_it_is_shared(study, asker):
    other = member(study, "何清")
    private = note(study, asker, private=True, body="@何清 再想想")
    assert not Notification.objects.exists()
    marks.share(private, study=study)
    assert told(other) == ["mention"]


@pytest.mark.parametrize("act", [
    marks.unshare, marks.delete, lambda note: moderation.hide(note, by=note.author, reason="重复"),
])  # fmt: skip
def test_what_is_taken_out_of_sight_is_taken_out_of_the_inbox(study, asker, act):
    other = member(study, "何清")
    thought = note(study, asker, body="@何清 你看")
    act(thought)
    assert told(other) == []


def test_what_comes_back_is_told_again(study, asker):
    other, leader = member(study, "何清"), member(study, role=Role.FACILITATOR)
    thought = note(study, asker, body="@何清 你看")
    said = say(thought, leader, body="@何清 也看看这里")
    for away, back in (
        (lambda: marks.delete(thought), lambda: marks.restore(thought)),
        (lambda: moderation.hide_reply(said, by=leader, reason="重复"), lambda: moderation.unhide_reply(said)),
        (lambda: threads.delete_reply(said), lambda: threads.restore_reply(said)),
    ):
        away()
        assert Notification.objects.get(user=other).count == 1
        back()
        assert Notification.objects.get(user=other).count == 2
    moderation.hide(thought, by=leader, reason="重复")
    assert told(other) == []
    moderation.unhide(thought)
    assert told(other) == ["mention"]


def test_a_note_that_goes_takes_nothing_of_what_others_said(study, asker, question):
    """The thread stays for them."""
    other, third = member(study, "何清"), member(study, "宋岩")
    say(question, other, body="@宋岩 你说呢？")
    say(question, third)
    marks.delete(question)
    assert (told(asker), told(other), told(third)) == (["reply"], ["thread"], ["mention"])


def test_what_was_told_is_taken_back_whoever_would_be_told_now(study, asker, question):
    """People change their names, and others leave the thread."""
    first, second, third = member(study, "何清"), member(study, "宋岩"), member(study, "欧阳")
    before = say(question, first)
    said = [say(question, second, body="@欧阳 看"), say(question, second)]
    threads.delete_reply(before)
    User.objects.filter(pk=third.pk).update(display_name="欧阳若水")
    for reply in said:
        threads.delete_reply(reply)
    assert (told(asker), told(first), told(third)) == ([], [], [])


def test_a_reply_that_is_deleted_is_not_told_any_more(study, asker, question):
    said = say(question, member(study))
    say(question, member(study))
    threads.delete_reply(said)
    left = Notification.objects.get(user=asker)
    assert (left.count, left.actors.count()) == (1, 1)


def test_who_has_left_is_told_nothing(study, asker, question):
    other = member(study)
    say(question, other)
    Membership.objects.filter(user__in=[other, asker]).delete()
    say(question, member(study))
    assert Notification.objects.filter(kind="thread").count() == 0
    assert Notification.objects.get(kind="reply").count == 1


def test_it_holds_words_of_the_text_and_none_of_the_note(study, asker):
    other = member(study, "何清")
    thought = note(study, asker, body="@何清 秘密的话")
    row = Notification.objects.get(user=other)
    assert row.title == "茶叶"
    assert row.address == reverse("reading:paragraph", args=[study.article_id, 1]) + f"?note={thought.pk}#p1"
    assert "秘密" not in str(list(Notification.objects.values()))
    assert "秘密" not in str(list(Event.objects.values()))


def test_a_topic_is_told_by_the_name_of_the_article(study, asker):
    other = member(study, "何清")
    topic = open_topic(study, author=asker, key=uuid4(), body="@何清 下次先说什么？")
    row = Notification.objects.get(user=other)
    assert (row.title, row.address) == (str(study.article), reverse("annotations:thread", args=[topic.pk]))


def test_it_is_told_with_the_act_or_not_at_all(study, asker, question):
    say(question, member(study))
    assert Event.objects.filter(topic__name=f"user-{asker.pk}", kind="inbox").count() == 1


def test_while_a_study_is_sealed_only_who_sees_the_question_is_told(study, asker):
    leader, other = member(study, "周远", Role.FACILITATOR), member(study, "何清")
    seal(study)
    asked = note(study, asker, kind="question", body="@周远 @何清 为什么？")
    assert (told(leader), told(other)) == (["mention"], [])
    say(asked, leader)
    assert told(asker) == ["reply"]
    reveal(study)
    assert (told(leader), told(other)) == (["mention"], ["mention"])


def test_while_a_study_is_sealed_who_leads_is_told_of_questions(study, asker):
    leader, other = member(study, role=Role.FACILITATOR), member(study)
    asked = note(study, asker, kind="question", body="还没有独学的时候")
    assert told(leader) == []
    seal(study)
    asked = note(study, asker, kind="question", body="为什么？")
    note(study, asker)
    assert (told(leader), told(other)) == (["question"], [])
    assert str(Notification.objects.get(user=leader).get_about_display()) == "疑问"
    marks.delete(asked)
    assert told(leader) == []


def test_a_thought_that_is_sealed_tells_nobody_before_it_is_revealed(study, asker):
    leader, other = member(study, "周远", Role.OWNER), member(study, "何清")
    seal(study)
    note(study, asker, body="@周远 @何清 你们看")
    assert told(leader) == told(other) == []
    assert not Event.objects.filter(topic__name__startswith="user-", kind="inbox").exists()
    reveal(study)
    assert told(leader) == told(other) == ["mention"]


def test_what_is_deleted_before_it_is_revealed_is_never_told(study, asker):
    other = member(study, "何清")
    seal(study)
    marks.delete(note(study, asker, body="@何清 你看"))
    reveal(study)
    assert told(other) == []
