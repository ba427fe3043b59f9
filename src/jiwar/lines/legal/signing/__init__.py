"""The group signs letters and bundles with its certificate, and says of a PDF whether it is such a one."""
