"""What the demo's people wrote about its first text: one reflection that the group reads, out of its author's marks."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import threads
from studyapp.inbox.models import Notification
from studyapp.reflections import services
from studyapp.reflections.marks import marks_of
from studyapp.reflections.models import Reflection
from studyapp.studies.models import Study

TITLE = "坐下来，话才多"
WORDS = (
    "## 感受\n\n我们家吃饭快，吃完各自走开。读到这里才想到，饭桌也是一处石凳，缺的不是话，是坐住的那一会儿。\n\n"
    "## 行动\n\n这个星期晚饭后多坐十分钟，不开电视。"
)
ANSWER = "我们家也试试。下周来说说坐出了什么话。"
WRITTEN, ANSWERED = timedelta(hours=30), timedelta(hours=7)  # ago


def fill(study: Study, users: Mapping[str, User]) -> None:
    author = users["heqing"]
    marks = marks_of(author, study.article)
    made = services.start(study.article, author=author, key=uuid4(), study=study, marks=marks, prompts=False)
    made = services.save(made, title=TITLE, body=f"{made.body}\n\n{WORDS}", edition=1)
    services.share(made, study=study)
    made.refresh_from_db()
    if made.topic:
        said = threads.reply(made.topic, author=users["limei"], key=uuid4(), body=ANSWER)
        date_back(made, made.topic, said)


def date_back(made: Reflection, topic: Annotation, said: Reply) -> None:
    now = timezone.now()
    written, answered = now - WRITTEN, now - ANSWERED
    Reflection.objects.filter(pk=made.pk).update(created_at=written, changed_at=written)
    Annotation.objects.filter(pk=topic.pk).update(created_at=written, shared_at=written, active_at=answered)
    Reply.objects.filter(pk=said.pk).update(created_at=answered)
    Notification.objects.filter(subject=f"annotation-{topic.pk}").update(happened_at=answered)
