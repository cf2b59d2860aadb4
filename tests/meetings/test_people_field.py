"""Choosing one of many people: written in one go, and as safe as what Django writes."""

import pytest
from django import forms

from studyapp.accounts.models import User
from studyapp.meetings.forms.people import MANY, PersonField
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    who = PersonField(User.objects.order_by("pk"), empty_label="选一个人")


def test_names_are_words_and_one_is_chosen():
    one, two = make_user(display_name='<b>"𠮷"</b>'), make_user(display_name="周远")
    page = str(Form(initial={"who": two.pk})["who"])
    assert f'<option value="{one.pk}">&lt;b&gt;&quot;𠮷&quot;&lt;/b&gt;</option>' in page
    assert f'<option value="{two.pk}" selected>周远</option>' in page
    assert page.startswith('<select id="id_who" name="who" required><option value=""')


def test_nothing_is_chosen_at_first():
    assert "selected" not in str(Form()["who"]).replace('<option value="" selected>', "")


@pytest.mark.parametrize("typed", ["", "x", "999999"])
def test_what_nobody_is_is_refused(typed):
    form = Form({"who": typed})
    assert not form.is_valid()
    assert "<select" in str(form["who"])


def test_many_are_found_by_typing():
    assert "data-narrows" not in str(Form()["who"])
    for _ in range(MANY):
        make_user()
    page = str(Form()["who"])
    assert 'data-narrows="id_who"' in page
    assert page.startswith("<input ")
    assert " name=" not in page.split("<select")[0]  # it is not sent
