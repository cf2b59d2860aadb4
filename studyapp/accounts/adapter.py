"""Where django-allauth asks us: who may sign up, which names are allowed, what is said, where links lead."""

from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.addresses import absolute
from studyapp.accounts.models import OneTimeLink, User
from studyapp.accounts.signup import may_sign_up

NOT_RIGHT = _("用户名或密码不对。五分钟里可以试五次。")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_RIGHT,
        "email_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": _("试得太多了，过五分钟再来。忘了密码，可以重设。"),
        "username_blacklisted": _("这个用户名不能用，换一个吧。"),
        "username_taken": _("这个用户名已经有人用了。"),
        "email_taken": _("这个邮箱已经有人用了。"),
        "incorrect_password": _("密码不对。"),
        "enter_current_password": _("现在的密码不对。"),
        "rate_limited": _("试得太多了，歇一会儿再来。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return may_sign_up(request)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """In the form that sign-in compares: look-alikes such as ａｄｍｉｎ become admin. A name is no mail address."""
        username = User.normalize_username(username)
        if "@" in username:
            raise ValidationError(_("用户名里不能有 @。"))
        MaxLengthValidator(150)(username)  # ㍿ has become 株式会社
        return str(super().clean_username(username, shallow))

    def set_password(self, user: User, password: str) -> None:
        """With a new password, reset links that are still about no longer open."""
        super().set_password(user, password)
        OneTimeLink.objects.filter(user=user).retire()

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Who has not heard of a reset link in their name hears of it first."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if OneTimeLink.objects.filter(user=user).untold().exists():
            return redirect(f"{reverse('accounts:notices')}?{urlencode({'next': response.headers['Location']})}")
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        return absolute(urlsplit(super().get_reset_password_from_key_url(key)).path, self.request)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return absolute(urlsplit(super().get_email_confirmation_url(request, emailconfirmation)).path, request)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对，等下一个再试。"),
        "unverified_email": _("请先验证邮箱，再开两步验证。"),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Written into the page: a data: picture would need a hole in the Content-Security-Policy."""
        return segno.make(url, micro=False).svg_inline(scale=4, border=2, omitsize=True, dark="#111", light=None)
