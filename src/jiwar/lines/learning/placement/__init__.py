"""Where a learner begins: a placement asked for, held on a phone with the learner, and decided by the teacher."""
