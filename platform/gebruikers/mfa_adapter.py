"""How allauth's second factor works here: secrets encrypted, names in Dutch, a readable QR code."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gebruikers import versleuteling
from gebruikers.tweede_factor import needs_second_factor

PURPOSE = "mfa"
SITE_NAME = "1Gezin1Plan"


class Mfaadapter(DefaultMFAAdapter):
    """allauth's rules for the second factor, with ours where they differ."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Dit is uw enige tweede stap. Maak eerst een andere; zonder kunt u niet inloggen."
        ),
        "cannot_generate_recovery_codes": _("Maak eerst een passkey of koppel een app."),
        "incorrect_code": _("Deze code klopt niet. Wacht op de volgende code en probeer die."),
        "unverified_email": _("Bevestig eerst uw e-mailadres."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt the seed of an app or of the spare codes before it is stored."""
        return versleuteling.encrypt(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the seed again. Raises InvalidToken where the key is gone."""
        return versleuteling.decrypt(encrypted_text, purpose=PURPOSE)

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code dark on white with its quiet zone, so that it scans in a dark theme."""
        out = BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=3, light="#ffffff")
        return out.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to remove the last second factor of somebody who must have one."""
        gebruiker = authenticator.user
        if not needs_second_factor(gebruiker):
            return True
        others = Authenticator.objects.filter(user_id=gebruiker.pk).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Propose a name for a new passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(nummer)s") % {"nummer": count + 1}

    def _get_site_name(self) -> str:
        return SITE_NAME
