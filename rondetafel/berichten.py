"""The kinds of notification of the table; importing this module makes them known."""

from rondetafel import berichten_coordinator, berichten_plannen

__all__ = ["berichten_coordinator", "berichten_plannen"]
