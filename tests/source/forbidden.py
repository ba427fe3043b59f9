"""What may not stand in the program (SECURITY 3.13): each rule looks at one piece of syntax and names what it found."""

import ast
import re
from collections.abc import Callable, Iterator

Rule = Callable[[ast.AST], str | None]

FROM_A_REQUEST = {"GET", "POST", "FILES", "COOKIES", "META", "headers", "body", "cleaned_data", "data"}
ASKING = {"filter", "exclude", "get", "annotate", "alias", "aggregate", "order_by", "values", "values_list", "distinct"}
RUNNING = {"eval", "exec", "compile", "__import__"}
UNREADABLE = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml", "xmlrpc"}
OUTBOUND = {"requests", "httpx", "aiohttp", "urllib3", "ftplib", "telnetlib", "http.client", "urllib.request", "socket"}
TEMPLATE_SAFE = re.compile(r"\|\s*safe\b|autoescape\s+(?:false|off)|\bMarkup\b")


def name_of(node: ast.AST) -> str:
    """`a.b.c` of an expression, as far as it has a name."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def last(node: ast.AST) -> str:
    return name_of(node).rpartition(".")[2] or (node.attr if isinstance(node, ast.Attribute) else "")


def marks_as_safe(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and last(node.func) in ("mark_safe", "SafeString", "SafeText", "safe"):
        return "marks text as safe"
    if isinstance(node, ast.ImportFrom) and any(each.name in ("mark_safe", "SafeString") for each in node.names):
        return "marks text as safe"
    return None


def raw_sql(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("raw", "extra"):
            return "SQL past the ORM"
        if last(node.func) == "RawSQL":
            return "SQL past the ORM"
    return None


def asks_what_a_request_says(node: ast.AST) -> str | None:
    """`filter(**request.GET)`, `order_by(request.GET["by"])`, `annotate(**form.cleaned_data)`: names, not values."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING):
        return None
    spread = [each.value for each in node.keywords if each.arg is None]
    named = node.args if node.func.attr in ("order_by", "values", "values_list", "distinct") else []
    for part in [*spread, *named]:
        for inner in ast.walk(part):
            if isinstance(inner, ast.Attribute) and inner.attr in FROM_A_REQUEST:
                return "lets a request name columns"
    return None


def runs_text(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name) and node.func.id in RUNNING:
        return "runs text as a program"
    if name_of(node.func) in ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"):
        return "runs text in a shell"
    if any(each.arg == "shell" and getattr(each.value, "value", True) is not False for each in node.keywords):
        return "runs text in a shell"
    return None


def reads_what_can_run(node: ast.AST) -> str | None:
    if {module.partition(".")[0] for module in _imported(node)} & UNREADABLE:
        return "reads a format that can run or expand"
    return None


def goes_out(node: ast.AST) -> str | None:
    if any(module in OUTBOUND or module.partition(".")[0] in OUTBOUND for module in _imported(node)):
        return "can open a connection to elsewhere"
    return None


def trusts_everybody(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name | ast.Attribute) and last(node) == "csrf_exempt":
        return "takes forms without a token"
    return None


RULES: tuple[Rule, ...] = (
    marks_as_safe,
    raw_sql,
    asks_what_a_request_says,
    runs_text,
    reads_what_can_run,
    goes_out,
    trusts_everybody,
)


def found_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and finding."""
    for node in ast.walk(ast.parse(source)):
        for rule in RULES:
            if finding := rule(node):
                yield getattr(node, "lineno", 0), finding


def found_in_template(source: str) -> Iterator[tuple[int, str]]:
    said = re.sub(r"\{#.*?#\}", lambda remark: "\n" * remark[0].count("\n"), source, flags=re.DOTALL)
    for number, line in enumerate(said.splitlines(), 1):
        if TEMPLATE_SAFE.search(line):
            yield number, "marks text as safe"


def _imported(node: ast.AST) -> list[str]:
    """Absolute module names; `from urllib import request` counts as urllib.request."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return []
