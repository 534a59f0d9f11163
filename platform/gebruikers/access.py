"""The doorway to one's own account."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gebruikers.models import Gebruiker


def ik(request: HttpRequest) -> Gebruiker:
    """Return who is logged in. Views behind the login middleware always have somebody."""
    gebruiker = request.user
    if not gebruiker.is_authenticated:
        raise PermissionDenied
    return gebruiker
