"""What people fill in to log in and to keep their own account.

The forms of allauth with our words: labels that say what is asked, no placeholders that vanish, and
a number pad for codes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gebruikers.briefcode import LENGTH
from gebruikers.models import Gebruiker, Medewerker, Vastgesteld
from gebruikers.talen import beschikbare_talen

LABELS = {
    "email": _("Uw e-mailadres"),
    "login": _("Uw e-mailadres"),
    "password": _("Uw wachtwoord"),
    "oldpassword": _("Uw wachtwoord van nu"),
    "password1": _("Nieuw wachtwoord"),
    "password2": _("Nog een keer hetzelfde wachtwoord"),
    "code": _("De code"),
    "name": _("Naam van deze passkey"),
}
PASSWORD_HELP = _("Minstens 12 tekens. Een zin die u goed kunt onthouden, is het sterkst.")
CODE_WIDGET = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}


class OnzeWoorden:
    """Gives the fields of an allauth form our labels, and takes its placeholders away."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs.update(CODE_WIDGET)
            if name == "password1":
                field.help_text = PASSWORD_HELP
            elif "password" in name:
                field.help_text = ""


class Adresform(OnzeWoorden, account.LoginForm):
    """One field: the address a login code goes to."""

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        cleaned: dict[str, Any] = super()._clean_without_password(email, phone)
        # Accounts come from invitations; logging in by a code is what verifies their address.
        if self.user is not None:
            sync_user_email_address(self.user)
        return cleaned


class Wachtwoordform(OnzeWoorden, account.LoginForm):
    """Address and password."""

    def _setup_password_field(self) -> None:
        """Keep the password field that the form without one drops."""


class Codeform(OnzeWoorden, account.ConfirmLoginCodeForm):
    """The code out of a mail."""


class Adrescodeform(OnzeWoorden, account.ConfirmEmailVerificationCodeForm):
    """The code that proves a new address."""


class NieuwAdresform(OnzeWoorden, account.AddEmailForm):
    """A new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Uw nieuwe e-mailadres")


class Wachtwoordvergetenform(OnzeWoorden, account.ResetPasswordForm):
    """The address that a code for a new password goes to."""


class Wachtwoordherstelform(OnzeWoorden, account.ResetPasswordKeyForm):
    """A new password, after a code."""


class Wachtwoordwijzigform(OnzeWoorden, account.ChangePasswordForm):
    """Another password."""


class Wachtwoordkiesform(OnzeWoorden, account.SetPasswordForm):
    """A first password."""


class Wachtwoordvraagform(OnzeWoorden, account.ReauthenticateForm):
    """The password, once more."""


class Appcodeform(OnzeWoorden, mfa.AuthenticateForm):
    """The code of an app, or a spare code."""


class Appcodevraagform(OnzeWoorden, mfa.ReauthenticateForm):
    """The code of an app, once more."""


class Appkoppelform(OnzeWoorden, ActivateTOTPForm):
    """The first code of an app that was just connected."""


# What a library says of an answer that no device made.
RUBBISH = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


def _read(clean: Callable[[], Authenticator]) -> Authenticator:
    """Find the passkey that gave an answer; rubbish is a wrong answer, never an error."""
    try:
        return clean()
    except RUBBISH as rubbish:
        raise get_adapter().validation_error("incorrect_code") from rubbish


class Passkeyinlogform(LoginWebAuthnForm):
    """A passkey, to log in."""

    def clean_credential(self) -> Authenticator:
        """Find whose it is."""
        return _read(super().clean_credential)


class Passkeystapform(AuthenticateWebAuthnForm):
    """A passkey, as the second step."""

    def clean_credential(self) -> Authenticator:
        """Find which of theirs it is."""
        return _read(super().clean_credential)


class Passkeyvraagform(ReauthenticateWebAuthnForm):
    """A passkey, once more."""

    def clean_credential(self) -> Authenticator:
        """Find which of theirs it is."""
        return _read(super().clean_credential)


class Passkeyform(OnzeWoorden, AddWebAuthnForm):
    """A new passkey. Always one that works without a password, so its owner's hand is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Demand what a passkey needs: the device checked that its owner was there."""
        self.cleaned_data["passwordless"] = True
        try:
            cleaned: dict[str, Any] = super().clean()
        except RUBBISH as rubbish:
            raise get_adapter().validation_error("incorrect_code") from rubbish
        return cleaned


class Passkeynaamform(OnzeWoorden, EditWebAuthnForm):
    """Another name for a passkey."""


class Briefcodeform(forms.Form):
    """The code out of a letter."""

    code = forms.CharField(
        label=_("De code uit de brief"),
        max_length=4 * LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-briefcode": True,
            }
        ),
    )


class Bevestigcodeform(OnzeWoorden, forms.Form):
    """The code out of a mail, once more."""

    code = forms.CharField(max_length=20)


class Gegevensform(forms.ModelForm[Gebruiker]):
    """What somebody says about themselves."""

    taal = forms.ChoiceField(
        label=_("Taal van deze website en van uw mail"), choices=beschikbare_talen
    )

    class Meta:
        model = Gebruiker
        fields = ["naam", "roepnaam", "telefoon", "taal"]
        labels = {
            "naam": _("Uw naam"),
            "roepnaam": _("Hoe wij u noemen"),
            "telefoon": _("Uw telefoonnummer"),
        }
        help_texts = {"roepnaam": _("Uw voornaam, of hoe u genoemd wilt worden.")}
        widgets = {
            "naam": forms.TextInput(attrs={"autocomplete": "name"}),
            "roepnaam": forms.TextInput(attrs={"autocomplete": "nickname"}),
            "telefoon": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }


class Werkform(forms.ModelForm[Medewerker]):
    """How a professional can be reached at one organisation."""

    class Meta:
        model = Medewerker
        fields = ["functie", "telefoon", "bereikbaar"]
        labels = {
            "functie": _("Uw functie"),
            "telefoon": _("Telefoonnummer van uw werk"),
            "bereikbaar": _("Wanneer bent u te bereiken?"),
        }
        help_texts = {"bereikbaar": _("Bijvoorbeeld: maandag tot en met donderdag.")}
        widgets = {"telefoon": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})}


class Herstelform(forms.Form):
    """Who lost every second proof, and how it was seen that it is them who ask."""

    email = forms.EmailField(
        required=False,
        label=_("Het e-mailadres van iemand zonder organisatie"),
    )
    vastgesteld = forms.ChoiceField(
        label=_("Hoe weet u dat het uw collega is?"), choices=Vastgesteld, widget=forms.RadioSelect
    )

    def __init__(self, colleagues: QuerySet[Gebruiker], *args: Any, beheer: bool) -> None:
        super().__init__(*args)
        self.fields["collega"] = forms.ModelChoiceField(
            colleagues, required=False, label=_("Uw collega"), empty_label=_("Kies uw collega")
        )
        self.order_fields(["collega"])
        # Each holds their own first key: colleagues, or who works nowhere.
        if not beheer:
            del self.fields["email"]
        elif not colleagues.exists():
            del self.fields["collega"]

    def gebruiker(self) -> Gebruiker | None:
        """Who was chosen or named."""
        chosen: Gebruiker | None = self.cleaned_data.get("collega")
        address = self.cleaned_data.get("email", "").lower()
        return chosen or (Gebruiker.objects.filter(email=address).first() if address else None)


class Opheffenform(forms.Form):
    """Ending one's account takes a deliberate tick."""

    zeker = forms.BooleanField(label=_("Ja, ik wil mijn account opheffen"))
