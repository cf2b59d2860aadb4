"""An address that streams: a group's members may listen to what is said of it. And the way to sign in."""

from django.urls import include, path
from django.views.decorators.http import require_GET

import studyapp.paths  # noqa: F401 - the addresses of accounts are written with its <number:…>
from studyapp.groups.models import StudyGroup
from studyapp.live.stream import farewell, respond


@require_GET
def listen(request, group, topic):
    groups = StudyGroup.objects.visible_to(request.user).filter(pk=group)
    if not groups.exists():
        return farewell()
    return respond(request, topics=[topic], is_allowed=groups.exists)


urlpatterns = [
    path("listen/<number:group>/<topic>/", listen),
    path("account/", include("studyapp.accounts.urls")),
    path("account/", include("allauth.urls")),
]
