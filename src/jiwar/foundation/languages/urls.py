from django.urls import path

from jiwar.foundation.languages import views

app_name = "languages"
urlpatterns = [path("", views.choose, name="choose")]
