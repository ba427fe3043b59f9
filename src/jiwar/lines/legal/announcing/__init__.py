"""Holidays that were announced officially, and the deadlines they move."""
