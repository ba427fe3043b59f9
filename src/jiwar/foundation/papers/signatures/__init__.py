"""Signing a PDF with a group's certificate, and saying of a PDF who signed it and whether it was changed since.

Doors: `certificates.self_made` makes a key and its certificate; `asking.brought`, `asking.signed` and `asking.checked`
ask a process of its own, for what it reads was made by others. Nothing is fetched: no time from outside, no lists of
certificates that were called back.
"""
