"""What a page points at is there, every page is reached from the first, and no page names somebody's machine."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, pages, text_of, without_code

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users)/|[A-Z]:\\|file://|\b(?:10|192\.168|172\.16)\.\d+\.\d+")
# They are taken by `make pictures`.
PICTURES_TAKEN = any((ROOT / "docs" / "pictures").glob("*.png"))
NAMES = [str(page.relative_to(ROOT)) for page in pages()]


def links(name: str) -> list[tuple[bool, str]]:
    found = LINK.findall(without_code(text_of(name)))
    return [(mark == "!", target) for mark, target in found if not re.match(r"[a-z]+:", target)]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    for picture, target in links(name):
        path, _, fragment = target.partition("#")
        there = (ROOT / name).parent / path if path else ROOT / name
        if picture and not PICTURES_TAKEN:
            continue
        assert there.exists(), f"{name} points at {target}"
        if fragment:
            assert fragment in anchors(there.read_text(encoding="utf-8")), f"{name} points at {target}"


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_a_machine(name: str) -> None:
    assert not MACHINE.findall(text_of(name))


def test_every_page_is_reached_from_the_first() -> None:
    reached, waiting = {ROOT / "README.md"}, [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        for _picture, target in links(str(page.relative_to(ROOT))):
            there = (page.parent / target.partition("#")[0]).resolve()
            if there.suffix == ".md" and there not in reached:
                reached.add(there)
                waiting.append(there)
    assert set(map(Path.resolve, pages())) <= reached


def test_the_make_targets_named_exist() -> None:
    makefile = text_of("Makefile")
    for name in NAMES:
        commands = "\n".join(re.findall(r"`[^`\n]+`|^\$ .*$", text_of(name), re.MULTILINE))
        for target in re.findall(r"\bmake ([a-z.][\w./-]*[a-z])", commands):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"{name} names make {target}"
