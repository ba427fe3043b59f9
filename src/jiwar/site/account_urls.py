"""The part of allauth that is open here: signing in and out, one's own password, second factors and sessions.

Sign-up, resets by e-mail and changes of address are left out on purpose: a reset needs a second person.
"""

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # Named because the sign-in page asks for it; it answers that sign-up is closed.
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
