"""Addresses of cards and their review."""

from django.urls import URLPattern

app_name = "cards"
urlpatterns: list[URLPattern] = []
