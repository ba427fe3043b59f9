"""What a learner reached: what they can do, tests, changes of level with their reasons; and the certificates of it."""
