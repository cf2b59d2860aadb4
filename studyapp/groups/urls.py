"""Addresses of study groups; `invitation_urlpatterns` hang at the root, for a link that is short to send."""

from django.urls import path

from studyapp.groups.views import farewell, groups, invitations, members

app_name = "groups"
urlpatterns = [
    path("", groups.mine, name="list"),
    path("new/", groups.new, name="new"),
    path("create/", groups.create, name="create"),
    path("code/", invitations.code, name="code"),
    path("code/check/", invitations.check_code, name="check_code"),
    path("farewell/", farewell.farewell, name="farewell"),
    path("farewell/confirm/", farewell.confirm_farewell, name="confirm_farewell"),
    path("<int:pk>/", groups.detail, name="detail"),
    path("<int:pk>/settings/", groups.settings, name="settings"),
    path("<int:pk>/edit/", groups.edit, name="edit"),
    path("<int:pk>/delete/", groups.delete, name="delete"),
    path("<int:pk>/restore/", groups.restore, name="restore"),
    path("<int:pk>/leave/", members.leave, name="leave"),
    path("<int:pk>/invitations/", invitations.standing, name="invitations"),
    path("<int:pk>/invite/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/renew/", invitations.renew, name="renew"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="revoke"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/role/", members.change_role, name="change_role"),
    path("members/<int:pk>/remove/", members.remove, name="remove"),
    path("members/<int:pk>/hand-over/", members.hand_over, name="hand_over"),
]

invitation_urlpatterns = (
    [
        path("i/<str:token>/", invitations.show, name="show"),
        path("i/<str:token>/accept/", invitations.accept, name="accept"),
    ],
    "invitations",
)
