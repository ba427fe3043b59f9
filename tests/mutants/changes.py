"""The faults that can be put into a source: each changes one thing, and says which lines must run to notice it.

What only a person would notice is left alone (translated words, docstrings, messages of exceptions and of the log), and
so is what the migrations hold (columns of models), what is typing only, and names that are used once and mean nothing.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Edit = Callable[[ast.Module, ast.AST], None]

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.LShift: ast.RShift,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
FILTERS = {"filter", "exclude", "get", "get_or_create", "update", "Q", "first", "create"}
WORDS_ONLY = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "pgettext",
    "ContextVar",
    "TypeVar",
    "ParamSpec",
    "getLogger",
    "cast",
}
WORDS_TOO = {
    "help_text",
    "verbose_name",
    "label",
    "title",
    "related_name",
    "max_length",
    "app_label",
    "slots",
    "frozen",
    "kw_only",
}
TYPES = {"Callable", "Mapping", "Sequence", "Iterable", "Union", "dict", "frozenset", "list", "set", "tuple", "type"}
LOG = {"debug", "info", "warning", "error", "exception"}


@dataclass(frozen=True)
class Mutant:
    path: Path
    source: str = field(repr=False)
    """As it was when the faults were listed: it may be edited meanwhile."""
    where: str
    """The function or class it stands in, or nothing: the module itself."""
    line: int
    what: str
    number: int
    """Of the same kind in the same place, counted from the top."""
    inside: bool
    """In the body of a function, so that the function alone can be exchanged."""
    lines: frozenset[int]
    """One of these must run to notice it; none: whatever uses `names`."""
    names: frozenset[str]
    node: int
    edit: Edit

    @property
    def key(self) -> str:
        room = self.path.parts[self.path.parts.index("foundation") + 1 :]
        return f"{'/'.join(room)} {self.where or '-'}: {self.what}" + (f" #{self.number}" if self.number else "")

    def tree(self) -> ast.Module:
        """The source with the fault in it; every line keeps its number."""
        tree = ast.parse(self.source, str(self.path))
        node = list(ast.walk(tree))[self.node]
        self.edit(tree, node)
        return ast.fix_missing_locations(tree)


def mutants_of(path: Path) -> list[Mutant]:
    source = path.read_text()
    tree = ast.parse(source, str(path))
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    seen: dict[tuple[str, str], int] = {}
    found = []
    for node, place in _visited(tree, Place()):
        for what, edit in _edits(node):
            count = seen.get((place.where, what), 0)
            seen[place.where, what] = count + 1
            found.append(
                Mutant(
                    path, source, place.where, getattr(node, "lineno", place.line), what, count, place.inside,
                    place.lines_of(node), place.names, numbers[id(node)], edit,
                )
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class Place:
    where: str = ""
    inside: bool = False
    line: int = 1
    body: frozenset[int] = frozenset()
    """Lines of the body of the function whose decorators and defaults are looked at."""
    names: frozenset[str] = frozenset()
    model: bool = False

    def lines_of(self, node: ast.AST) -> frozenset[int]:
        if isinstance(node, ast.FunctionDef) and not self.inside:
            return _lines(node.body)
        if not self.inside:
            return self.body
        return frozenset({self.line, getattr(node, "lineno", self.line)})


def _visited(node: ast.AST, place: Place) -> Iterator[tuple[ast.AST, Place]]:
    """Every node that may be changed, with where it stands."""
    for child, inner in _children(node, place):
        if not _left_alone(child, inner):
            yield child, inner
            if not isinstance(child, ast.Raise):
                yield from _visited(child, inner)


def _children(node: ast.AST, place: Place) -> Iterator[tuple[ast.AST, Place]]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment", "bases", "keywords") and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child, _place_of(node, name, child, place)


def _place_of(node: ast.AST, field: str, child: ast.AST, place: Place) -> Place:
    line = getattr(child, "lineno", place.line) if isinstance(child, ast.stmt) else place.line
    if isinstance(node, ast.FunctionDef):
        where = ".".join(filter(None, (place.where, node.name)))
        if field == "body":
            return Place(where, True, line)
        if not place.inside:
            return Place(where, False, line, _lines(node.body), frozenset({node.name}))
    if isinstance(node, ast.Lambda) and field == "body":
        return Place(place.where, True, node.lineno)
    if isinstance(node, ast.ClassDef):
        bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
        bases |= {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
        model = (
            place.model
            or any(base.endswith(("Model", "GroupOwned", "AbstractBaseUser")) for base in bases)
            or node.name == "Meta"
        )
        return Place(".".join(filter(None, (place.where, node.name))), False, line, names=_named(child), model=model)
    if isinstance(node, ast.Module):
        return Place("", False, line, names=_named(child))
    return Place(place.where, place.inside, line, place.body, place.names, place.model)


def _lines(body: list[ast.stmt]) -> frozenset[int]:
    return frozenset(each.lineno for each in body)


def _named(node: ast.AST) -> frozenset[str]:
    if isinstance(node, ast.Assign):
        return frozenset(each.id for each in node.targets if isinstance(each, ast.Name))
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return frozenset({node.target.id})
    return frozenset({node.name} if isinstance(node, ast.ClassDef | ast.FunctionDef) else ())


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _left_alone(node: ast.AST, place: Place) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in WORDS_TOO
    if isinstance(node, ast.Assign | ast.AnnAssign) and not place.inside and place.model:
        return True
    if isinstance(node, ast.Assign) and (_is_a_type(node.value) or ast.unparse(node.targets[0]) == "__all__"):
        return True
    return _called(node) in WORDS_ONLY or (_called(node) in LOG and "logger" in ast.unparse(node))


def _is_a_type(value: ast.expr) -> bool:
    """Whether the right side is a name for a type: nothing but the type checker reads it."""
    return isinstance(value, ast.Subscript) and ast.unparse(value.value) in TYPES


def _edits(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    yield from _of_operators(node)
    yield from _of_constants(node)
    yield from _of_statements(node)
    yield from _of_parts(node)


def _said(node: ast.AST) -> str:
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= 90 else text[:89] + "…"


def _of_operators(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            if (new := SWAPPED.get(type(operator))) is not None:
                yield f"`{_said(node)}` with {new.__name__}", _at("ops", at, new)
    elif isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign):
        if (new := SWAPPED.get(type(node.op))) is not None:
            yield f"`{_said(node)}` with {new.__name__}", _as("op", new())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield f"`{_said(node)}` without its not", _twice
    else:
        yield from _of_conditions(node)


def _of_conditions(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    """Those that are no comparison and no 'not', which have faults of their own."""
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield f"`{_said(node.test)}` turned around", _turned
    elif isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            if not isinstance(test, ast.Compare | ast.UnaryOp):
                yield f"`{_said(test)}` turned around", _turned_at(at)


def _as(name: str, value: object) -> Edit:
    return lambda _tree, node: setattr(node, name, value)


def _at(name: str, at: int, new: type[ast.AST]) -> Edit:
    return lambda _tree, node: getattr(node, name).__setitem__(at, new())


def _turned_at(at: int) -> Edit:
    def edit(_tree: ast.Module, node: ast.AST) -> None:
        assert isinstance(node, ast.comprehension)
        node.ifs[at] = _not(node.ifs[at])

    return edit


def _twice(_tree: ast.Module, node: ast.AST) -> None:
    assert isinstance(node, ast.UnaryOp)
    node.operand = ast.UnaryOp(op=type(node.op)(), operand=node.operand)


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)


def _turned(_tree: ast.Module, node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.While | ast.IfExp)
    node.test = _not(node.test)


def _of_constants(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if not isinstance(node, ast.Constant):
        return
    value: object = node.value
    other: object = None
    if isinstance(value, bool):
        other = not value
    elif isinstance(value, int):
        other = value + 1
    elif isinstance(value, str):
        other = value + "~"
    elif isinstance(value, bytes):
        other = value + b"~"
    if other is not None:
        yield f"{value!r} as {other!r}", _as("value", other)


def _of_statements(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value in (None, True, False)):
            yield f"`{_said(node)}` as None", _as("value", ast.Constant(None))
    elif isinstance(node, ast.Break | ast.Continue):
        other = ast.Continue() if isinstance(node, ast.Break) else ast.Break()
        yield f"`{_said(node)}` as the other", lambda tree, it: _replace(tree, it, other)
    elif _can_be_left_out(node):
        yield f"`{_said(node)}` left out", lambda tree, it: _replace(tree, it, ast.Pass())


def _can_be_left_out(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Attribute | ast.Subscript)
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Yield | ast.YieldFrom)
    return isinstance(node, ast.Raise | ast.AugAssign | ast.Delete | ast.Return)


def _replace(tree: ast.Module, old: ast.AST, new: ast.stmt) -> None:
    for node in ast.walk(tree):
        for _name, value in ast.iter_fields(node):
            if isinstance(value, list) and any(each is old for each in value):
                value[[each is old for each in value].index(True)] = ast.copy_location(new, old)
                return


def _of_parts(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Call) and _called(node) in FILTERS:
        for at, keyword in enumerate(node.keywords):
            if keyword.arg:
                yield f"`{_said(node)}` without {keyword.arg}", _without("keywords", at)
    elif isinstance(node, ast.FunctionDef):
        for at, decorator in enumerate(node.decorator_list):
            if ast.unparse(decorator) not in ("property", "staticmethod", "classmethod", "abstractmethod", "statement"):
                yield f"without @{_said(decorator)}", _without("decorator_list", at)
    else:
        yield from _of_elements(node)


def _of_elements(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Set | ast.List | ast.Tuple) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for at, element in enumerate(node.elts):
            if len(node.elts) > 1 or not isinstance(node, ast.Set):
                yield f"`{_said(node)}` without {_said(element)}", _without("elts", at)
    elif isinstance(node, ast.Dict):
        for at, key in enumerate(node.keys):
            if key is not None:
                yield f"`{_said(node)}` without {_said(key)}", _without("keys", at, "values")


def _without(part: str, at: int, beside: str = "") -> Edit:
    def edit(_tree: ast.Module, node: ast.AST) -> None:
        for name in filter(None, (part, beside)):
            getattr(node, name).pop(at)

    return edit
