"""Addresses of cards and their review."""

from django.urls import URLPattern, path

from studyapp.cards.views import changing, decks, making, reviewing

app_name = "cards"
urlpatterns: list[URLPattern] = [
    path("cards/", decks.decks, name="decks"),
    path("cards/review/", reviewing.review, name="review"),
    path("cards/restore/", decks.restore, name="restore"),
    path("cards/marks/<number:pk>/", making.of_mark, name="of_mark"),
    path("cards/card/<number:pk>/answer/", reviewing.answer, name="answer"),
    path("cards/card/<number:pk>/rate/", reviewing.rate, name="rate"),
    path("cards/card/<number:pk>/take-back/", reviewing.take_back, name="take_back"),
    path("cards/card/<number:pk>/edit/", changing.edit, name="edit"),
    path("cards/card/<number:pk>/change/", changing.change, name="change"),
    path("cards/card/<number:pk>/pause/", decks.pause_card, name="pause_card"),
    path("cards/card/<number:pk>/resume/", decks.resume_card, name="resume_card"),
    path("cards/card/<number:pk>/delete/", decks.delete_card, name="delete_card"),
    path("cards/<number:article_pk>/", decks.deck, name="deck"),
    path("cards/<number:article_pk>/new/", making.new, name="new"),
    path("cards/<number:article_pk>/look/", making.look, name="look"),
    path("cards/<number:article_pk>/progress/", making.progress, name="progress"),
    path("cards/<number:article_pk>/make/", making.make, name="make"),
    path("cards/<number:article_pk>/choose/", making.choose, name="choose"),
    path("cards/<number:article_pk>/words/", making.of_words, name="of_words"),
    path("cards/<number:article_pk>/one/", making.one, name="one"),
    path("cards/<number:article_pk>/make-one/", making.make_one, name="make_one"),
    path("cards/<number:article_pk>/pause/", decks.pause_deck, name="pause_deck"),
    path("cards/<number:article_pk>/resume/", decks.resume_deck, name="resume_deck"),
    path("cards/<number:article_pk>/delete/", decks.delete_deck, name="delete_deck"),
]
