from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "studyapp.groups"
    verbose_name = _("小组")

    def ready(self) -> None:
        from studyapp.accounts import signup
        from studyapp.groups.entrance import InvitationGate

        signup.gate = InvitationGate()
