"""Addresses of the front door and of the reading page."""

from django.urls import path

from studyapp.reading import views

app_name = "reading"
urlpatterns = [
    path("", views.resume, name="resume"),
]
