"""How a command says that it cannot do what it was asked."""


class Refusal(Exception):
    """One sentence for the person at the keyboard: what is wrong and what to do."""
