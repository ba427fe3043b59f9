"""The group signs: its certificate, letters and bundles signed with it, and whether a PDF somebody holds is such a one."""
