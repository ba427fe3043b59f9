"""Addresses of the learning line: `learning/…`."""

from django.urls import path

from jiwar.lines.learning import views
from jiwar.lines.learning.phrases import urls as phrases

app_name = "learning"
urlpatterns = [
    path("learning/learners/", views.learners, name="learners"),
    path("learning/learner/<uuid:learner>/", views.learner, name="learner"),
    *phrases.urlpatterns,
]
