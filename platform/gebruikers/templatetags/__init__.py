"""Template tags of logging in."""
