"""Addresses of the front door, of one's own page and of the reading page."""

from django.urls import path

from studyapp.reading import views

app_name = "reading"
urlpatterns = [
    path("", views.resume, name="resume"),
    path("mine/", views.home, name="home"),
    path("read/<number:article_pk>/", views.read, name="read"),
    path("read/<number:article_pk>/leaf/<number:number>/", views.leaf, name="leaf"),
    path("read/<number:article_pk>/s/<number:number>/", views.section, name="section"),
    path("read/<number:article_pk>/p/<number:number>/", views.paragraph, name="paragraph"),
    path("read/<number:article_pk>/place/", views.place, name="place"),
]
