"""The user: a login, a name that others see, a time zone, and how they like to read. And links that open once."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar, Self
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

LEFT = gettext_noop("已离开的成员")  # the name of all who have left: stored so, shown in the reader's language


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("没有这个时区。"))


class PeopleQuerySet(models.QuerySet["User"]):
    def living(self) -> Self:
        """Everybody who has not left for good."""
        return self.filter(anonymised_at=None)

    def administrators(self) -> Self:
        return self.living().filter(is_superuser=True, is_active=True)

    def resettable_by(self, staff: "User") -> Self:
        """Whose password `staff` may have set anew; a superuser's only another superuser."""
        if not staff.is_staff:
            return self.none()
        people = self.living().filter(is_active=True).exclude(pk=staff.pk)
        return people if staff.is_superuser else people.filter(is_superuser=False)


class PeopleManager(UserManager["User"].from_queryset(PeopleQuerySet)):  # type: ignore[misc]
    """Has a name of its own, for migrations to write down."""


class User(AbstractUser):
    """People are never deleted, only anonymised: what they said to a group stays, without their name."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("跟随系统")
        DAY = "day", _("日间")
        NIGHT = "night", _("夜间")

    class Typeface(models.TextChoices):
        SERIF = "serif", _("宋体")
        SANS = "sans", _("黑体")
        KAI = "kai", _("楷体")

    class TextSize(models.TextChoices):
        SMALL = "small", _("小")
        MEDIUM = "medium", _("中")
        LARGE = "large", _("大")
        HUGE = "huge", _("特大")

    class Leading(models.TextChoices):
        TIGHT = "tight", _("紧")
        NORMAL = "normal", _("适中")
        LOOSE = "loose", _("松")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("称呼"), max_length=40, blank=True)
    time_zone = models.CharField(_("时区"), max_length=64, default=settings.TIME_ZONE, validators=[validate_time_zone])
    theme = models.CharField(_("明暗"), max_length=8, choices=Theme, default=Theme.AUTO)
    typeface = models.CharField(_("字体"), max_length=8, choices=Typeface, default=Typeface.SERIF)
    text_size = models.CharField(_("字号"), max_length=8, choices=TextSize, default=TextSize.MEDIUM)
    leading = models.CharField(_("行距"), max_length=8, choices=Leading, default=Leading.NORMAL)
    anonymised_at = models.DateTimeField(_("注销时间"), null=True, blank=True, editable=False)

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("username"), name="user_username_once", violation_error_message=_("这个用户名已经有人用了。")
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("这个邮箱已经有人用了。"),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None) | Q(is_active=False),
                name="user_left_for_good",
                violation_error_message=_("这个人已经离开，账号不能再启用。"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        if self.anonymised_at:
            return gettext(LEFT)
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


def digest(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to make it."""
    return sha256(token.encode()).hexdigest()


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def opened_by(self, token: str, kind: "OneTimeLink.Kind") -> Self:
        """The link with this token, if it still opens: no first administrator is made beside another."""
        if kind == OneTimeLink.Kind.FIRST_ADMINISTRATOR and User.objects.administrators().exists():
            return self.none()
        return self.usable().filter(digest=digest(token), kind=kind).select_related("user")

    def untold(self) -> Self:
        """Reset links whose user has not heard of them yet."""
        return self.filter(kind=OneTimeLink.Kind.RESET, told_at=None)

    def retire(self) -> int:
        """What could still be opened, can no longer."""
        return self.usable().update(expires_at=timezone.now())


class OneTimeLink(models.Model):
    """A link that opens one page once: to set a password anew, or to make the first administrator."""

    class Kind(models.TextChoices):
        RESET = "reset", _("重设密码")
        FIRST_ADMINISTRATOR = "first", _("第一位管理员")

    LIFE: ClassVar = {Kind.RESET: timedelta(hours=24), Kind.FIRST_ADMINISTRATOR: timedelta(days=3)}

    kind = models.CharField(max_length=8, choices=Kind)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="one_time_links")
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="issued_links")
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    ends_second_step = models.BooleanField(default=False)

    objects: ClassVar = OneTimeLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="first", user=None, issued_by=None) | Q(kind="reset", user__isnull=False),
                name="one_time_link_is_for_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.issued_at:%Y-%m-%d %H:%M}"

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and self.expires_at > timezone.now()

    @classmethod
    def make(cls, kind: Kind, **fields: Any) -> str:
        """Store a new link; the token is returned and nowhere kept."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(kind=kind, digest=digest(token), expires_at=timezone.now() + cls.LIFE[kind], **fields)
        return token
