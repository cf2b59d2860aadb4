"""Articles for staff. Texts are never changed here: publishing and correcting have their own desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from studyapp.library.models import Article, Publication, Revision, Term


class ReadOnly:
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
class ArticleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "author", "source", "published_on", "added_by", "added_at", "archived_at")
    list_filter = (("archived_at", admin.EmptyFieldListFilter), "added_at", "publications__group")
    search_fields = ("title", "author", "source")
    list_select_related = ("added_by",)
    date_hierarchy = "added_at"
    readonly_fields = ("added_by", "added_at", "archived_at")
    inlines = (PublicationInline, RevisionInline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come in through the desk

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False  # they are archived there, and marks are kept


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("article", "number", "characters", "paragraph_count", "created_at")
    search_fields = ("article__title", "digest")
    list_filter = ("created_at",)
    list_select_related = ("article",)


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("text", "article", "count", "explanation")
    list_filter = (("explanation", admin.EmptyFieldListFilter),)
    search_fields = ("text", "explanation", "article__title")
    list_select_related = ("article",)
    autocomplete_fields = ("article",)
