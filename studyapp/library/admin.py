"""Articles for staff to look up. All changes are made at the desk, which would overwrite those made elsewhere."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from studyapp.accounts.admin import NoLookingBehind
from studyapp.library.models import Article, Publication, Revision, Term


class ReadOnly(NoLookingBehind):
    """Rows to look at: they come about elsewhere, with all that belongs to it."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False


class PublicationInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Publication
    extra = 0


class RevisionInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Revision
    extra = 0
    fields = readonly_fields = ("number", "characters", "paragraph_count", "created_at")


@admin.register(Article)
class ArticleAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "author", "source", "published_on", "added_by", "added_at", "archived_at")
    list_filter = (("archived_at", admin.EmptyFieldListFilter), "added_at", "publications__group")
    search_fields = ("title", "author", "source")
    list_select_related = ("added_by",)
    date_hierarchy = "added_at"
    inlines = (PublicationInline, RevisionInline)


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("article", "number", "characters", "paragraph_count", "created_at")
    search_fields = ("article__title", "digest")
    list_filter = ("created_at",)
    list_select_related = ("article",)


@admin.register(Term)
class TermAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("text", "article", "count", "explanation")
    list_filter = (("explanation", admin.EmptyFieldListFilter),)
    search_fields = ("text", "explanation", "article__title")
    list_select_related = ("article",)
