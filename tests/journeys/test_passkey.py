"""A passkey: added on a phone that Chromium plays, then alone enough to come in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, Cast
from tests.journeys.ahmed import signs_in
from tests.journeys.browsing import Visitor


def give_authenticator(visitor: Visitor) -> None:
    """A phone that says yes to its owner's finger, over the browser's own protocol."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_added_and_then_enough_to_come_in(visit: Callable[..., Visitor], cast: Cast, language: str) -> None:
    visitor = visit(language)
    give_authenticator(visitor)
    signs_in(visitor, cast.caseworker)
    visitor.goes_to("mfa_index")
    visitor.follows("Add a passkey")
    visitor.reads("This step is protected: confirm once, then you have five minutes.")
    visitor.fills("Password", PASSWORD)
    visitor.presses("Confirm")
    visitor.fills("What you call it", "هاتفي")
    visitor.ticks("Sign in with it alone, without a password")
    visitor.presses("Add this device")
    visitor.page.wait_for_url(lambda url: "passkeys/add" not in url)
    visitor.goes_to("mfa_list_webauthn")
    visitor.reads_plain("هاتفي")

    visitor.goes_to("account_logout")
    visitor.presses("Sign out")
    visitor.page.wait_for_url("**/account/login/**")
    visitor.presses("Sign in with a passkey")
    expect(visitor.page.locator("nav.rail")).to_be_visible()
    assert visitor.path == "/"
