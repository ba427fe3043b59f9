from django.urls import path

from jiwar.faces.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.day, name="day"),
    path("words/read/", views.read_words, name="read-words"),
    path("day-sheet/", views.day_sheet, name="day-sheet"),
]
