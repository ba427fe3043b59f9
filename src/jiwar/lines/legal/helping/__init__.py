"""Who is helped by the legal desk, and how: screen, decision, scope. Privileged is what the adviser thinks of it."""
