from django.urls import path

from jiwar.casework.people.views import consent, draft, edit, family, find, need, pairs, person, register

app_name = "people"
urlpatterns = [
    path("", find.people, name="list"),
    path("find/", find.as_typed, name="find"),
    path("duplicates/", pairs.duplicates, name="duplicates"),
    path("register/", register.register, name="register"),
    path("register/like/", register.like, name="like"),
    path("register/drafts/<uuid:draft_id>/", draft.go_on, name="draft"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/compare/", pairs.choose, name="choose"),
    path("<uuid:person_id>/compare/<uuid:other_id>/", pairs.compare, name="compare"),
    path("<uuid:person_id>/edit/<slug:part>/", edit.edit, name="edit"),
    path("<uuid:person_id>/household/", family.household, name="household"),
    path("<uuid:person_id>/household/leave/", family.leave, name="leave-household"),
    path("<uuid:person_id>/household/relations/<uuid:relation_id>/", family.relation, name="relation"),
    path("<uuid:person_id>/needs/", need.needs, name="needs"),
    path("<uuid:person_id>/needs/<uuid:need_id>/end/", need.end, name="end-need"),
    path("<uuid:person_id>/consent/", consent.consents, name="consents"),
    path("<uuid:person_id>/consent/new/", consent.ask, name="ask-consent"),
    path("<uuid:person_id>/consent/<uuid:consent_id>/", consent.answer, name="answer-consent"),
]
