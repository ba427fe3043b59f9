"""The legal line: asylum procedures, the dates that follow from what happened, and who acts by when.

Law and counting live in `knowledge.procedures`; this room keeps what happened in a case, shows where it stands, and
sees that no date is missed. Privileged notes and remarks stand in a compartment of their own.
"""
