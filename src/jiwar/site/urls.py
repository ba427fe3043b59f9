"""Every address of the desk, room by room."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from jiwar.site.rooms import PAGES, present

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(module)) for prefix, module in PAGES if present(module)
]
for line in settings.JIWAR_LINES:
    if present(f"{line}.line"):
        declaration = import_module(f"{line}.line").LINE
        # A line names its own addresses from the root: 'legal/…', and the one board of the group, 'deadlines/…'.
        urlpatterns.append(path("", include(declaration.urls)))

handler400 = "jiwar.foundation.ui.errors.bad_request"
handler403 = "jiwar.foundation.ui.errors.refused"
handler404 = "jiwar.foundation.ui.errors.not_there"
handler429 = "jiwar.foundation.ui.errors.too_many"  # looked up by allauth
handler500 = "jiwar.foundation.ui.errors.fault"
