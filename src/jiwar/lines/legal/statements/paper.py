"""A version on paper: the text as it was written, how it was read back, and the declarations to be signed.

Made when somebody asks for it, and kept nowhere: it holds both circles, and no part of the file is for those who hold
both and for nobody else.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.queries.page import people_on
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.reader import LATIN, Reader, format_day_in_full
from jiwar.foundation.languages.spoken import language_name
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.coverage import can_write
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Column, Letter, Letterhead, Signature
from jiwar.lines.legal import kinds
from jiwar.lines.legal.letters.facts import names_of
from jiwar.lines.legal.models import ReadBack, Statement, StatementVersion
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.statements import rights
from jiwar.lines.legal.statements.forms import OURS
from jiwar.lines.legal.statements.queries import Text, paragraphs_of

_TEXTS: Final = Path(__file__).with_name("paper.toml")


@cache
def texts() -> dict[str, Any]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def address(row: Statement) -> str:
    return reverse("legal:statement", args=[row.id])


def usual(row: Statement) -> str:
    """The language of the declarations where nobody chose one."""
    return row.language if row.language in OURS else "en"


def printed(viewer: Viewer, text: Text, version: StatementVersion, language: str) -> bytes:
    """The PDF. Only for whoever sees all of it: a text with gaps is nobody's statement."""
    case = text.row.case
    rights.to_see_whole(viewer, case)
    letter = composed(viewer, text, version, language)
    if not all(can_write(line) for said in letter.columns[0].body for line in said):
        raise NotPossible(_("The fonts of paper cannot write the script of this text."))
    record(viewer, kinds.STATEMENT_TAKEN, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=version)
    try:
        return drawing.pdf(letter)
    except drawing.NotDrawn:
        raise NotPossible(
            _("It could not be drawn: the text is too long for one paper, or what draws is not installed.")
        ) from None


def composed(viewer: Viewer, text: Text, version: StatementVersion, language: str) -> Letter:
    own, group, case = texts()[language], viewer.group, text.row.case
    digits = group.digits if language == "ar" else LATIN
    reader = Reader(language=language, digits=digits, months=group.months)
    people = people_on(viewer, case)
    name = next(iter(names_of(people[0].person).printed), "") if people else ""
    read = text.last_read(version)
    body = [tuple(isolated(each.text).splitlines()) for each in paragraphs_of(viewer, case, version)]
    column = Column(
        language=language,
        to=(),
        dated=isolated(format_day_in_full(clock.today(), reader)),
        title=isolated(text.row.title),
        subject="",
        opening="",
        facts=_facts(own, text, version, name, reader),
        body=(*body, (own["declared"],), (_read(own, read, reader),)),
        closing="",
        signed=tuple(Signature(own[who], isolated(said)) for who, said in _signing(viewer, name, read)),
    )
    number = f"{own['version']} {reader.figures(str(version.number))}"
    return Letter(
        head=Letterhead(isolated(group.name), ()),
        reference=f"{reference(case.written_number)} · {number}",
        columns=(column,),
        digits=digits,
        fictional=own["fictional"] if group.fictional else "",
    )


def _facts(
    own: dict[str, Any], text: Text, version: StatementVersion, name: str, reader: Reader
) -> tuple[tuple[str, str], ...]:
    return (
        (own["name"], isolated(name)),
        (own["number"], reference(text.row.case.written_number)),
        (own["version"], reader.figures(str(version.number))),
        (own["written_in"], isolated(language_name(text.row.language, reader.language))),
    )


def _read(own: dict[str, Any], read: ReadBack | None, reader: Reader) -> str:
    """How it was read back, or that it was not."""
    if read is None:
        return str(own["not_read"])
    said = {
        "day": isolated(format_day_in_full(read.read_on, reader)),
        "language": isolated(language_name(read.language, reader.language)),
        "interpreter": isolated(interpreter_of(read)),
    }
    through = own["read_through"] if said["interpreter"] else own["read"]
    return f"{through.format_map(said)} {own['answers'][read.answer]}"


def interpreter_of(read: ReadBack) -> str:
    return read.interpreter.account.name if read.interpreter else read.interpreter_name


def _signing(viewer: Viewer, name: str, read: ReadBack | None) -> list[tuple[str, str]]:
    interpreter = interpreter_of(read) if read else ""
    signing = [("person", name), ("interpreter", interpreter), ("adviser", viewer.account.name)]
    alone = read is not None and not interpreter
    return [each for each in signing if not (alone and each[0] == "interpreter")]
