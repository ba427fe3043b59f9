"""How a template prints a value: harmless, escaped, and in one step.

jinja2 would call `finalize` and then `escape`, which makes an object for every piece of a page although the pieces are
joined as plain text a moment later. A page prints some five hundred pieces.
"""

import re
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from jiwar.foundation.languages.bidi import harmless

_MARKUP: Final = re.compile("[&<>\"']")


def shown(value: Any) -> Any:
    """What a template prints. Text that is nobody's markup loses the marks that would turn its neighbours around,
    whether or not the template remembered a filter; a widget's value is left alone, for it comes back with the form."""
    return harmless(value) if type(value) is str and not value.isascii() else value


def printed(value: Any) -> str:
    """`escape(shown(value))`."""
    if type(value) is str:
        text = value if value.isascii() else harmless(value)
        return escape(text) if _MARKUP.search(text) else text
    return value if type(value) is Markup else escape(value)


class Writer(CodeGenerator):
    """Compiles `{{ … }}` to a call of `printed`, where the environment shows things by `shown` and escapes them."""

    def _in_one_step(self, frame: Frame) -> bool:
        escapes = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        return escapes and self.environment.finalize is shown

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._in_one_step(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._in_one_step(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)
