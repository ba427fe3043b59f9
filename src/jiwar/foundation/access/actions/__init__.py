"""What can be done here: one function a verb, the acting viewer first, everything else by name.

Each checks its right, writes the audit and tells the one concerned, in one transaction.
"""
