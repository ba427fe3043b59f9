"""The pages of this room: parse, call, render. They render by Django's own door, which stands below `ui`."""
