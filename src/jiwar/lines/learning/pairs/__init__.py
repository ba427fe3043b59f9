"""Tutors and conversation partners: members offer, learners wish, a teacher pairs them as the fair order suggests."""
