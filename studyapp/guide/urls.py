"""Addresses of the pages that say what is next."""

from django.urls import path

from studyapp.guide import views

app_name = "guide"
urlpatterns = [
    path("mine/", views.home, name="home"),
    path("studies/<number:pk>/", views.study, name="study"),
    path("studies/<number:pk>/questions/", views.questions, name="questions"),
    path("studies/<number:pk>/brief/", views.brief, name="brief"),
    path("studies/<number:pk>/calendar/", views.calendar, name="calendar"),
    path("studies/<number:pk>/overview/", views.overview, name="overview"),
]
