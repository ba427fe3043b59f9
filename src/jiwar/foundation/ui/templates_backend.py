"""Our Jinja2 backend: the `templates` folder of each of our own apps, and of no other.

allauth and Django ship templates in another language under the same folder name; they are not ours to read, so a
page of theirs that nobody has drawn in our look is a clear error, not an unstyled page.

Each language has an environment of its own, because what is constant in a language is worked out when a template is
compiled (`folding`).
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.conf import settings
from django.template.backends.jinja2 import Jinja2 as DjangoJinja2
from django.templatetags.static import static
from django.utils import translation
from jinja2 import nodes
from jinja2.ext import Extension

from jiwar.foundation.ui import filters, folding
from jiwar.foundation.ui.addresses import address
from jiwar.foundation.ui.printing import Writer, printed, shown


def own_template_folders() -> list[Path]:
    """The `templates` folders of the installed apps that belong to this program."""
    folders = (Path(config.path) / "templates" for config in apps.get_app_configs() if config.name.startswith("jiwar."))
    return [folder for folder in folders if folder.is_dir()]


class Components:
    """`ui` in every template: the macros of `ui/components.html`, loaded once."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Any:
        macro = getattr(self._environment.get_template("ui/components.html").module, name)
        if name in _DRAWN_ONCE:
            macro = lru_cache(maxsize=512)(macro)
        if not self._environment.auto_reload:
            setattr(self, name, macro)
        return macro


_DRAWN_ONCE = {"icon", "khatim", "rail"}
"""Components whose arguments come from the program alone: each is drawn once and kept."""


class Environment(jinja2.Environment):
    """Escapes everything, knows our filters, and fails on a name nobody gave. Compiles for one language."""

    code_generator_class = Writer
    printed = staticmethod(printed)

    def __init__(
        self, *, language: str = "en", extensions: Iterable[str | type[Extension]] = (), **options: Any
    ) -> None:
        self.language = language
        self._options = {"extensions": extensions, **options}
        options.setdefault("finalize", shown)
        options.setdefault("trim_blocks", True)
        options.setdefault("lstrip_blocks", True)
        super().__init__(
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols", *extensions], **options
        )
        self.policies["ext.i18n.trimmed"] = True
        self.install_gettext_callables(  # type: ignore[attr-defined]
            gettext=translation.gettext,
            ngettext=translation.ngettext,
            pgettext=translation.pgettext,
            npgettext=translation.npgettext,
            newstyle=True,
        )
        self.globals.update(url=address, static=static, ui=Components(self))
        self.filters.update(filters.FILTERS)
        self.filters.pop("safe")

    def in_language(self, language: str) -> "Environment":
        """The same environment for another language."""
        return Environment(**{**self._options, "language": language})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return folding.folded(tree, language=self.language, pure={"url": address})


class Jinja2(DjangoJinja2):
    """The backend named in `TEMPLATES`."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params = {**params, "OPTIONS": {**params.get("OPTIONS", {})}}
        options = params["OPTIONS"]
        options.setdefault("environment", "jiwar.foundation.ui.templates_backend.Environment")
        options.setdefault("autoescape", True)
        options.setdefault("undefined", jinja2.StrictUndefined)
        options.setdefault("auto_reload", settings.DEBUG)
        self._environments: dict[str, Environment] = {}
        super().__init__(params)

    @property  # type: ignore[override]  # Django keeps one environment in a plain attribute
    def env(self) -> Environment:
        """The environment whose templates speak the language at hand."""
        language = translation.get_language() or settings.LANGUAGE_CODE
        if language not in self._environments:
            self._environments[language] = self._first.in_language(language)
        return self._environments[language]

    @env.setter
    def env(self, made: Environment) -> None:
        self._first = self._environments[made.language] = made

    @cached_property
    def template_dirs(self) -> tuple[str, ...]:
        return tuple(str(folder) for folder in (*self.dirs, *(own_template_folders() if self.app_dirs else ())))
