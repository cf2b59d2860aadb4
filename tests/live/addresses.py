"""All addresses, and one that streams: a group's members may listen to what is said of it."""

from django.urls import include, path
from django.views.decorators.http import require_GET

from studyapp.groups.models import StudyGroup
from studyapp.live.stream import farewell, respond


@require_GET
def listen(request, group, topic):
    groups = StudyGroup.objects.visible_to(request.user).filter(pk=group)
    if not groups.exists():
        return farewell()
    return respond(request, topics=[topic], is_allowed=groups.exists)


urlpatterns = [path("listen/<int:group>/<topic>/", listen), path("", include("studyapp.urls"))]
