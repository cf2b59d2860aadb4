"""Addresses of notes, of what is said to them, and of one's notebook."""

app_name = "annotations"
urlpatterns: list[object] = []
