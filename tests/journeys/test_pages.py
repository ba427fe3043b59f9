"""Every page in both directions: axe finds nothing, nothing overflows a phone, titles tell nothing of anybody."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.browsing import Visitor
from tests.journeys.pages import Seen, seen_pages
from tests.routes.world import World

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MAIN = {
    "account_login",
    "desk:day",
    "people:list",
    "people:register",
    "people:person",
    "people:consents",
    "cases:queue",
    "cases:case",
    "cases:plan",
    "legal:procedure",
    "legal:record",
    "legal:board",
    "learning:class",
    "learning:register",
    "appointments:week",
    "access:guardian",
    "mfa_index",
}
MARKUP = re.compile(r"</?(?:a|b|bdi|div|p|small|span|time)[ >]|%\(\w+\)s")
# Shown in the language in which the person was asked, whatever the reader's is.
IN_THE_PERSON_S_LANGUAGE = {"legal:interview_paper", "learning:review", "learning:own-words"}
# Addresses that nobody reads as a page: they answer a form, hand out a file, or lead on.
NO_PAGES = {
    "access:audit-export",
    "access:end-lending",
    "account_inactive",
    "account_logout",
    "account_reauthenticate",
    "appointments:came",
    "appointments:cancel",
    "appointments:feed",
    "cases:clear-danger",
    "cases:document-file",
    "cases:end-assignment",
    "cases:need-met",
    "cases:reopen",
    "cases:remove-person",
    "cases:take",
    "conflicts:check",
    "desk:read-words",
    "languages:choose",
    "learning:call-off",
    "learning:can-do-back",
    "learning:cards",
    "learning:certificate-file",
    "learning:class-close",
    "learning:course-end",
    "learning:end-deck",
    "learning:meeting-held",
    "learning:offer-free",
    "learning:own-cards",
    "learning:pair-answer",
    "learning:pair-make",
    "learning:pair-propose",
    "learning:placement-give-up",
    "learning:take-out",
    "learning:wish-end",
    "legal:acknowledge",
    "legal:alarm-take",
    "legal:argument_aside",
    "legal:certificate-file",
    "legal:check-in-drop",
    "legal:check-in-heard",
    "legal:check-in-not-reached",
    "legal:citation_drop",
    "legal:confirm_printed",
    "legal:hearing-answered",
    "legal:hearing-ticked",
    "legal:holiday_withdraw",
    "legal:letter_word",
    "legal:override_decide",
    "legal:override_end",
    "legal:override_fragment",
    "legal:radar-take-over",
    "legal:review-point",
    "legal:renewal-take-over",
    "legal:statement-paper",
    "legal:take_over",
    "legal:take_up",
    "legal:time-sheet",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_activate_totp",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "people:end-need",
    "people:find",
    "people:export",
    "people:import-close",
    "people:import-go-on",
    "people:import-read",
    "people:import-result",
    "people:import-start",
    "people:import-undo",
    "people:leave-household",
    "people:like",
}

Visits = Callable[..., Visitor]
DIRECTIONS = {"en": "ltr", "ar": "rtl", "fr": "ltr"}


def violations(visitor: Visitor, *, colours: bool = True) -> list[str]:
    rules = {"color-contrast": {"enabled": colours}}
    options = {"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]}
    found = Axe().run(visitor.page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def faults_of(visitor: Visitor, page: Seen, world: World, *, colours: bool = True) -> Iterable[str]:
    """What is wrong with the page at hand, in words. `colours`: their contrasts too, a third of the time it takes."""
    told: dict[str, Any] = visitor.page.evaluate(
        """() => ({lang: document.documentElement.lang, dir: document.documentElement.dir, title: document.title,
                   heads: document.querySelectorAll("h1").length,
                   script: document.documentElement.scrollWidth})"""
    )
    language = told["lang"] if page.route.name in IN_THE_PERSON_S_LANGUAGE else visitor.language
    if (told["lang"], told["dir"]) != (language, DIRECTIONS[language]):
        yield f"lang {told['lang']}, dir {told['dir']}"
    if told["heads"] != 1:
        yield f"{told['heads']} h1"
    if not told["title"].strip():
        yield "no title"
    if MARKUP.search(visitor.page.inner_text("body")):
        yield "markup that is read, not followed"
    personal = [part for name in world.secrets.values() for part in name.split() if part in told["title"]]
    if personal:
        yield f"the title tells {personal}"
    yield from violations(visitor, colours=colours)


def overflow(visitor: Visitor, width: int) -> list[str]:
    visitor.page.set_viewport_size({"width": width, "height": 740})
    wide: int = visitor.page.evaluate("document.documentElement.scrollWidth")
    if wide <= width:
        return []
    culprits: list[str] = visitor.page.evaluate(
        """width => [...document.querySelectorAll("main *")].filter(e => {
             const box = e.getBoundingClientRect(); return box.right > width + 1 || box.left < -1;
           }).slice(0, 3).map(e => e.outerHTML.slice(0, 120))""",
        width,
    )
    return [f"{wide} px wide on {width}: {culprits}"]


class Desk:
    """One browser context for each member of the cast, opened when first needed."""

    def __init__(self, visit: Visits, world: World, language: str, **options: Any) -> None:
        self.visit, self.world, self.language, self.options = visit, world, language, options
        self.visitors: dict[str, Visitor] = {}

    def at(self, page: Seen) -> Visitor:
        if page.who not in self.visitors:
            visitor = self.visit(self.language, **self.options)
            self.visitors[page.who] = (
                visitor if page.who == "signed_out" else visitor.signed_in_as(self.world.cast[page.who].client)
            )
        visitor = self.visitors[page.who]
        visitor.opens(page.address)
        return visitor


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_whole(visit: Visits, world: World, language: str) -> None:
    pages, none = seen_pages(world)
    assert none - NO_PAGES == set(), "nobody gets these: give the world what they need, or name them in NO_PAGES"
    desk = Desk(visit, world, language, viewport={"width": 1280, "height": 900})
    wrong = []
    for page in pages:
        visitor = desk.at(page)
        # A page has the same colours in every language; the main pages are looked at in both.
        found = faults_of(visitor, page, world, colours=language == "en")
        wrong += [f"{page.route.name}: {fault}" for fault in found]
        wrong += [f"{page.route.name}: {fault}" for fault in overflow(visitor, 360)]
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 390)])
def test_the_main_pages_are_whole_in_the_dark_and_on_a_phone(
    visit: Visits, world: World, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    pages, _none = seen_pages(world, MAIN)
    assert {page.route.name for page in pages} == MAIN
    desk = Desk(visit, world, language, viewport={"width": width, "height": 844}, color_scheme=scheme)
    wrong = [f"{page.route.name}: {fault}" for page in pages for fault in faults_of(desk.at(page), page, world)]
    assert not wrong, "\n".join(wrong)
