"""What an attacker would look for in the source is not there; every rule is seen to bite."""

import pytest

from tests.docs.pages import ROOT
from tests.source import forbidden

SOURCES = ROOT / "src" / "jiwar"
READS_XML = "reads a format that can run or expand"
GOES_OUT = "can open a connection to elsewhere"
EXCEPTIONS = {
    # A22: what a document type could declare is refused before anything is read, and the archive is measured first.
    ("foundation/sheets/archive.py", READS_XML),
    ("foundation/sheets/ods.py", READS_XML),
    # A59: whether a port is free, and how the proxy of this very machine answers: loopback only.
    ("site/command_line/serve.py", GOES_OUT),
    ("site/front.py", GOES_OUT),
    # A59: to the scanner of viruses an administrator named, and nobody else.
    ("foundation/vault/scanning.py", GOES_OUT),
    # A59: takes sockets away from a process.
    ("foundation/confining.py", GOES_OUT),
}


def test_the_program() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line} {finding}"
        for path in sorted(SOURCES.rglob("*.py"))
        for line, finding in forbidden.found_in(path.read_text(encoding="utf-8"))
        if (path.relative_to(SOURCES).as_posix(), finding) not in EXCEPTIONS
    ]
    assert faults == []


def test_its_templates() -> None:
    templates = [path for folder in SOURCES.rglob("templates") for path in sorted(folder.rglob("*.*"))]
    assert len(templates) > 50
    faults = [
        f"{path.relative_to(ROOT)}:{line} {finding}"
        for path in templates
        for line, finding in forbidden.found_in_template(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "source",
    [
        "mark_safe(text)",
        "from django.utils.safestring import mark_safe",
        "Person.objects.raw(text)",
        "rows.extra(where=[text])",
        "rows.annotate(x=RawSQL(text, []))",
        "rows.filter(**request.GET.dict())",
        "rows.exclude(**form.cleaned_data)",
        "rows.order_by(request.GET['by'])",
        "rows.values(*request.POST.getlist('columns'))",
        "eval(text)",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
        "subprocess.run(text, shell=chosen)",
        "import pickle",
        "from yaml import load",
        "import xml.etree.ElementTree",
        "from urllib import request",
        "import urllib.request",
        "import requests",
        "@csrf_exempt\ndef view(): ...",
    ],
)
def test_a_rule_bites(source: str) -> None:
    assert list(forbidden.found_in(source))


@pytest.mark.parametrize(
    "line", ["{{ name|safe }}", "{{ name | safe }}", "{% autoescape false %}", "{{ Markup(name) }}"]
)
def test_a_rule_for_templates_bites(line: str) -> None:
    assert list(forbidden.found_in_template(line))


@pytest.mark.parametrize(
    "source",
    [
        "rows.filter(name=request.GET['name'])",
        "rows.order_by('-at')",
        "subprocess.run([program], shell=False)",
        "from jiwar.foundation.access import requests",
        "re.compile(text)",
        "session.get('safe')",
    ],
)
def test_what_is_harmless_passes(source: str) -> None:
    assert not list(forbidden.found_in(source))
