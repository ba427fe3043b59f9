"""What stands in the parts of the world's file, and is looked for where it may not stand."""

NAME = "Zubaydah Qanarija"
ASKED = "identity-canary-asks"
GENERAL_TEXT = "general-canary"
PRIVILEGED_TEXT = "privileged-canary"
OF_ANOTHER_FILE = "privileged-elsewhere"
"""In a file the adviser looks through, of which none of these people is."""
