"""The rooms of the house in order, and where their pages hang."""

FOUNDATION = (
    "jiwar.foundation.languages",
    "jiwar.foundation.sheets",
    "jiwar.foundation.groups",
    "jiwar.foundation.vault",
    "jiwar.foundation.audit",
    "jiwar.foundation.access",
    "jiwar.foundation.jobs",
    "jiwar.foundation.ui",
    "jiwar.foundation.papers",
)
CASEWORK = (
    "jiwar.casework.people",
    "jiwar.casework.cases",
    "jiwar.casework.conflicts",
    "jiwar.casework.appointments",
    "jiwar.casework.erasing",
)
FACES = ("jiwar.faces.desk",)
SITE = ("jiwar.site.backups", "jiwar.site.keyring")

PAGES = (
    ("", "jiwar.faces.desk.urls"),
    ("people/", "jiwar.casework.people.urls"),
    ("cases/", "jiwar.casework.cases.urls"),
    ("conflicts/", "jiwar.casework.conflicts.urls"),
    ("appointments/", "jiwar.casework.appointments.urls"),
    ("erasing/", "jiwar.casework.erasing.urls"),
    ("account/", "jiwar.foundation.access.sign_in.urls"),
    ("", "jiwar.foundation.access.urls"),
    ("language/", "jiwar.foundation.languages.urls"),
    ("backups/", "jiwar.site.backups.urls"),
)
"""Prefix and URL module of every room. A line names its own in its declaration."""
