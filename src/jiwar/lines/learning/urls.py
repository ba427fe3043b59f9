"""Addresses of the learning line: `learning/…`."""

from django.urls import path

from jiwar.lines.learning import views
from jiwar.lines.learning.courses.views import classes, courses, timetable
from jiwar.lines.learning.phrases import urls as phrases

app_name = "learning"
urlpatterns = [
    path("learning/learners/", views.learners, name="learners"),
    path("learning/learner/<uuid:learner>/", views.learner, name="learner"),
    path("learning/", courses.all_courses, name="courses"),
    path("learning/course/new/", courses.new, name="course-new"),
    path("learning/course/<uuid:course>/", courses.one, name="course"),
    path("learning/course/<uuid:course>/name/", courses.rename, name="course-name"),
    path("learning/course/<uuid:course>/end/", courses.end, name="course-end"),
    path("learning/course/<uuid:course>/unit/", courses.new_unit, name="unit-new"),
    path("learning/unit/<uuid:unit>/", courses.unit, name="unit"),
    path("learning/course/<uuid:course>/class/", classes.new, name="class-new"),
    path("learning/class/<uuid:taught>/", classes.one, name="class"),
    path("learning/class/<uuid:taught>/change/", classes.change, name="class-change"),
    path("learning/class/<uuid:taught>/close/", classes.close, name="class-close"),
    path("learning/class/<uuid:taught>/times/<slug:kind>/", classes.times, name="times"),
    path("learning/timetable/", timetable.week, name="timetable"),
    *phrases.urlpatterns,
]
