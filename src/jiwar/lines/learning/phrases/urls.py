"""Addresses of words and phrases: `learning/decks/…`, a learner's words, and the learner's own address."""

from django.urls import path

from jiwar.lines.learning.phrases.views import cards, decks, studying

urlpatterns = [
    path("learning/decks/", decks.decks, name="decks"),
    path("learning/decks/new/", decks.new_deck, name="new-deck"),
    path("learning/decks/for/<slug:situation>/", decks.deck, name="deck"),
    path("learning/decks/for/<slug:situation>/cards/", cards.shipped, name="cards"),
    path("learning/decks/wording/<slug:phrase>/<slug:tongue>/", decks.wording, name="wording"),
    path("learning/decks/own/<uuid:deck>/", decks.own_deck, name="own-deck"),
    path("learning/decks/own/<uuid:deck>/cards/", cards.own, name="own-cards"),
    path("learning/decks/own/<uuid:deck>/end/", decks.end_deck, name="end-deck"),
    path("learning/decks/own/<uuid:deck>/new/", decks.new_word, name="new-word"),
    path("learning/decks/own/<uuid:deck>/sheet/", decks.bring_words, name="bring-words"),
    path("learning/decks/word/<uuid:word>/", decks.mend_word, name="mend-word"),
    path("learning/decks/word/<uuid:word>/out/", decks.take_out, name="take-out"),
    path("learning/learner/<uuid:learner>/words/", studying.words, name="words"),
    path("learning/learner/<uuid:learner>/words/address/", studying.link, name="word-link"),
    path("learning/learner/<uuid:learner>/words/review/", studying.review, name="review"),
    path("learning/w/<str:secret>/", studying.own_words, name="own-words"),
]
