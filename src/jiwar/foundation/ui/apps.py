"""Pages, components, scripts and fonts.

The settings need:

- `TEMPLATES = [{"BACKEND": "jiwar.foundation.ui.templates_backend.Jinja2", "NAME": "jiwar", "APP_DIRS": True,
  "OPTIONS": {"context_processors": ["jiwar.foundation.ui.context.page"]}}]`, first in the list;
- `FORM_RENDERER = "jiwar.foundation.ui.forms_renderer.Renderer"`;
- `MIDDLEWARE`: `ui.content_security.HeadersMiddleware` right after Django's SecurityMiddleware (and WhiteNoise),
  `csp.middleware.CSPMiddleware` after it, `django_htmx.middleware.HtmxMiddleware` after the sessions, and
  `languages.middleware.LanguageMiddleware` after what sets `request.viewer`; no LocaleMiddleware;
- `CONTENT_SECURITY_POLICY = ui.content_security.POLICY`;
- `INSTALLED_APPS`: `jiwar.foundation.languages`, `jiwar.foundation.ui`, `django_htmx`, `staticfiles`, `csp`;
- urls: `path("language/", include("jiwar.foundation.languages.urls"))`; `handler400`, 403, 404, 500 and
  `CSRF_FAILURE_VIEW` from `ui.errors`;
- `python -m jiwar.foundation.ui.build` before collectstatic: it makes the fonts and compiles the catalogues.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "jiwar.foundation.ui"
    label = "ui"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from jiwar.foundation.ui import foundation_places, remembered

        remembered.connect()
        foundation_places.connect()
