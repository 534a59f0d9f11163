"""The access log stays where it was written: it is about this platform, not part of a plan."""

from gebruikers.uitwisselformaat import leave_out
from toegang.inzage.models import Inzage, Opvallend, Zegel

leave_out(Inzage, Zegel, Opvallend)
