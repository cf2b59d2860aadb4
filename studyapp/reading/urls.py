"""Addresses of the front door, of one's own page and of the reading page."""

from django.urls import path

from studyapp.reading import views

app_name = "reading"
urlpatterns = [
    path("", views.resume, name="resume"),
    path("mine/", views.home, name="home"),
    path("read/<int:article_pk>/", views.read, name="read"),
    path("read/<int:article_pk>/leaf/<int:number>/", views.leaf, name="leaf"),
    path("read/<int:article_pk>/s/<int:number>/", views.section, name="section"),
    path("read/<int:article_pk>/p/<int:number>/", views.paragraph, name="paragraph"),
    path("read/<int:article_pk>/place/", views.place, name="place"),
]
