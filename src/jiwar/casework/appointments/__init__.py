"""Appointments: who meets whom, when and in which room; clashes; attendance; a calendar feed without personal data."""
