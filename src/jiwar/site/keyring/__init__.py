"""The keys in people's hands: a passphrase, shares on paper, and their change while people work."""
