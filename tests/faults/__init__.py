"""Faults on purpose: killed processes, a full disk, a restarted database, a leaping clock. `make faults`.

`python -m tests.faults` runs the drills within ten minutes and prints what was lost. `scenarios.SCENARIOS` is the one
place where work that is to be killed at random moments is named.
"""
