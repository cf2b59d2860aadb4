from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "studyapp.live"
    verbose_name = _("实时事件")
