"""Puts a fault into the program: into functions that are there already, or into a module before it is imported."""

import ast
import gc
import importlib.machinery
import sys
from collections import defaultdict
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.changes import Mutant


class NotHere(Exception):
    """This fault cannot be put into what is there already."""


class Functions:
    """All functions of the program that are alive, by file, so that their code can be exchanged."""

    def __init__(self, root: Path) -> None:
        self.alive: dict[str, list[FunctionType]] = defaultdict(list)
        for each in gc.get_objects():
            if type(each) is FunctionType and each.__code__.co_filename.startswith(str(root)):
                self.alive[each.__code__.co_filename].append(each)

    def exchange(self, mutant: Mutant) -> None:
        """Every live function of the file whose code differs with the fault runs with it from now on."""
        faulty = _codes(compile(mutant.tree(), str(mutant.path), "exec"))
        if any(len(found) > 1 for found in faulty.values()):
            faulty = {place: found for place, found in faulty.items() if len(found) == 1}
        changed = 0
        for function in self.alive[str(mutant.path)]:
            found = faulty.get(_place(function.__code__))
            if found and found[0] != function.__code__:
                try:
                    function.__code__ = found[0]
                except ValueError:
                    raise NotHere from None
                changed += 1
        if not changed:
            raise NotHere


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> dict[tuple[str, int], list[CodeType]]:
    found: dict[tuple[str, int], list[CodeType]] = defaultdict(list)
    for each in code.co_consts:
        if isinstance(each, CodeType):
            found[_place(each)].append(each)
            for place, inner in _codes(each).items():
                found[place] += inner
    return found


def imported_with(mutant: Mutant) -> None:
    """When the module is imported, it is so with the fault. To be called before anything imports it."""
    name = "jiwar." + ".".join(mutant.path.with_suffix("").parts[mutant.path.parts.index("jiwar") + 1 :])
    if name.removesuffix(".__init__") in sys.modules:
        raise NotHere(name)
    loader = importlib.machinery.SourceFileLoader
    ordinary = loader.get_code
    tree: ast.Module = mutant.tree()

    def get_code(self: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        if self.path == str(mutant.path):
            return compile(tree, self.path, "exec", dont_inherit=True)
        return ordinary(self, fullname)

    loader.get_code = get_code  # type: ignore[method-assign]
