"""Persons and what belongs to them: names, birth, contact, household, languages, numbers, needs, consent."""
