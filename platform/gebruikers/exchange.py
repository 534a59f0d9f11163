"""What plans share: municipality, organisations, accounts. Ways to log in never travel."""

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken

from gebruikers.models import (
    Briefcode,
    Gebruiker,
    Gemeente,
    Herstelverzoek,
    Leefgebied,
    Medewerker,
    Organisatie,
)
from gebruikers.uitwisselformaat import Tabel, leave_out, register

INLOGGEN = frozenset(
    {"password", "last_login", "is_superuser", "is_staff", "groups", "user_permissions"}
)

register(
    Tabel("gemeenten", Gemeente, None),
    Tabel("leefgebieden", Leefgebied, None),
    Tabel("organisaties", Organisatie, None, zonder=frozenset({"gemeenten"})),
    Tabel("gebruikers", Gebruiker, None, zonder=INLOGGEN | {"aangemaakt_op", "is_active"}),
    Tabel("medewerkers", Medewerker, None),
)
leave_out(Briefcode, Herstelverzoek, SocialAccount, SocialApp, SocialToken)
