"""Addresses to listen at, for the members of a group, and to make something happen. And the way to sign in."""

from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

import studyapp.paths  # noqa: F401 - the addresses of accounts are written with its <number:…>
from studyapp.groups.models import StudyGroup
from studyapp.live.services import publish
from studyapp.live.stream import farewell, respond


@require_GET
def listen(request, group, topic):
    groups = StudyGroup.objects.visible_to(request.user).filter(pk=group)
    if not groups.exists():
        return farewell()
    return respond(request, topics=topic.split("+"), is_allowed=groups.exists)


@csrf_exempt
@require_POST
def tell(request, topic, kind, paragraph):
    publish(topic, kind, paragraphs=[paragraph])
    return HttpResponse(status=204)


urlpatterns = [
    path("listen/<number:group>/<topic>/", listen),
    path("tell/<topic>/<kind>/<number:paragraph>/", tell),
    path("account/", include("studyapp.accounts.urls")),
    path("account/", include("allauth.urls")),
]
