"""Who stands against whom: people opposed to a case, the check by the names engine, and the walls that follow.

Knows cases and people; what a wall does is decided by `access.policy` alone.
"""
