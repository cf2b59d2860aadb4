from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "studyapp.meetings"
    verbose_name = _("学习会")

    def ready(self) -> None:
        from studyapp.annotations.services.telling import changed
        from studyapp.groups.models import Membership
        from studyapp.importing.publishing import readers_changed
        from studyapp.meetings.services.going_out import after_membership, after_role
        from studyapp.meetings.services.taking_down import after_notes, after_readers, after_study
        from studyapp.studies.models import Study

        changed.connect(after_notes)
        readers_changed.connect(after_readers)
        post_save.connect(after_study, sender=Study)
        post_save.connect(after_role, sender=Membership)
        post_delete.connect(after_membership, sender=Membership)
