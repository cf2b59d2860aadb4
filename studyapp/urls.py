"""All addresses of 同读, one line an app."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

import studyapp.paths  # noqa: F401 - the addresses below are written with its <number:…>
from studyapp.groups.urls import invitation_urlpatterns

urlpatterns = [
    path("", include("studyapp.reading.urls")),
    path("account/", include("studyapp.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("groups/", include("studyapp.groups.urls")),
    path("", include(invitation_urlpatterns)),
    path("library/", include("studyapp.library.urls")),
    path("desk/", include("studyapp.importing.urls")),
    path("", include("studyapp.studies.urls")),
    path("", include("studyapp.annotations.urls")),
    path("", include("studyapp.glossary.urls")),
    path("", include("studyapp.reflections.urls")),
    path("", include("studyapp.cards.urls")),
    path("", include("studyapp.guide.urls")),
    path("inbox/", include("studyapp.inbox.urls")),
    path("", include("studyapp.meetings.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
