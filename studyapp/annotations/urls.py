"""Addresses of notes, of what is said to them, and of one's notebook."""

from django.urls import URLPattern

app_name = "annotations"
urlpatterns: list[URLPattern] = []
