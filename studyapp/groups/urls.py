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
    path("<number:pk>/", groups.detail, name="detail"),
    path("<number:pk>/settings/", groups.settings, name="settings"),
    path("<number:pk>/edit/", groups.edit, name="edit"),
    path("<number:pk>/delete/", groups.delete, name="delete"),
    path("<number:pk>/restore/", groups.restore, name="restore"),
    path("<number:pk>/leave/", members.leave, name="leave"),
    path("<number:pk>/sharing/", members.share_progress, name="share_progress"),
    path("<number:pk>/invitations/", invitations.standing, name="invitations"),
    path("<number:pk>/invite/", invitations.invite, name="invite"),
    path("invitations/<number:pk>/renew/", invitations.renew, name="renew"),
    path("invitations/<number:pk>/revoke/", invitations.revoke, name="revoke"),
    path("members/<number:pk>/", members.member, name="member"),
    path("members/<number:pk>/role/", members.change_role, name="change_role"),
    path("members/<number:pk>/remove/", members.remove, name="remove"),
    path("members/<number:pk>/hand-over/", members.hand_over, name="hand_over"),
]

invitation_urlpatterns = (
    [
        path("i/<str:token>/", invitations.show, name="show"),
        path("i/<str:token>/begin/", invitations.begin, name="begin"),
        path("i/<str:token>/accept/", invitations.accept, name="accept"),
    ],
    "invitations",
)
