"""Addresses of uploading and of the structure desk."""

from django.urls import path

from studyapp.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("files/", views.take_files, name="take_files"),
    path("paste/", views.take_paste, name="take_paste"),
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.desk_of, name="desk_of"),
    path("articles/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("articles/<int:pk>/archive/", views.archive, name="archive"),
    path("<int:pk>/", views.desk, name="desk"),
    path("<int:pk>/row/", views.row, name="row"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/read-again/", views.read_again, name="read_again"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/redo/", views.redo, name="redo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/correct/<slug:act>/", views.correct, name="correct"),
]
