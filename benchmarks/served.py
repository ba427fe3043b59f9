"""The desk with one page more: a minimal JSON view behind the same middleware, the peer of the measurements."""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import include, path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.served_settings")


def minimal(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"number": 142, "state": "open"})


urlpatterns = [path("minimal/", minimal), path("", include("jiwar.site.urls"))]
application = get_wsgi_application()
