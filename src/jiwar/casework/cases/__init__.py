"""The case: who works on it, what was found, planned, done and written, and one line of everything that happened.

Doors: `actions` (one verb a function, viewer first), `queries` (already scoped to the viewer), `events` (typed, inside
the transaction), `timeline` (entries and their words), `closing.add_asker` (what stands in the way of closing).
"""
