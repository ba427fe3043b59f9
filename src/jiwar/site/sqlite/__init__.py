"""SQLite as Jiwar runs it: durable, and with a fair queue of writers."""
