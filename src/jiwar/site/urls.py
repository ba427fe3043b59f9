"""Every address of the desk, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from jiwar.casework import service_lines
from jiwar.site.rooms import PAGES

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for prefix, module in PAGES),
    # A line names its own addresses from the root: 'legal/…', and the one board of the group, 'deadlines/…'.
    *(path("", include(line.urls)) for line in service_lines.installed()),
]

handler400 = "jiwar.foundation.ui.errors.bad_request"
handler403 = "jiwar.foundation.ui.errors.refused"
handler404 = "jiwar.foundation.ui.errors.not_there"
handler429 = "jiwar.foundation.ui.errors.too_many"  # looked up by allauth
handler500 = "jiwar.foundation.ui.errors.fault"
