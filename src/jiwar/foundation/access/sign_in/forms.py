"""allauth's forms with our words, a seed that never rests unsealed, and codes that work once."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

SEED = "second_factor_seed"


class SignIn(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none", "dir": "ltr"}),
        )
        _without_placeholders(self)


class NewPassword(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user is not None and self.user.one_time_until is not None:
            self.fields["oldpassword"].label = _("The one-time secret you were given")
        _without_placeholders(self)


class SealedActivation(ActivateTOTPForm):  # type: ignore[misc]
    """While the app is being set up, its seed waits in the session, which lies in the database: sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = _seed(fresh=not self.is_bound)
        self.fields["code"].label = _("Code shown by the app")
        _numeric(self)


def _seed(*, fresh: bool) -> str:
    session = context.request.session
    if not fresh and session.get(SEED):
        return str(get_adapter().decrypt(session[SEED]))
    seed: str = totp.generate_totp_secret()
    session[SEED] = get_adapter().encrypt(seed)
    return seed


class CodeOnce:
    """A code is taken once, for as long as any tolerated clock would take it."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]  # the form beside which this stands
        if self.authenticator.type == Authenticator.Type.TOTP:
            lives = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            plain = "".join(character for character in code if character.isdigit())
            if not cache.add(f"second-factor-used-{self.user.pk}-{plain}", True, timeout=lives):
                raise get_adapter().validation_error("incorrect_code")
        return code


class Code(CodeOnce, AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        _without_placeholders(self)


class CodeAgain(CodeOnce, ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        _without_placeholders(self)


def _without_placeholders(form: forms.Form) -> None:
    """The label says it; a placeholder vanishes when it is needed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def _numeric(form: forms.Form) -> None:
    _without_placeholders(form)
    form.fields["code"].widget.attrs.update({"inputmode": "numeric", "dir": "ltr"})
