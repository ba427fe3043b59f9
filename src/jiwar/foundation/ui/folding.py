"""What is the same on every page of one language is worked out when a template is compiled, not at every request.

Texts (`_("…")`) and addresses without arguments (`url("…")`) become constants of the compiled template. So each
language has templates of its own; see `templates_backend`.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.urls import NoReverseMatch
from django.utils import translation
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_TEXTS: Final = {"_", "gettext"}
Fold = Callable[..., Any]
_Tree = TypeVar("_Tree", bound=nodes.Node)


class _Folder(NodeTransformer):
    def __init__(self, language: str, pure: dict[str, Fold]) -> None:
        self._language, self._pure = language, pure

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        called = node.node
        if not isinstance(called, nodes.Name) or node.dyn_args is not None or node.dyn_kwargs is not None:
            return node
        if not node.args or not all(isinstance(argument, nodes.Const) for argument in node.args):
            return node
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if called.name in _TEXTS and len(given) == 1:
            return self._text(given[0], node)
        if called.name in self._pure and not node.kwargs:
            return self._known(self._pure[called.name], given, node)
        return node

    def _text(self, text: str, node: nodes.Call) -> nodes.Node:
        """As jinja2's own new-style gettext: the translation is markup, and takes its variables by name."""
        with translation.override(self._language):
            said = Markup(translation.gettext(text))  # noqa: S704  # the texts are ours, not a reader's
        if not node.kwargs:
            return nodes.Const(said % {}, lineno=node.lineno)
        pairs = [nodes.Pair(nodes.Const(each.key), each.value, lineno=node.lineno) for each in node.kwargs]
        return nodes.Mod(nodes.Const(said), nodes.Dict(pairs), lineno=node.lineno)

    def _known(self, function: Fold, given: list[Any], node: nodes.Call) -> nodes.Node:
        try:
            return nodes.Const(function(*given), lineno=node.lineno)
        except NoReverseMatch:
            return node  # said at run time, should it come to that


def folded(tree: _Tree, *, language: str, pure: dict[str, Fold]) -> _Tree:
    """`tree` with its constant calls worked out. `pure`: functions by name whose answers never change."""
    return _Folder(language, pure).visit(tree)  # type: ignore[no-any-return]  # a template stays one
