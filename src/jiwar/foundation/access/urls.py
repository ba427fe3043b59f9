"""Addresses of members, of one's own settings, of the group, of the audit, and of what is asked about a file."""

from django.urls import path

from jiwar.foundation.access.page import open_to_all
from jiwar.foundation.access.pages import audit, files, group, guardian, lending, members, own, reviewing, signed_out

app_name = "access"
urlpatterns = [
    path("cannot-sign-in/", open_to_all(signed_out.cannot_sign_in), name="cannot-sign-in"),
    path("me/", own.preferences, name="me"),
    path("me/words/", own.own_words, name="words"),
    path("members/", members.listed, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<uuid:member_id>/", members.one, name="member"),
    path("members/<uuid:member_id>/reset/", members.reset, name="reset"),
    path("guardian/", guardian.desk, name="guardian"),
    path("guardian/emergencies/", reviewing.emergencies, name="emergencies"),
    path("guardian/emergencies/<uuid:lending_id>/", reviewing.review, name="review"),
    path("guardian/reading/", reviewing.reading, name="reading"),
    path("guardian/decoys/", reviewing.decoy, name="decoys"),
    path("group/", group.settings, name="group"),
    path("group/offices/", group.new_office, name="new-office"),
    path("group/offices/<uuid:office_id>/", group.office, name="office"),
    path("group/days/", group.days, name="days"),
    path("group/reading/", reviewing.limits, name="limits"),
    path("audit/", audit.listed, name="audit"),
    path("why/<uuid:subject_id>/", files.why, name="why"),
    path("files/<uuid:subject_id>/looked/", files.looked, name="looked"),
    path("files/<uuid:subject_id>/hide/", files.hide, name="hide"),
    path("files/<uuid:subject_id>/opened/", lending.opened, name="opened"),
    path("files/<uuid:subject_id>/lend/", lending.lend, name="lend"),
    path("files/<uuid:subject_id>/emergency/", lending.emergency, name="emergency"),
    path("files/lent/<uuid:lending_id>/end/", lending.end, name="end-lending"),
]
