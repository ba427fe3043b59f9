"""A file with three exhibits: a passport, a refusal, and a birth certificate with its translation."""

from collections.abc import Callable

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.lines.legal.evidence import actions
from jiwar.lines.legal.evidence.actions import Described
from jiwar.lines.legal.models import Exhibit
from tests.cast import Player
from tests.lines.legal.evidence.papers import pdf, photo

Add = Callable[..., Exhibit]


@pytest.fixture
def document(legal_adviser: Player, case: Case) -> Callable[..., Document]:
    def add(content: bytes, title: str, compartment: Compartment = GENERAL) -> Document:
        return cases.add_document(
            legal_adviser.viewer, case=case, chunks=[content], name="paper", title=title, compartment=compartment
        )

    return add


@pytest.fixture
def add(legal_adviser: Player, case: Case, document: Callable[..., Document]) -> Add:
    def made(
        title: str, content: bytes | None = None, translated: bytes | None = None, part: Compartment = GENERAL
    ) -> Exhibit:
        described = Described(
            title=title,
            kind="other",
            paper=document(content, title, part) if content else None,
            translated=document(translated, f"{title}, translated", part) if translated else None,
        )
        return actions.add_exhibit(
            legal_adviser.viewer, case=case, described=described, holder="person", compartment=part
        )

    return made


@pytest.fixture
def three(add: Add) -> list[Exhibit]:
    return [
        add("Passport", photo()),
        add("Refusal of 2 March", pdf("first", "second")),
        add("شهادة ميلاد", pdf("birth"), pdf("translated")),
    ]
