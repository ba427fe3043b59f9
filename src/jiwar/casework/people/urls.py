from django.urls import path

from jiwar.casework.people.imports.views import deciding, one, sending, taking
from jiwar.casework.people.views import consent, draft, edit, export, family, find, need, pairs, person, register

app_name = "people"
urlpatterns = [
    path("", find.people, name="list"),
    path("find/", find.as_typed, name="find"),
    path("duplicates/", pairs.duplicates, name="duplicates"),
    path("register/", register.register, name="register"),
    path("register/like/", register.like, name="like"),
    path("register/drafts/<uuid:draft_id>/", draft.go_on, name="draft"),
    path("export/", export.export, name="export"),
    path("import/", sending.imports, name="imports"),
    path("import/<uuid:import_id>/", one.brought, name="import"),
    path("import/<uuid:import_id>/read/", one.read, name="import-read"),
    path("import/<uuid:import_id>/start/", one.start, name="import-start"),
    path("import/<uuid:import_id>/go-on/", one.go_on, name="import-go-on"),
    path("import/<uuid:import_id>/rows/<int:number>/", deciding.row, name="import-row"),
    path("import/<uuid:import_id>/result/", taking.result, name="import-result"),
    path("import/<uuid:import_id>/undo/", one.undo, name="import-undo"),
    path("import/<uuid:import_id>/close/", one.close, name="import-close"),
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
