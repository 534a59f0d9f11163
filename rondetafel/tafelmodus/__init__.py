"""What a table that is being held shows: to its notulist, and to each who follows on a phone."""
