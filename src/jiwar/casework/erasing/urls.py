from django.urls import path

from jiwar.casework.erasing.views import erasures, keeping

app_name = "erasing"
urlpatterns = [
    path("", erasures.erasing, name="erasing"),
    path("review/", keeping.review, name="review"),
    path("years/", keeping.years, name="years"),
    path("people/<uuid:person_id>/", erasures.person, name="person"),
    path("people/<uuid:person_id>/keep/", keeping.keep, name="keep"),
    path("<uuid:erasure_id>/", erasures.erasure, name="erasure"),
]
