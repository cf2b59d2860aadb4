from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReflectionsConfig(AppConfig):
    name = "studyapp.reflections"
    verbose_name = _("心得")

    def ready(self) -> None:
        from studyapp.annotations.elsewhere import finders
        from studyapp.reflections.editors import editor_of

        finders.append(editor_of)
