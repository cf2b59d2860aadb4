"""Reflections with a secret in them, for the walk to every address: never shared, shared once, taken back, deleted."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from studyapp.reflections.models import Reflection
from studyapp.studies.models import Study


def begin(client: Client, study: Study) -> Reflection:
    marks = study.article.annotations.values_list("pk", flat=True)
    act(client, "reflections:start", study.pk, key=uuid4(), marks=list(marks), prompts="1")
    return Reflection.objects.latest("pk")


def act(client: Client, name: str, pk: int, **data: object) -> None:
    response = client.post(reverse(name, args=[pk]), data)
    assert response.status_code == 303, (name, response.content.decode())


def save(client: Client, reflection: Reflection, **words: object) -> None:
    reflection.refresh_from_db()
    act(client, "reflections:save", reflection.pk, edition=reflection.edition, keeps="1", **words)


def plant(client: Client, study: Study, *, secret: str) -> None:
    """What its author wrote in the group's study, by the same forms as everybody."""
    private = begin(client, study)
    save(client, private, title=secret, body=secret)
    gone = begin(client, study)
    save(client, gone, title=secret, body=secret)
    act(client, "reflections:delete", gone.pk)
    shared = begin(client, study)
    save(client, shared, title=secret, body=f"{secret}，写着。")
    save(client, shared, title="平常的题目", body="平常的话。")
    act(client, "reflections:share_now", shared.pk, study=study.pk)
    save(client, shared, title=secret, body=f"分享以后写的：{secret}。")
    back = begin(client, study)
    save(client, back, title="平常的题目", body="平常的话。")
    act(client, "reflections:share_now", back.pk, study=study.pk)
    act(client, "reflections:unshare", back.pk)
    save(client, back, title=secret, body=secret)
