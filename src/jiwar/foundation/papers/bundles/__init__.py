"""A bundle: papers of many kinds as one PDF, with a cover, an index, stamps and bookmarks.

Doors: `binding.measured` says how many pages each paper has, `plan.Plan` where each begins, `binding.bound` binds. What
others made is read in a process of its own; nothing rests on disk.
"""
