"""The desk with one page more: a minimal JSON view behind the same middleware, the peer of the measurements."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path


def minimal(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"number": 142, "state": "open"})


urlpatterns = [path("minimal/", minimal), path("", include("jiwar.site.urls"))]
