"""A waiting list for a class, in a fair order that anybody can check: rules as data, each place with its reason.

    rules = places.rules()
    places.ranked(rules, room, waiting, draw="2026-03 Mornings")

Pure: no clock, no database. Nobody's name is needed: who waits is an opaque `id`.
"""

from jiwar.knowledge.places.ranking import Ranked, Room, Waiting, ranked
from jiwar.knowledge.places.ruling import Rules, read_rules, rules

__all__ = ["Ranked", "Room", "Rules", "Waiting", "ranked", "read_rules", "rules"]
