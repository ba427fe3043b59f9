"""The words of the house to a member that come from this room."""

CASE_ASSIGNED = "case-assigned"
"""'New to you'. `about`: `{"case": id}`."""
