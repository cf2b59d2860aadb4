"""Addresses of the pages that say what is next."""

from django.urls import URLPattern

app_name = "guide"
urlpatterns: list[URLPattern] = []
