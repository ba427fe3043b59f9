"""When somebody may be taken: check-ins that were agreed, and an alarm that climbs until it is closed.

Nothing leaves the program: it says whom to call, with the number, and members do.
"""
