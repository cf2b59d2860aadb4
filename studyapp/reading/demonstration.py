"""What the group of the demo wrote: marks, thoughts, questions and answers, a few days old and a few hours old."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply, Visit
from studyapp.annotations.services import marks, moderation, reactions, threads, topics
from studyapp.inbox.models import Notification
from studyapp.studies.demonstration import study_together
from studyapp.studies.models import Study
from studyapp.studies.services.sealing import reveal_at, seal

Kind = Annotation.Kind
LAST_VISIT = timedelta(days=1)
REVEAL = timedelta(days=6)


@dataclass(frozen=True)
class Said:
    """A reply, so many hours ago."""

    by: str
    ago: float
    body: str
    agree: tuple[str, ...] = ()
    answers: bool = False


@dataclass(frozen=True)
class Written:
    """A note on the first place where the quote stands, so many hours ago; a topic where there is none."""

    by: str
    ago: float
    quote: str
    body: str = ""
    kind: str = Kind.HIGHLIGHT
    tags: tuple[str, ...] = ()
    is_private: bool = False
    line: str = Annotation.Line.SOLID
    agree: tuple[str, ...] = ()
    me_too: tuple[str, ...] = ()
    is_parked: bool = False
    said: tuple[Said, ...] = field(default=())


SEAT = "人一坐下，话就多了；话一多，路就有了“回味”。"
SLOW = "慢的反面不是快，而是急。"
VIEW = "这叫“借景”。借来的景不用打理，也不会被谁拿走，却最耐看。"
RIVER = (
    Written("chenxiaohe", 70, "水色先告诉了你一半"),
    Written("heqing", 69, SEAT),
    Written("chenxiaohe", 66, SEAT),
    Written("limei", 52, SEAT),
    Written(
        "heqing",
        68,
        "不设在最平的地方，而设在最想回头的地方",
        "这个标准比尺寸好记，也比尺寸难：**要先走过**，才知道哪里想回头。",
        Kind.THOUGHT,
        agree=("linxi", "limei", "zhouyuan"),
        said=(
            Said("linxi", 60, "漏窗也是这样开的，开在想停一停的地方。", agree=("heqing",)),
            Said("limei", 5, "> 要先走过\n\n周四我们就去河边走一遍再谈吧。", agree=("heqing", "chenxiaohe")),
        ),
    ),
    Written("linxi", 65, VIEW, line=Annotation.Line.DOUBLE, tags=("园林",), is_private=True),
    Written(
        "linxi",
        65,
        "借来的景不用打理",
        "园子里的漏窗也是这个意思，下次去看看。",
        Kind.THOUGHT,
        ("园林", "要去看"),
        True,
    ),
    Written("zhouyuan", 64, VIEW),
    Written("limei", 63, SLOW),
    Written("linxi", 62, SLOW),
    Written("heqing", 50, SLOW),
    Written("zhouyuan", 30, "替走路的人把“急”字一笔一笔拆开", kind=Kind.KEY_POINT),
    Written(
        "linxi",
        61,
        "他每到一处石凳都要站一站，并不坐",
        "老人为什么只站一站，不坐？",
        Kind.QUESTION,
        me_too=("heqing", "chenxiaohe"),
        said=(
            Said("chenxiaohe", 28, "会不会只是因为下雨，凳子是湿的？"),
            Said(
                "zhouyuan",
                4,
                "他自己答了：“怕它们觉得没人来。”凳子是给走累的人坐的，他是来看凳子的。",
                agree=("limei",),
            ),
        ),
    ),
    Written(
        "chenxiaohe",
        49,
        "石板故意留了缝，雨后有滴答声",
        "留了缝不怕绊脚吗？",
        Kind.QUESTION,
        said=(Said("limei", 47, "缝比鞋跟窄，顺着走的方向留的。我去量过，一指宽。", ("chenxiaohe",), answers=True),),
    ),
    Written(
        "zhouyuan",
        26,
        "灯不求亮，求暖",
        "“暖”怎样才算够？这一条想留到周四一起看。",
        Kind.QUESTION,
        is_parked=True,
        said=(Said("heqing", 25, "我带一张傍晚的照片来。"),),
    ),
    Written(
        "limei",
        3,
        "话头接着话头，就成了每天傍晚的“檐下会”",
        "@林溪 你说的漏窗，和这里的短檐，能不能放在一起讲？",
        Kind.THOUGHT,
    ),
    Written("songyan", 20, "今天它先看见我", is_private=True),
    Written(
        "limei",
        46,
        "",
        "周四七点，老地方。请大家先把第二部分读完，**每人带一个问题来**。",
        Kind.TOPIC,
        said=(Said("heqing", 24, "收到。我带茶。"), Said("chenxiaohe", 6, "我来记。")),
    ),
)
TEA = (
    Written("linxi", 40, "等一等,香三分", tags=("等",)),
    Written("linxi", 39, "手不离茶,茶不离锅", "像练字：笔不离纸。", Kind.THOUGHT),
    Written("heqing", 38, "快慢由最慢的人定", "为什么是最慢的人，不是最稳的人？", Kind.QUESTION),
    Written("zhouyuan", 37, "因为来的人总比预备的多一个"),
    Written("chenxiaohe", 36, "原来是许多个“等”字连起来的"),
    Written("limei", 22, "快慢由最慢的人定"),
)


def fill(river: Study, tea: Study, people: Mapping[str, User]) -> None:
    """Let them write. One article is discussed, the other is read alone until it is revealed."""
    for study, notes in ((river, RIVER), (tea, TEA)):
        for written in notes:
            write(written, study, people)
    Notification.objects.update(happened_at=timezone.now() - timedelta(hours=3))
    study_together(river, people)
    seal(tea)
    reveal_at(tea, moment=timezone.now() + REVEAL)
    before = timezone.now() - LAST_VISIT
    Visit.objects.bulk_create(
        Visit(user=user, study=study, since=before, came_at=before)
        for user in people.values()
        for study in (river, tea)
    )


def write(written: Written, study: Study, people: Mapping[str, User]) -> None:
    note = noted(written, study, people[written.by])
    for name in written.agree:
        reactions.agree(note, by=people[name])
    for name in written.me_too:
        reactions.me_too(note, by=people[name])
    for said in written.said:
        reply(said, note, people)
    if written.is_parked:
        moderation.park(note)
    moment = ago(written.ago)
    last = ago(min([written.ago, *(said.ago for said in written.said)]))
    shared = None if written.is_private else moment
    Annotation.objects.filter(pk=note.pk).update(created_at=moment, shared_at=shared, active_at=last)


def noted(written: Written, study: Study, author: User) -> Annotation:
    if not written.quote:
        return topics.open_topic(study, author=author, key=uuid4(), body=written.body)
    revision = study.article.revision
    line = revision.paragraphs.filter(text__contains=written.quote).order_by("position").first()
    if line is None:
        raise LookupError(written.quote)
    start = line.start + line.text.index(written.quote)
    return marks.annotate(
        revision,
        author=author,
        key=uuid4(),
        kind=written.kind,
        start=start,
        end=start + len(written.quote),
        quote=written.quote,
        study=None if written.is_private else study,
        line=written.line,
        body=written.body,
        tags=written.tags,
    )


def reply(said: Said, note: Annotation, people: Mapping[str, User]) -> None:
    row = threads.reply(note, author=people[said.by], key=uuid4(), body=said.body)
    Reply.objects.filter(pk=row.pk).update(created_at=ago(said.ago))
    for name in said.agree:
        reactions.agree_with(row, by=people[name])
    if said.answers:
        moderation.resolve(note, answer=row)


def ago(hours: float) -> datetime:
    return timezone.now() - timedelta(hours=hours)
