"""Addresses of the account: allauth's, and our own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
