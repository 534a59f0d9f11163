"""Every write at the table, split by what is written."""
