"""Addresses of our own pages of the account; allauth's stand beside them."""

from django.urls import path

from studyapp.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("save/", views.save, name="save"),
    path("display/", views.display, name="display"),
    path("sessions/<number:pk>/end/", views.end_session, name="end_session"),
    path("signup/", views.sign_up, name="sign_up"),  # before allauth's, at the address that it knows
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.acknowledge, name="acknowledge"),
    path("people/<number:pk>/link/", views.reset_link, name="reset_link"),
    path("people/<number:pk>/link/issue/", views.issue_reset_link, name="issue_reset_link"),
    path("link/<str:token>/", views.new_password, name="new_password"),
    path("link/<str:token>/save/", views.save_new_password, name="save_new_password"),
    path("first/<str:token>/", views.first_administrator, name="first_administrator"),
    path("first/<str:token>/create/", views.create_first_administrator, name="create_first_administrator"),
]
