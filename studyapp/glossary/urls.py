"""Addresses of a group's glossary."""

from django.urls import path

from studyapp.glossary import views

app_name = "glossary"
urlpatterns = [
    path("groups/<number:group_pk>/glossary/", views.glossary, name="glossary"),
    path("groups/<number:group_pk>/glossary/add/", views.add, name="add"),
    path("glossary/<number:pk>/", views.entry, name="entry"),
    path("glossary/<number:pk>/explain/", views.explain, name="explain"),
    path("glossary/<number:pk>/reopen/", views.reopen, name="reopen"),
    path("glossary/<number:pk>/remove/", views.remove, name="remove"),
    path("glossary/<number:pk>/restore/", views.restore, name="restore"),
    path("glossary/explanations/<number:pk>/accept/", views.accept, name="accept"),
    path("glossary/explanations/<number:pk>/withdraw/", views.withdraw, name="withdraw"),
]
