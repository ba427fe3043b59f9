"""The steps of Ahmed's story, each as one member of the group does it at a browser."""

from datetime import date
from uuid import UUID

from django.urls import resolve
from playwright.sync_api import Locator, expect

from tests.cast import PASSWORD, TOTP_SEED, Player
from tests.journeys.browsing import Visitor
from tests.journeys.codes import code

NAME = "أحمد إبراهيم آدم"
IN_LATIN = "Ahmed Ibrahim Adam"
ASKS = "يريد أن يعرف ماذا بعد الرفض"
FINDING = "ينام عند أصدقاء، ليس له مكان بعد الجمعة"
NEED = "غرفة قبل يوم الجمعة"
GOAL = "A room by the end of the month"
NOTE = "Came with his cousin; has the letter with him."
PRIVILEGED = "He left out the second arrest in the interview; prepare him before the objection."
DETAINED = "Removal centre, since this morning"


def called(language: str) -> str:
    """A reader meets the name in letters they read."""
    return NAME if language == "ar" else IN_LATIN


def signs_in(visitor: Visitor, player: Player) -> None:
    """User name, password, and the code of the app."""
    visitor.goes_to("account_login")
    visitor.fills("User name or e-mail", player.account.username)
    visitor.fills("Password", PASSWORD)
    visitor.presses("Sign in")
    visitor.fills("Code from your app, or a recovery code", code(TOTP_SEED))
    visitor.presses("Sign in")
    expect(visitor.page.locator("nav.rail")).to_be_visible()


def registers(visitor: Visitor, born: str) -> UUID:
    """Reception writes down what Ahmed says; returns his record's id."""
    visitor.goes_to("people:register")
    visitor.fills("Name as they say it", NAME)
    visitor.fills("The same name in other letters", IN_LATIN)
    visitor.dates("Date of birth", "hijri", born)
    visitor.answers("Woman or man", "Man or boy")
    visitor.picks("Nationality", "SD")
    visitor.picks("Language they speak best", "fvr")
    visitor.picks("Another language", "ar")
    visitor.fills("Telephone", "٠٥٣٢ ١٢٣ ٤٥ ٦٧")
    visitor.page.locator("main summary", has_text=visitor.word("More, if they tell it")).click()
    visitor.answers("Do others use or answer the telephone?", "Yes")
    visitor.presses("Register")
    visitor.page.wait_for_url("**/people/*-*/")
    for name in (NAME, IN_LATIN):
        visitor.reads_plain(name, "main h1")
    visitor.reads("no consent yet")
    return UUID(str(resolve(visitor.path).kwargs["person_id"]))


def opens_case(visitor: Visitor, person: UUID) -> UUID:
    """Into the intake queue, with the flag that puts it on top of everyone's day."""
    visitor.goes_to("cases:new", person=person)
    visitor.fills("What does the person ask for?", ASKS)
    visitor.answers("Is there danger now?", "detained now")
    visitor.fills("Where, and since when?", DETAINED)
    visitor.presses("Put it in the intake queue")
    visitor.page.wait_for_url("**/cases/*-*/")
    visitor.reads("Detained now", "#danger")
    return UUID(str(resolve(visitor.path).kwargs["case"]))


def gives(visitor: Visitor, case: UUID, to: Player, *, lead: bool) -> None:
    """The coordinator gives the case to somebody."""
    visitor.goes_to("cases:team", case=case)
    visitor.picks_named("Who?", to.account.name)
    box = visitor.page.locator("main").get_by_label(visitor.word("They lead the case"))
    box.set_checked(lead)
    visitor.presses("Give the case")
    visitor.reads_plain(to.account.name)


def assesses_and_plans(visitor: Visitor, case: UUID) -> None:
    visitor.goes_to("cases:case", case=case)
    visitor.follows("Assessment")
    visitor.picks("Sector", "shelter")
    visitor.answers("How severe is it?", "high")
    visitor.fills("What did you find?", FINDING)
    visitor.presses("Save the assessment")
    visitor.reads_plain(FINDING)
    visitor.follows("Record a need")
    visitor.picks("Sector", "shelter")
    visitor.fills("What is needed?", NEED)
    visitor.presses("Save the need")
    visitor.follows("Set a goal")
    visitor.fills("What shall be reached?", GOAL)
    visitor.presses("Save the goal")
    visitor.reads_plain(GOAL)
    visitor.reads_plain(NEED)


def writes_note(visitor: Visitor, case: UUID, text: str, readers: str) -> None:
    visitor.goes_to("cases:new-note", case=case)
    visitor.fills("Note", text)
    visitor.fills("Minutes it took", "٢٥")
    visitor.answers("Who may read it?", readers)
    visitor.presses("Save the note")
    visitor.reads_plain(text)


def opens_procedure(visitor: Visitor, case: UUID) -> UUID:
    """Türkiye, the regular procedure."""
    visitor.goes_to("cases:case", case=case)
    visitor.follows("Open a procedure")
    visitor.opens(visitor.path.partition("?")[0] + "?pack=tr")
    visitor.page.locator("main input[type=checkbox][value=regular]").check()
    visitor.presses("Open the procedure")
    visitor.page.wait_for_url("**/legal/procedure/**")
    return UUID(str(resolve(visitor.path).kwargs["procedure"]))


def records_refusal(visitor: Visitor, procedure: UUID, hijri: str) -> None:
    """As it stands on the letter, in Hijri and in Arabic digits; looks at what it would mean, then saves."""
    visitor.goes_to("legal:procedure", procedure=procedure)
    visitor.follows("Refusal notified", "#next")
    visitor.dates("When", "hijri", hijri)
    visitor.picks("How it reached the person", "in-person")
    visitor.picks("Who received it", "person")
    visitor.picks("Proof of the date in the file", "letter")
    visitor.presses("What would this mean?")
    expect(visitor.page.locator("#means")).to_contain_text(visitor.word("What this date would mean"))
    visitor.presses("Save")
    visitor.page.wait_for_url("**/legal/procedure/**")


def corrects_refusal(visitor: Visitor, procedure: UUID, civil: date) -> None:
    visitor.goes_to("legal:procedure", procedure=procedure)
    visitor.follows("Correct", "#happened")
    visitor.dates("When", "gregorian", f"{civil.day}/{civil.month}/{civil.year}")
    visitor.presses("Save")
    visitor.page.wait_for_url("**/legal/procedure/**")


def card_of(visitor: Visitor, action: str) -> Locator:
    """The card of one deadline."""
    heading = visitor.page.get_by_role("heading", name=visitor.word(action))
    return visitor.page.locator("article.deadline").filter(has=heading)


def days_shown(place: Locator) -> list[date]:
    """The civil days a part of a page shows, as machines read them, in their order."""
    stamps = [each.get_attribute("datetime") or "" for each in place.locator("time").all()]
    return [date.fromisoformat(stamp[:10]) for stamp in stamps]
