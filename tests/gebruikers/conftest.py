"""People for tests of logging in: no plan is needed to get in."""

from __future__ import annotations

import pytest

from gebruikers.models import Gebruiker, Medewerker, Organisatie


@pytest.fixture
def samira() -> Gebruiker:
    """A parent: an address, no password."""
    return Gebruiker.objects.create_user(
        "samira@voorbeeld.test", naam="Samira El Amrani", roepnaam="Samira"
    )


@pytest.fixture
def agnieszka() -> Gebruiker:
    """A parent without an address, who reads Polish."""
    return Gebruiker.objects.create_user(None, naam="Agnieszka Kowalczyk", taal="pl")


@pytest.fixture
def linda() -> Gebruiker:
    """A professional: an address and a password."""
    linda = Gebruiker.objects.create_user(
        "linda@voorbeeld.test", "een lange zin over tafels", naam="Linda Brouwer"
    )
    wijkteam = Organisatie.objects.create(code="wijkteam-noord", naam="Wijkteam Noord")
    Medewerker.objects.create(
        gebruiker=linda, organisatie=wijkteam, functie="zorgcoördinator", telefoon="06 12345678"
    )
    return linda
