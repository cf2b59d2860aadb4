"""Every page that somebody signed in can open: no barriers, no sideways scrolling, nothing the browser complains of."""

import pytest
from django.urls import reverse

from tests.browser.conftest import PHONE, WIDE
from tests.browser.looking import barriers, overflow, sign_in
from tests.factories import join, make_article, make_group, make_invitation, make_user

OF_ACCOUNTS = (
    "accounts:profile", "account_change_password", "mfa_index", "mfa_activate_totp", "usersessions_list",
    "account_logout", "account_reauthenticate", "groups:farewell",
)  # fmt: skip
OF_GROUPS = ("groups:list", "groups:new", "groups:code")
OF_A_GROUP = ("groups:detail", "groups:settings", "groups:invitations")


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_page_has_barriers(visit, server, size, language):
    owner = make_user(display_name="住在石拱桥头第三间的木匠老何")
    group = make_group(name="每周四晚上喝茶读一篇短文的读书会", owner=owner)
    join(group)
    make_article(groups=(group,))
    invitation = make_invitation(group=group, by=owner)
    page = visit(size=size, language=language)
    sign_in(page, owner, server)
    paths = [*map(reverse, (*OF_ACCOUNTS, *OF_GROUPS)), *(reverse(name, args=[group.pk]) for name in OF_A_GROUP)]
    paths += [reverse("invitations:show", args=[invitation.token]), "/nowhere/"]
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {barrier}" for barrier in barriers(page)]
        found += [f"{path}: {overflow(page)} px too wide"] * bool(overflow(page))
    assert found == []
