"""Addresses of notes, of what is said to them, and of one's notebook."""

from django.urls import URLPattern, path

from studyapp.annotations.views import discussion, moderation, notebook, notes, reactions, replies

app_name = "annotations"
urlpatterns: list[URLPattern] = [
    path("studies/<number:pk>/discussion/", discussion.discussion, name="discussion"),
    path("studies/<number:pk>/topics/", discussion.topic, name="topic"),
    path("studies/<number:pk>/people/", discussion.people, name="people"),
    path("notebook/", notebook.notebook, name="notebook"),
    path("notebook/<number:pk>/", notebook.entry, name="notebook_entry"),
    path("notebook/delete/", notebook.delete, name="notebook_delete"),
    path("notebook/restore/", notebook.restore, name="notebook_restore"),
    path("notebook/share/", notebook.share, name="notebook_share"),
    path("notebook/unshare/", notebook.unshare, name="notebook_unshare"),
    path("annotations/<number:pk>/", notes.thread, name="thread"),
    path("annotations/<number:pk>/edit/", notes.edit, name="edit"),
    path("annotations/<number:pk>/rewrite/", notes.rewrite, name="rewrite"),
    path("annotations/<number:pk>/delete/", notes.delete, name="delete"),
    path("annotations/<number:pk>/restore/", notes.restore, name="restore"),
    path("annotations/<number:pk>/share/", notes.share, name="share"),
    path("annotations/<number:pk>/unshare/", notes.unshare, name="unshare"),
    path("annotations/<number:pk>/history/", notes.history, name="history"),
    path("annotations/<number:pk>/reply/", replies.reply, name="reply"),
    path("annotations/<number:pk>/agree/", reactions.agree, name="agree"),
    path("annotations/<number:pk>/me-too/", reactions.me_too, name="me_too"),
    path("annotations/<number:pk>/resolve/", moderation.resolve, name="resolve"),
    path("annotations/<number:pk>/park/", moderation.park, name="park"),
    path("annotations/<number:pk>/reopen/", moderation.reopen, name="reopen"),
    path("annotations/<number:pk>/lock/", moderation.lock, name="lock"),
    path("annotations/<number:pk>/unlock/", moderation.unlock, name="unlock"),
    path("annotations/<number:pk>/hide/", moderation.hide, name="hide"),
    path("annotations/<number:pk>/unhide/", moderation.unhide, name="unhide"),
    path("replies/<number:pk>/edit/", replies.edit, name="edit_reply"),
    path("replies/<number:pk>/rewrite/", replies.rewrite, name="rewrite_reply"),
    path("replies/<number:pk>/delete/", replies.delete, name="delete_reply"),
    path("replies/<number:pk>/restore/", replies.restore, name="restore_reply"),
    path("replies/<number:pk>/history/", replies.history, name="history_reply"),
    path("replies/<number:pk>/quote/", replies.quote, name="quote"),
    path("replies/<number:pk>/agree/", reactions.agree_with, name="agree_reply"),
    path("replies/<number:pk>/hide/", moderation.hide_reply, name="hide_reply"),
    path("replies/<number:pk>/unhide/", moderation.unhide_reply, name="unhide_reply"),
]
