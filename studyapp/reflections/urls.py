"""Addresses of reflections."""

from django.urls import path

from studyapp.reflections.views import leaving, reading, sharing, starting, writing

app_name = "reflections"
urlpatterns = [
    path("studies/<number:pk>/reflection/", starting.of_study, name="of_study"),
    path("studies/<number:pk>/reflection/start/", starting.start, name="start"),
    path("read/<number:article_pk>/reflection/", starting.of_article, name="of_article"),
    path("read/<number:article_pk>/reflection/start/", starting.start_alone, name="start_alone"),
    path("reflections/", reading.mine_all, name="list"),
    path("reflections/<number:pk>/", reading.read, name="read"),
    path("reflections/<number:pk>/edit/", writing.edit, name="edit"),
    path("reflections/<number:pk>/save/", writing.save, name="save"),
    path("reflections/<number:pk>/set-aside/", writing.set_aside, name="set_aside"),
    path("reflections/<number:pk>/marks/", writing.more, name="more"),
    path("reflections/<number:pk>/marks/add/", writing.add, name="add"),
    path("reflections/<number:pk>/history/", reading.history, name="history"),
    path("reflections/<number:pk>/history/<number:version_pk>/", reading.version, name="version"),
    path(
        "reflections/<number:pk>/history/<number:version_pk>/restore/", reading.restore_version, name="restore_version"
    ),
    path("reflections/<number:pk>/share/", sharing.share, name="share"),
    path("reflections/<number:pk>/share/now/", sharing.share_now, name="share_now"),
    path("reflections/<number:pk>/unshare/", sharing.unshare, name="unshare"),
    path("reflections/<number:pk>/delete/", sharing.delete, name="delete"),
    path("reflections/<number:pk>/restore/", sharing.restore, name="restore"),
    path("reflections/<number:pk>/markdown/", leaving.markdown, name="markdown"),
    path("reflections/<number:pk>/word/", leaving.document, name="word"),
    path("reflections/<number:pk>/print/", leaving.on_paper, name="print"),
]
