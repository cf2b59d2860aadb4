"""Addresses of the front door and of the reading page."""

from django.urls import path

from studyapp.reading.views import door, leaf, lens, live, marking, notes, progress

app_name = "reading"
urlpatterns = [
    path("", door.resume, name="resume"),
    path("read/<number:article_pk>/", leaf.read, name="read"),
    path("read/<number:article_pk>/leaf/<number:number>/", leaf.leaf, name="leaf"),
    path("read/<number:article_pk>/s/<number:number>/", leaf.section, name="section"),
    path("read/<number:article_pk>/p/<number:number>/", leaf.paragraph, name="paragraph"),
    path("read/<number:article_pk>/place/", leaf.place, name="place"),
    path("read/<number:article_pk>/mark/", marking.mark, name="mark"),
    path("read/<number:article_pk>/paragraphs/", marking.paragraphs, name="paragraphs"),
    path("read/<number:article_pk>/live/", live.live, name="live"),
    path("read/<number:article_pk>/p/<number:number>/notes/", notes.notes, name="notes"),
    path("read/<number:article_pk>/unread/", notes.next_unread, name="unread"),
    path("read/<number:article_pk>/progress/", progress.progress, name="progress"),
    path("read/<number:article_pk>/points/<number:pk>/", progress.master, name="master"),
    path("read/<number:article_pk>/lens/", lens.lens, name="lens"),
]
