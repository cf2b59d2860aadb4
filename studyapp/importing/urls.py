"""Addresses of uploading and of the structure desk."""

from django.urls import path

from studyapp.importing.views import articles, desk, uploads

app_name = "importing"
urlpatterns = [
    path("", uploads.upload, name="upload"),
    path("files/", uploads.take_files, name="take_files"),
    path("paste/", uploads.take_paste, name="take_paste"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<int:pk>/", articles.desk_of, name="desk_of"),
    path("articles/<int:pk>/withdraw/", articles.withdraw, name="withdraw"),
    path("articles/<int:pk>/archive/", articles.archive, name="archive"),
    path("<int:pk>/", desk.desk, name="desk"),
    path("<int:pk>/row/", uploads.row, name="row"),
    path("<int:pk>/progress/", uploads.progress, name="progress"),
    path("<int:pk>/preview/", desk.preview, name="preview"),
    path("<int:pk>/read-again/", desk.read_again, name="read_again"),
    path("<int:pk>/undo/", desk.undo, name="undo"),
    path("<int:pk>/redo/", desk.redo, name="redo"),
    path("<int:pk>/discard/", desk.discard, name="discard"),
    path("<int:pk>/take-back/", desk.take_back, name="take_back"),
    path("<int:pk>/publish/", articles.publish, name="publish"),
    path("<int:pk>/correct/<slug:act>/", desk.correct, name="correct"),
]
