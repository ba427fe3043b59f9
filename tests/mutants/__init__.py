"""Whether the tests test: small faults are put into `access` and `vault`, one at a time, and the tests must notice.

`make mutants`, outside `make test`. The figures and what was learnt are in docs/reliability.md.
"""
