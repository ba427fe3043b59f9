"""What earlier releases sealed, kept here for good: today's program must open every value, file, list and backup of it.

A folder a release, of an invented group whose keys lie beside it. It is made once, by `make.py`, and never changed.
"""
