"""What a call to act says to the member it was sent to: the file's number and the day, to who may know them."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import Bundle, Deadline, Decision, RuleOverride
from jiwar.lines.legal.quality.calls import looks
from jiwar.lines.legal.rights import CORRECT_RULES


def deadline_calls(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word; a deadline that is no longer open calls no more."""
    return {word.id: _said(row, opened=opened) for word, row, opened in _open_deadlines(viewer, words)}


def second_looks(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """A decision about legal help, or something that is to be filed: what waits for a colleague's look."""
    decisions = [word for word in words if "decision" in word.about]
    return {**_decisions(viewer, decisions), **looks(viewer, [word for word in words if word not in decisions])}


def _decisions(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever may still open the decision; one that somebody has looked at calls no more."""
    asked = [UUID(word.about["decision"]) for word in words]
    rows = Decision.objects.filter(id__in=asked, wants_second=True, second_at__isnull=True).select_related("case")
    known = {row.id: row for row in policy.scope(viewer, rows)}
    found = {}
    for word in words:
        row = known.get(UUID(word.about["decision"]))
        if row is not None:
            text = _("%(number)s: a decision about legal help waits for your look.")
            url = reverse("legal:help", kwargs={"service": row.service_id})
            found[word.id] = Said(text % {"number": row.case.written_number}, url, "soon")
    return found


def bundles(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever asked for one that took a while, and may still open it."""
    rows = Bundle.objects.filter(id__in=[UUID(word.about["bundle"]) for word in words]).select_related("case")
    known = {row.id: row for row in policy.scope(viewer, rows)}
    found = {}
    for word in words:
        row = known.get(UUID(word.about["bundle"]))
        if row is not None:
            made = row.state == Bundle.State.MADE
            text = _("%(number)s: the bundle is ready.") if made else _("%(number)s: the bundle could not be made.")
            url = reverse("legal:bundle", kwargs={"bundle": row.id})
            found[word.id] = Said(text % {"number": row.case.written_number}, url, "" if made else "soon")
    return found


def moved_deadlines(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever may still know the file: from which day to which it moved."""
    return {word.id: _moved(row, word, opened=opened) for word, row, opened in _open_deadlines(viewer, words)}


def _open_deadlines(viewer: Viewer, words: Sequence[Word]) -> Iterator[tuple[Word, Deadline, bool]]:
    """What each word is about, while it is open and the viewer may know of it; and whether they may open it."""
    asked = [UUID(word.about["deadline"]) for word in words]
    rows = Deadline.objects.filter(id__in=asked, status=Deadline.Status.OPEN).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    opened = set(policy.scope(viewer, Deadline.objects.filter(id__in=list(known))).values_list("id", flat=True))
    for word in words:
        row = known.get(UUID(word.about["deadline"]))
        if row is not None:
            yield word, row, row.id in opened


def _moved(row: Deadline, word: Word, *, opened: bool) -> Said:
    number, was, now = row.case.written_number, word.about["was"], word.about["now"]
    if was and now:
        text = _("%(number)s: a deadline moved from %(was)s to %(now)s, because a rule or a holiday changed.")
    elif now:
        text = _("%(number)s: a deadline has a date now, %(now)s, because a rule changed.")
    else:
        text = _("%(number)s: a deadline has no date any more, because a rule changed. Ask a lawyer now.")
    days = {"was": _day(was), "now": _day(now)}
    url = reverse("legal:procedure", kwargs={"procedure": row.procedure_id}) if opened else reverse("legal:board")
    return Said(text % {"number": number, **days}, url, "soon")


def _day(text: str) -> str:
    return str(format_day(date.fromisoformat(text))) if text else ""


def overrides_that_wait(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To those who may confirm; one that somebody decided calls no more."""
    if not viewer.can(CORRECT_RULES):
        return {}
    asked = [UUID(word.about["override"]) for word in words]
    waiting = {row.id: row for row in RuleOverride.objects.filter(id__in=asked, state__in=RuleOverride.WAITING)}
    text = _("Another value for a time limit waits for a second adviser.")
    return {word.id: Said(text, _override(word), "soon") for word in words if UUID(word.about["override"]) in waiting}


def overrides_decided(_viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    said = {
        RuleOverride.State.IN_FORCE: _("The value you spoke of for a time limit counts."),
        RuleOverride.State.REFUSED: _("The value you proposed for a time limit was turned down."),
        RuleOverride.State.ENDED: _("Jiwar’s value for a time limit counts again, as you asked."),
    }
    return {word.id: Said(said[RuleOverride.State(word.about["state"])], _override(word)) for word in words}


def _override(word: Word) -> str:
    return reverse("legal:override", kwargs={"override": word.about["override"]})


def _said(row: Deadline, *, opened: bool) -> Said:
    number = row.case.written_number
    url = reverse("legal:procedure", kwargs={"procedure": row.procedure_id}) if opened else reverse("legal:board")
    if row.safe is None:
        text = _("%(number)s: a time limit nobody could verify. Ask a lawyer now.")
        return Said(text % {"number": number}, url, "now")
    return Said(_("%(number)s: act by %(day)s") % {"number": number, "day": format_day(row.safe)}, url, "now")
