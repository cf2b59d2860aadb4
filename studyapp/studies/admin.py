"""Studies for staff. Where somebody reads is nobody else's business: places are not shown."""

from django.contrib import admin

from studyapp.library.admin import ReadOnly
from studyapp.studies.models import Study


@admin.register(Study)
class StudyAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("article", "group", "opened_at")
    list_filter = ("group", "opened_at")
    search_fields = ("article__title", "group__name")
    list_select_related = ("article", "group")
