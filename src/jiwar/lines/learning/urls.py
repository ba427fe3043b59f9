"""Addresses of the learning line: `learning/…`."""

from django.urls import path

from jiwar.lines.learning import views
from jiwar.lines.learning.attending import views as attending
from jiwar.lines.learning.courses.views import classes, courses, timetable
from jiwar.lines.learning.places import views as places

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
    path("learning/class/<uuid:taught>/places/", places.queue, name="places"),
    path("learning/class/<uuid:taught>/places/offer/", places.offer_free, name="offer-free"),
    path("learning/class/<uuid:taught>/places/outside/", places.outside, name="outside"),
    path("learning/case/<uuid:case>/ask/", places.ask, name="ask"),
    path("learning/offer/<uuid:offer>/", places.answer, name="answer"),
    path("learning/waiting/<uuid:entry>/end/", places.wait_no_more, name="wait-no-more"),
    path("learning/place/<uuid:place>/transfer/", places.transfer, name="transfer"),
    path("learning/place/<uuid:place>/leave/", places.leave, name="leave"),
    path("learning/class/<uuid:taught>/register/<str:day>/<str:at>/", attending.register, name="register"),
    path("learning/class/<uuid:taught>/register/<str:day>/<str:at>/off/", attending.call_off, name="call-off"),
    path("learning/timetable/", timetable.week, name="timetable"),
]
