"""Addresses of a group's study of an article."""

from django.urls import path

from studyapp.studies import views

app_name = "studies"
urlpatterns = [
    path("studies/<number:pk>/reveal/", views.reveal, name="reveal"),
    path("studies/<number:pk>/seal/", views.seal, name="seal"),
    path("studies/<number:pk>/reveal/now/", views.reveal_now, name="reveal_now"),
    path("studies/<number:pk>/reveal/at/", views.reveal_at, name="reveal_at"),
]
