"""Accounts, memberships, roles, compartments, and the one policy that decides who sees what."""
