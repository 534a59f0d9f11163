"""Queries that are asked on every page: their SQL is written once (decision 0034)."""

from prepared.query import PreparedQuery, Slot, Slots, attach

__all__ = ["PreparedQuery", "Slot", "Slots", "attach"]
