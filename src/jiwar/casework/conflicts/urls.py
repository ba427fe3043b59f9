"""Addresses of conflicts of interest: of a case for its team, of all matches for those who decide."""

from django.urls import path

from jiwar.casework.conflicts.views import deciding, of_case

app_name = "conflicts"
urlpatterns = [
    path("", deciding.listed, name="list"),
    path("match/<uuid:match>/", deciding.match, name="match"),
    path("case/<uuid:case>/", of_case.opposed, name="of-case"),
    path("case/<uuid:case>/check/", of_case.check, name="check"),
    path("opposed/<uuid:opposed>/withdraw/", of_case.withdraw, name="withdraw"),
]
