"""The one door for signing in: an account finds its own place in a group before any group is chosen."""

from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.groups import doors

_OWN = "account_id::text = {value} AND ended_at IS NULL"

ACCOUNT = doors.declare(
    "account",
    {
        "access_membership": _OWN,
        "access_memberrole": f"member_id IN (SELECT id FROM access_membership WHERE {_OWN})",  # noqa: S608 - constant
    },
)
"""Opened with the id of an account; opens its running membership and the roles of that, for reading."""


def membership_of(account: Account) -> Membership | None:
    """Its running membership with the group it is in; None for somebody who left."""
    with ACCOUNT.opened(account.id):
        rows = Membership.across_groups.select_related("group", "account")
        return rows.filter(account=account, ended_at__isnull=True).first()
