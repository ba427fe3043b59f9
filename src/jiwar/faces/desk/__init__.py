"""The staff's home: one's day, and the sheet of a day for paper."""
