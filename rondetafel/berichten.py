"""The kinds of notification of the table; importing this module makes them known."""

from rondetafel import berichten_coordinator, berichten_plannen, berichten_verslag

__all__ = ["berichten_coordinator", "berichten_plannen", "berichten_verslag"]
