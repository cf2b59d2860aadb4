"""Addresses of a group's study of an article."""

from django.urls import path

from studyapp.studies.views import sealing

app_name = "studies"
urlpatterns = [
    path("studies/<number:pk>/reveal/", sealing.reveal, name="reveal"),
    path("studies/<number:pk>/seal/", sealing.seal, name="seal"),
    path("studies/<number:pk>/reveal/now/", sealing.reveal_now, name="reveal_now"),
    path("studies/<number:pk>/reveal/at/", sealing.reveal_at, name="reveal_at"),
]
