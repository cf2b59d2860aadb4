"""Addresses of notes, of what is said to them, and of one's notebook."""

from django.urls import URLPattern, path

from studyapp.annotations.views import notebook

app_name = "annotations"
urlpatterns: list[URLPattern] = [
    path("notebook/", notebook.notebook, name="notebook"),
    path("notebook/delete/", notebook.delete, name="notebook_delete"),
    path("notebook/restore/", notebook.restore, name="notebook_restore"),
    path("notebook/share/", notebook.share, name="notebook_share"),
    path("notebook/unshare/", notebook.unshare, name="notebook_unshare"),
]
