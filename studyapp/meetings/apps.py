from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "studyapp.meetings"
    verbose_name = _("学习会")
