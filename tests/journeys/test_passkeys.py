"""A passkey in a real browser, under the strict content policy: added, used as second factor, used alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import PASSWORD, Cast
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Visits


def with_a_key(visitor: Visitor) -> Visitor:
    """The browser gets a key that says yes, as one's own phone would after a fingerprint."""
    devices = visitor.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send(
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
    return visitor


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_passkey_is_added_and_opens_the_door(cast: Cast, visit: Visits, language: str) -> None:
    Authenticator.objects.filter(user=cast.caseworker.account).delete()
    cache.clear()
    visitor = with_a_key(visit(language))
    visitor.goes_to("account_login")
    visitor.fills("User name or e-mail", "caseworker")
    visitor.fills("Password", PASSWORD)
    visitor.presses("Sign in")
    expect(visitor.page).to_have_url(visitor.address + reverse("mfa_index"))

    visitor.follows("Add a passkey")
    visitor.fills("Password", PASSWORD)
    visitor.presses("Confirm")
    visitor.ticks("Sign in with it alone, without a password")
    visitor.presses("Add this device")
    expect(visitor.page).to_have_url(visitor.address + reverse("mfa_view_recovery_codes"))
    assert Authenticator.objects.filter(user=cast.caseworker.account, type="webauthn").count() == 1

    visitor.page.goto(visitor.address + reverse("account_logout"))
    visitor.presses("Sign out")
    visitor.fills("User name or e-mail", "caseworker")
    visitor.fills("Password", PASSWORD)
    visitor.presses("Sign in")
    visitor.presses("Use a passkey")
    expect(visitor.page.locator("nav.rail")).to_be_visible()

    visitor.page.goto(visitor.address + reverse("account_logout"))
    visitor.presses("Sign out")
    visitor.presses("Sign in with a passkey")
    expect(visitor.page.locator("nav.rail")).to_be_visible()
