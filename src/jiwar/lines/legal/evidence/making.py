"""From exhibits to one PDF, in memory: read from the vault, measured, drawn, bound, and kept sealed with the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from jiwar.casework.cases import actions as on_cases
from jiwar.casework.cases import rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.queries.page import people_on
from jiwar.foundation.access import words as told_to
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.languages.directions import direction
from jiwar.foundation.papers.bundles import binding
from jiwar.foundation.papers.bundles.pages import Paper
from jiwar.foundation.papers.bundles.plan import Plan, together
from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal
from jiwar.foundation.vault import keys
from jiwar.lines.legal import kinds
from jiwar.lines.legal.evidence import queries, words
from jiwar.lines.legal.evidence.front import Entry, Saying
from jiwar.lines.legal.letters import facts
from jiwar.lines.legal.models import Bundle

BUNDLE_READY: Final = "bundle-ready"


class Chosen(Protocol):
    """An exhibit by its id, and what of it goes in."""

    @property
    def exhibit(self) -> UUID: ...
    @property
    def version(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Kept:
    exhibit: UUID
    version: str


@dataclass(frozen=True)
class Picked:
    """An exhibit in its place, with the papers that go in."""

    shown: queries.Shown
    version: str
    papers: list[Document]

    @property
    def entry(self) -> Entry:
        return Entry(self.shown.label, self.shown.row.title, self.version)


@dataclass(frozen=True)
class Made:
    content: bytes
    pages: int
    contents: list[dict[str, Any]]


class CannotBeBound(NotPossible):
    """One exhibit, or all of them together. `code` and `exhibit`: the reason kept with the bundle."""

    def __init__(self, code: Refusal, exhibit: str) -> None:
        super().__init__(words.refused(code, exhibit))
        self.code, self.exhibit = code, exhibit


def picked(viewer: Viewer, case: Case, compartment: str, picks: Iterable[Chosen]) -> list[Picked]:
    """What the viewer chose, as far as they may open it and it may stand in this part. Raises `NotPossible`."""
    known = {each.row.id: each for each in queries.exhibits(viewer, case)}
    found = []
    for pick in picks:
        shown = known.get(pick.exhibit)
        if shown is None:
            raise NotPossible(_("An exhibit is not there any more. Open the page again."))
        said = {"label": shown.label}
        if shown.row.compartment not in queries.may_stand_in(compartment):
            raise NotPossible(
                _("Exhibit %(label)s stands in a narrower part of the file. Keep the bundle in that part.") % said
            )
        if pick.version not in shown.versions:
            raise NotPossible(_("Exhibit %(label)s has no such file yet. Add it, or leave the exhibit out.") % said)
        papers = shown.papers(pick.version)
        if any(paper.compartment not in queries.may_stand_in(compartment) for paper in papers):
            raise NotPossible(
                _("Exhibit %(label)s stands in a narrower part of the file. Keep the bundle in that part.") % said
            )
        found.append(Picked(shown, pick.version, papers))
    if not found:
        raise NotPossible(_("Choose at least one exhibit."))
    return found


def made(viewer: Viewer, bundle: Bundle) -> Made:
    """Nothing is kept yet. Every reading of a paper is recorded. Raises `NotPossible`."""
    wanted = bundle.wanted
    chosen = (_Kept(UUID(exhibit), version) for exhibit, version in wanted["picks"])
    found = picked(viewer, bundle.case, bundle.compartment, chosen)
    papers = _read(viewer, found)
    counts = [len(each.papers) for each in found]
    try:
        return _bound(viewer, bundle, found, papers, counts)
    except NotBound as refused:
        raise CannotBeBound(refused.code, _which(found, counts, refused.paper)) from None


def _bound(viewer: Viewer, bundle: Bundle, found: list[Picked], papers: list[Paper], counts: list[int]) -> Made:
    wanted, saying = bundle.wanted, _saying(viewer, bundle)
    entries = [each.entry for each in found]
    pages = binding.measured(papers)
    begun = Plan(0, together(pages, counts), wanted["prefix"], int(wanted["begins"]))
    plan, front = binding.planned(begun, lambda plan: saying.front(plan, entries))
    content = binding.bound(
        papers,
        plan=plan,
        front=front,
        said=lambda stamp: saying.strip(stamp, entries),
        direction=direction(saying.language),
        language=saying.language,
        marks=saying.marks(plan, entries),
        title=f"{saying.own['title']} {bundle.case.written_number}",
    )
    return Made(content, plan.pages, _contents(found, plan))


def _contents(found: list[Picked], plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "exhibit": str(each.shown.row.id),
            "label": each.shown.label,
            "title": each.shown.row.title,
            "version": each.version,
            "first": plan.bates(span.first),
            "last": plan.bates(span.last),
            "pages": span.pages,
            "sha256": [paper.sha256 for paper in each.papers],
        }
        for each, span in zip(found, plan.ranges(), strict=True)
    ]


def _read(viewer: Viewer, found: list[Picked]) -> list[Paper]:
    papers = [paper for each in found for paper in each.papers]
    return [Paper(paper.file.media_type, b"".join(on_cases.read_document(viewer, document=paper))) for paper in papers]


def _which(found: list[Picked], counts: list[int], paper: int | None) -> str:
    if paper is None:
        return ""
    labels = [each.shown.label for each, count in zip(found, counts, strict=True) for _paper in range(count)]
    return labels[paper]


def _saying(viewer: Viewer, bundle: Bundle) -> Saying:
    wanted, case = bundle.wanted, bundle.case
    people = [each.person for each in people_on(viewer, case)]
    if not people:
        raise NotPossible(_("Nobody is on this case whom you may know."))
    office = Office.objects.filter(id=wanted["office"]).first() if wanted["office"] else None
    return Saying(
        wanted["language"],
        facts.of_file(viewer, case, people[0], office, viewer.account.name),
        [facts.names_of(person).printed[0] for person in people],
        subject=wanted["title"],
        authority=wanted["authority"],
        their_reference=wanted["reference"],
        hijri=wanted["hijri"],
    )


def keep(viewer: Viewer, bundle: Bundle, made: Made) -> None:
    """The PDF among the documents of the case, in the bundle's part of the file. In the caller's transaction."""
    compartment = compartment_of(bundle.compartment)
    bundle.document = on_cases.add_document(
        viewer,
        case=bundle.case,
        chunks=[made.content],
        name="bundle.pdf",
        title=_("Bundle %(number)s: %(title)s") % {"number": bundle.number, "title": bundle.wanted["title"]},
        kind=Document.Kind.EVIDENCE,
        language=bundle.wanted["language"],
        original_with=Document.Original.NONE,
        compartment=compartment,
    )
    bundle.state, bundle.pages, bundle.contents = Bundle.State.MADE, made.pages, made.contents
    bundle.save()
    subject, about = bundle.case.subject, {"pages": made.pages}
    record(viewer, kinds.BUNDLE_MADE, subject=subject, compartment=compartment, row=bundle, about=about)


@task()
def make_later(group_id: str, bundle_id: str) -> None:
    with acting_for(Group.objects.get(id=group_id)), keys.session():
        make_waiting(UUID(bundle_id))


def make_waiting(bundle_id: UUID) -> None:
    """Inside `acting_for`: a large bundle, as whoever asked for it. Run twice, it is made once."""
    rows = Bundle.objects.select_related("case__subject", "procedure", "asked_by__account", "asked_by__group")
    bundle = rows.filter(id=bundle_id, state=Bundle.State.MAKING).first()
    if bundle is None:
        return
    viewer = viewer_for(bundle.asked_by)
    try:
        rights.to_work_on(viewer, bundle.case, compartment_of(bundle.compartment))
        found = made(viewer, bundle)
        if not _keep_once(viewer, bundle, found):
            return
    except CannotBeBound as refused:
        _refuse(bundle, {"code": refused.code.value, "paper": refused.exhibit})
    except NotPossible as refused:
        _refuse(bundle, {"said": str(refused.words)})
    except (NotThere, Refused):
        _refuse(bundle, {"said": _("Whoever asked for it may not open all of this any more.")})
    if bundle.asked_by.ended_at is None:
        told_to.tell(bundle.asked_by, BUNDLE_READY, {"bundle": str(bundle.id)})


def _keep_once(viewer: Viewer, bundle: Bundle, found: Made) -> bool:
    with transaction.atomic():
        waits = Bundle.objects.select_for_update().filter(id=bundle.id, state=Bundle.State.MAKING).exists()
        if waits:
            keep(viewer, bundle, found)
    return waits


def _refuse(bundle: Bundle, why: dict[str, str]) -> None:
    bundle.state, bundle.refusal = Bundle.State.REFUSED, why
    bundle.save(update_fields=["state", "refusal"])
