"""The report of a table: what is frozen, what each reader gets of it, and its PDF."""
