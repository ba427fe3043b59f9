from django.urls import path

from jiwar.casework.appointments.views import booking, feed, one, week

app_name = "appointments"
urlpatterns = [
    path("", week.week, name="week"),
    path("office/", week.office, name="office"),
    path("address/", feed.address, name="feed-address"),
    path("feed/<str:secret>.ics", feed.feed, name="feed"),
    path("book/<uuid:person>/", booking.book, name="book"),
    path("book/case/<uuid:case>/", booking.book_on, name="book-on"),
    path("<uuid:appointment>/", one.appointment, name="appointment"),
    path("<uuid:appointment>/move/", booking.move, name="move"),
    path("<uuid:appointment>/came/", one.came, name="came"),
    path("<uuid:appointment>/cancel/", one.cancel, name="cancel"),
]
