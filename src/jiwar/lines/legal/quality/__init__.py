"""Supervision: files looked through by a second adviser, who carries how much, and the time that work takes."""
