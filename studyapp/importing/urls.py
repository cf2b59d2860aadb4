"""Addresses of uploading and of the structure desk."""

from django.urls import path

from studyapp.importing.views import articles, desk, uploads

app_name = "importing"
urlpatterns = [
    path("", uploads.upload, name="upload"),
    path("files/", uploads.take_files, name="take_files"),
    path("paste/", uploads.take_paste, name="take_paste"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<number:pk>/", articles.desk_of, name="desk_of"),
    path("articles/<number:pk>/withdraw/", articles.withdraw, name="withdraw"),
    path("articles/<number:pk>/archive/", articles.archive, name="archive"),
    path("<number:pk>/", desk.desk, name="desk"),
    path("<number:pk>/row/", uploads.row, name="row"),
    path("<number:pk>/progress/", uploads.progress, name="progress"),
    path("<number:pk>/preview/", desk.preview, name="preview"),
    path("<number:pk>/read-again/", desk.read_again, name="read_again"),
    path("<number:pk>/undo/", desk.undo, name="undo"),
    path("<number:pk>/redo/", desk.redo, name="redo"),
    path("<number:pk>/discard/", desk.discard, name="discard"),
    path("<number:pk>/take-back/", desk.take_back, name="take_back"),
    path("<number:pk>/publish/", articles.publish, name="publish"),
    path("<number:pk>/correct/<slug:act>/", desk.correct, name="correct"),
]
