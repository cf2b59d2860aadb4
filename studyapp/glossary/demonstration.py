"""The glossary of the demo's group: words that are explained, wait for who leads, or for anybody."""

from collections.abc import Mapping

from studyapp.accounts.models import User
from studyapp.glossary import services
from studyapp.groups.models import StudyGroup

ACCEPTED = (("借景", "heqing", "造园的老办法：不占地，把园外的山、水、塔影收到眼里来。"),)
WAITING = (
    ("檐下会", "chenxiaohe", "傍晚在短檐底下躲雨说话的人，后来天天来，就叫这个名字。"),
    ("檐下会", "linxi", "不是真的开会，是下雨时凑到一处的闲谈。"),
    ("回味", "zhouyuan", ""),
)


def fill(group: StudyGroup, people: Mapping[str, User]) -> None:
    for words, name, text in (*ACCEPTED, *WAITING):
        services.add(group, by=people[name], words=words, text=text)
    for words, _, text in ACCEPTED:
        services.accept(group.entries.get(words=words), by=people["limei"], meaning=text)
