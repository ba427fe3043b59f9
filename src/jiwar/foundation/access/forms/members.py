"""Inviting, placing and resetting members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Account, Membership, ResetRequest
from jiwar.foundation.access.queries import members
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name as colleagues see it"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=Account._meta.get_field("username").validators,
        help_text=_("For signing in. It need not be their name."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    held = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.across_groups.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held"].choices = role_choices(roles.all_roles())  # type: ignore[attr-defined]
        self.fields["office"].queryset = members.open_offices()  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        if Account.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken: choose another."))
        return username

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if email and Account.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another account uses this address."))
        return email

    def chosen_roles(self) -> list[roles.Role]:
        return [roles.role(code) for code in self.cleaned_data["held"]]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(members.roles_to_give(member))  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.across_groups.none(), required=False, empty_label=_("none")
    )
    supervisor = forms.ModelChoiceField(
        label=_("Supervised by"),
        queryset=Membership.across_groups.none(),
        required=False,
        empty_label=_("nobody"),
        help_text=_("Whoever supervises reads the files of those they supervise."),
    )

    def __init__(self, *args: Any, viewer: Viewer, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = members.open_offices()  # type: ignore[attr-defined]
        others = members.colleagues(viewer).exclude(id=member.id)
        if member.supervisor_id == viewer.member.id:
            others = others | Membership.objects.filter(id=viewer.member.id)
        self.fields["supervisor"].queryset = others  # type: ignore[attr-defined]


class ResetForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What shall be reset?"), choices=ResetRequest.Kind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("How do you know that it is really they who ask?"),
        max_length=200,
        help_text=_("For example: stood before me with the staff card. The data guardian reads this."),
    )


def role_choices(given: Any) -> list[tuple[str, Any]]:
    return [(role.code, role.name) for role in given]
