"""Django's form widgets drawn in Jinja2, with our own widgets' templates found beside their rooms."""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
import jinja2
from django.forms import BoundField, Textarea, TextInput
from django.forms.renderers import BaseRenderer

from jiwar.foundation.ui.templates_backend import Jinja2


class JiwarBoundField(BoundField):
    """Text typed in any script takes its own direction; codes, numbers and addresses stay left to right."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if "dir" not in widget.attrs and isinstance(widget, TextInput | Textarea):
            kind = getattr(widget, "input_type", "text")
            built["dir"] = "ltr" if kind in {"email", "tel", "url", "password", "number"} else "auto"
        return dict(built)


class Renderer(BaseRenderer):
    """`FORM_RENDERER` of the settings."""

    bound_field_class = JiwarBoundField

    @cached_property
    def engine(self) -> Jinja2:
        # Django's own widget templates test attributes that may be absent, so this engine is not strict about them.
        return Jinja2(
            {
                "APP_DIRS": True,
                "DIRS": [Path(django.forms.__file__).parent / "jinja2"],
                "NAME": "jiwar-forms",
                "OPTIONS": {"undefined": jinja2.Undefined, "finalize": None},
            }
        )

    def get_template(self, template_name: str) -> Any:
        return self.engine.get_template(template_name)
