"""The user: a login, a name that others see, a time zone, and how they like to read."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("没有这个时区。"))


class PeopleManager(UserManager["User"]):
    def living(self) -> models.QuerySet["User"]:
        """Everybody who has not left for good."""
        return self.filter(anonymised_at=None)


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

    first_name = None
    last_name = None
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

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()
