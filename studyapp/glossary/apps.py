from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    name = "studyapp.glossary"
    verbose_name = _("术语表")
