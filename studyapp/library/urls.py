"""Addresses of the shelf and of an article's own page."""

from django.urls import path

from studyapp.library import views

app_name = "library"
urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("<number:pk>/", views.article, name="article"),
]
