"""The address of the page about backups."""

from django.urls import path

from jiwar.site.backups import views

app_name = "backups"
urlpatterns = [path("", views.backups, name="backups")]
