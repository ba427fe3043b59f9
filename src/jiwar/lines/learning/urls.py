"""Addresses of the learning line: `learning/…`."""

from django.urls import path

from jiwar.lines.learning import views
from jiwar.lines.learning.attending import views as attending
from jiwar.lines.learning.certificates import views as certificates
from jiwar.lines.learning.courses.views import classes, courses, timetable
from jiwar.lines.learning.meetings import views as meetings
from jiwar.lines.learning.pairs import views as pairs
from jiwar.lines.learning.phrases import urls as phrases
from jiwar.lines.learning.placement import views as placement
from jiwar.lines.learning.places import views as places
from jiwar.lines.learning.programme import views as programme
from jiwar.lines.learning.progress import views as progress

app_name = "learning"
urlpatterns = [
    path("learning/learners/", views.learners, name="learners"),
    path("learning/learner/<uuid:learner>/", views.learner, name="learner"),
    path("learning/learner/<uuid:learner>/placement/ask/", placement.ask, name="placement-ask"),
    path("learning/learner/<uuid:learner>/placement/new/", placement.start, name="placement-start"),
    path("learning/placement/<uuid:placing>/", placement.question, name="placement"),
    path("learning/placement/<uuid:placing>/end/", placement.end, name="placement-end"),
    path("learning/placement/<uuid:placing>/give-up/", placement.give_up, name="placement-give-up"),
    path("learning/learner/<uuid:learner>/can-do/", progress.can_do, name="can-do"),
    path("learning/can-do/<uuid:can_do>/take-back/", progress.take_back, name="can-do-back"),
    path("learning/learner/<uuid:learner>/test/", progress.test, name="test"),
    path("learning/learner/<uuid:learner>/level/", progress.level, name="level"),
    path("learning/learner/<uuid:learner>/certificate/", certificates.give, name="certificate-new"),
    path("learning/certificates/", certificates.ledger, name="certificates"),
    path("learning/certificates/name/", certificates.name, name="certificate-name"),
    path("learning/certificate/<uuid:paper>/file/", certificates.file, name="certificate-file"),
    path("learning/certificate/<uuid:paper>/withdraw/", certificates.withdraw, name="withdraw"),
    path("certificate/", certificates.to_check, name="check-code"),
    path("certificate/<str:code>/", certificates.check, name="certificate-check"),
    path("learning/programme/", programme.programme, name="programme"),
    path("learning/help/", pairs.mine, name="my-help"),
    path("learning/learner/<uuid:learner>/partner/", pairs.wish, name="wish"),
    path("learning/wish/<uuid:wish>/end/", pairs.end_wish, name="wish-end"),
    path("learning/wish/<uuid:wish>/pair/", pairs.make, name="pair-make"),
    path("learning/pairs/waiting/", pairs.all_waiting, name="partners-waiting"),
    path("learning/wish/<uuid:wish>/propose/", pairs.propose, name="pair-propose"),
    path("learning/wish/<uuid:wish>/answer/", pairs.answer, name="pair-answer"),
    path("learning/pairs/", pairs.waiting, name="pairs"),
    path("learning/pair/<uuid:pair>/end/", pairs.end, name="pair-end"),
    path("learning/pair/<uuid:pair>/time/", pairs.time, name="pair-time"),
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
    path("learning/class/<uuid:taught>/meeting/<str:day>/<str:at>/off/", meetings.call_off, name="call-off"),
    path("learning/class/<uuid:taught>/meeting/<str:day>/<str:at>/move/", meetings.move, name="meeting-move"),
    path("learning/class/<uuid:taught>/meeting/<str:day>/<str:at>/held/", meetings.hold, name="meeting-held"),
    path("learning/timetable/", timetable.week, name="timetable"),
    *phrases.urlpatterns,
]
