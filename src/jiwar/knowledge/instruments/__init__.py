"""Questionnaires as data. Pure: no clock, no database; the words of a question are the room's that asks it.

`legal_help`            the criteria by which a legal desk decides whom it can help, and how
`suggest`               what the answers speak for, each with its reason; a person decides
"""

from jiwar.knowledge.instruments.screening import Answer, Criterion, Help, Limit, Suggestion, legal_help, suggest

__all__ = ["Answer", "Criterion", "Help", "Limit", "Suggestion", "legal_help", "suggest"]
