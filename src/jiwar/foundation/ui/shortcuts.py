"""How views answer with a page."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Template
from django.utils.cache import patch_vary_headers

from jiwar.foundation.ui.templates_backend import Jinja2


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    block: str | None = None,
) -> HttpResponse:
    """The page; or, where htmx asks for a part and `block` names it, that block alone."""
    if block is not None and request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted"):
        text = render_block(request, template, block, context)
    else:
        text = _backend().get_template(template).render(dict(context or {}), request)
    response = HttpResponse(text, status=status)
    if block is not None:
        patch_vary_headers(response, ("HX-Request",))
    return response


def render_block(request: HttpRequest, template: str, block: str, context: dict[str, Any] | None = None) -> str:
    """One `{% block %}` of a template, with everything a whole page would know."""
    from jinja2_fragments import render_block as fragment

    backend = _backend()
    known = page_context(request, context)
    return fragment(backend.env, template, block, known)


def page_context(request: HttpRequest, context: dict[str, Any] | None = None) -> dict[str, Any]:
    """The context of a page as the backend would complete it."""
    from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy

    known = {
        **(context or {}),
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in _backend().template_context_processors:
        known.update(processor(request))
    return known


def _backend() -> Jinja2:
    return cast(Jinja2, engines["jiwar"])


__all__ = ["Template", "page_context", "render", "render_block"]
