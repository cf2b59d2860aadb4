"""Addresses of a group's study of an article."""

from django.urls import URLPattern

app_name = "studies"
urlpatterns: list[URLPattern] = []
