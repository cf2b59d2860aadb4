"""Addresses of the inbox."""

from django.urls import path

from studyapp.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("count/", views.count, name="count"),
    path("read/", views.read_all, name="read_all"),
    path("<number:pk>/open/", views.open_one, name="open"),
]
