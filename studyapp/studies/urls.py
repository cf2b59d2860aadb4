"""Addresses of a group's study of an article."""

from django.urls import path

from studyapp.studies.views import along, planning, sealing

app_name = "studies"
urlpatterns = [
    path("studies/<number:pk>/reveal/", sealing.reveal, name="reveal"),
    path("studies/<number:pk>/seal/", sealing.seal, name="seal"),
    path("studies/<number:pk>/reveal/now/", sealing.reveal_now, name="reveal_now"),
    path("studies/<number:pk>/reveal/at/", sealing.reveal_at, name="reveal_at"),
    path("studies/<number:pk>/plan/", planning.plan, name="plan"),
    path("studies/<number:pk>/plan/add/", planning.add_step, name="add_step"),
    path("studies/<number:pk>/plan/proposal/", planning.proposal, name="proposal"),
    path("studies/<number:pk>/plan/lay/", planning.lay, name="lay"),
    path("studies/<number:pk>/plan/undo/", planning.undo_plan, name="undo_plan"),
    path("studies/steps/<number:pk>/edit/", planning.edit_step, name="edit_step"),
    path("studies/steps/<number:pk>/change/", planning.change_step, name="change_step"),
    path("studies/steps/<number:pk>/move/", planning.move_step, name="move_step"),
    path("studies/steps/<number:pk>/drop/", planning.drop_step, name="drop_step"),
    path("studies/<number:pk>/discussed/", along.discussed, name="discussed"),
    path("studies/<number:pk>/readers/<number:start>/", along.readers, name="readers"),
]
