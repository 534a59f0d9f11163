"""Waiting notices and mail preferences do not travel with a plan."""

from gebruikers.uitwisselformaat import leave_out
from notifications.models import Bericht, Voorkeur

leave_out(Bericht, Voorkeur)
