"""Shares, passphrases and the change of keys."""
