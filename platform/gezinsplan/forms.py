"""What a coordinator fills in about a family. Whether somebody may is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Variant
from gezinsplan.models import (
    Gezin,
    Gezinslid,
    Gezinsplan,
    Groepsplan,
    Huishouden,
    Verwantschap,
)
from vormgeving.invoer import Datum, Keuzes, KeuzesMetGevolg

OUDSTE = 120
TELEFOON = re.compile(r"^\+?[\d\s().-]{6,30}$")
GEEN_EMAIL = _("Dit is geen e-mailadres. Een voorbeeld: naam@voorbeeld.nl.")
GEEN_DATUM = _("Dit is geen datum. Een voorbeeld: 31-12-2015.")
TE_LAAT = _("Deze dag is nog niet geweest.")
GEEN_TELEFOON = _("Dit is geen telefoonnummer. Een voorbeeld: 06 00 00 01 23.")

VARIANT_UITLEG: dict[str, Any] = {
    Variant.LICHT: _("Minder onderdelen. De volgende tafel is vaak pas na een half jaar."),
    Variant.ZWAAR: _("Alle onderdelen. De tafels volgen elkaar sneller op."),
}
VARIANTEN = [(Variant.LICHT, _("Licht")), (Variant.ZWAAR, _("Zwaar"))]
NOG_NIET = "nog_niet"
"""What a form posts for a familiegroepsplan that was not offered; the row stays empty."""


def status_van(form: forms.Form) -> int:
    """Return the HTTP status of a page with this form: 422 when not right, 409 when outdated."""
    if getattr(form, "is_verouderd", False):
        return 409
    return 422 if form.is_bound and form.errors else 200


class Contact(TypedDict):
    """How somebody is reached, and in which language."""

    email: str
    telefoon: str
    taal: str
    tolk_nodig: bool


class Lidgegevens(Contact):
    """Everything that is recorded about a member."""

    voornaam: str
    achternaam: str
    geboortedatum: date
    verwantschap: str
    huishouden: Huishouden | None


class Versieform(forms.Form):
    """A form that says on which version of the row it is based."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    is_verouderd = False

    def clean(self) -> dict[str, Any]:
        """A page without its version cannot be saved, and nobody sees a hidden field's error."""
        schoon: dict[str, Any] = super().clean() or {}
        if "versie" in self.errors:
            self.add_error(
                None,
                _("Er kwam niet alles mee. Er is niets veranderd. Open deze bladzijde opnieuw."),
            )
        return schoon

    def meld_nieuwer(self, huidig: Mapping[str, Any], versie: int) -> None:
        """Say per field what somebody else wrote meanwhile; what was typed stays.

        Sending the form once more then counts: its sender has seen both texts.
        """
        self.is_verouderd = True
        getypt = dict(self.cleaned_data)
        for naam, waarde in huidig.items():
            if naam in self.fields and getypt.get(naam) != waarde:
                self.add_error(naam, _("Intussen veranderd. Nu staat er: %s") % _leesbaar(waarde))
        self.add_error(
            None,
            _(
                "Iemand anders heeft dit net veranderd. Wat u typte, staat er nog. "
                "Bewaar opnieuw als uw tekst klopt."
            ),
        )
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("versie")] = str(versie)
            self.data = data


def _leesbaar(waarde: Any) -> str:
    if isinstance(waarde, date):
        return waarde.strftime("%d-%m-%Y")
    if isinstance(waarde, bool):
        return str(_("ja") if waarde else _("nee"))
    return str(waarde or _("niets"))


class Telefoonveld(forms.CharField):
    """A telephone number as people write it."""

    def __init__(self, **opties: Any) -> None:
        opties.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
        super().__init__(max_length=30, required=False, **opties)

    def clean(self, value: Any) -> str:
        """Refuse what nobody could call."""
        nummer: str = super().clean(value)
        if nummer and not TELEFOON.match(nummer):
            raise forms.ValidationError(GEEN_TELEFOON, code="invalid")
        return nummer


class Contactform(Versieform):
    """How somebody is reached."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Hiermee logt deze persoon in. Geen e-mail? Dan maken wij een brief."),
        error_messages={"invalid": GEEN_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    telefoon = Telefoonveld(label=_("Telefoonnummer"))
    taal = forms.ChoiceField(
        label=_("Taal"),
        choices=settings.LANGUAGES,
        help_text=_("In deze taal krijgt deze persoon brieven en mail, waar dat kan."),
    )
    tolk_nodig = forms.BooleanField(label=_("Er is een tolk nodig"), required=False)

    def __init__(self, *args: Any, bezet: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """``bezet`` maps addresses in use at this table to whose they are."""
        super().__init__(*args, **kwargs)
        self.bezet = bezet or {}

    def clean_email(self) -> str:
        """One address is one person: it is how they log in."""
        email: str = self.cleaned_data["email"].strip().lower()
        if email in self.bezet:
            raise forms.ValidationError(
                _("Dit adres is al van %(naam)s. Iedereen heeft een eigen adres nodig."),
                params={"naam": self.bezet[email]},
            )
        return email

    @property
    def contact(self) -> Contact:
        """What was filled in, without the version."""
        schoon = self.cleaned_data
        return Contact(
            email=schoon["email"],
            telefoon=schoon["telefoon"],
            taal=schoon["taal"],
            tolk_nodig=schoon["tolk_nodig"],
        )


class Lidform(Contactform):
    """A member of the family."""

    voornaam = forms.CharField(label=_("Voornaam"), max_length=60)
    achternaam = forms.CharField(label=_("Achternaam"), max_length=80, required=False)
    geboortedatum = forms.DateField(
        label=_("Geboortedatum"),
        widget=Datum,
        error_messages={"invalid": GEEN_DATUM},
    )
    verwantschap = forms.ChoiceField(
        label=_("Wie is dit in het gezin?"),
        choices=[("", _("Kies")), *Verwantschap.choices],
    )
    huishouden = forms.ModelChoiceField(
        label=_("Waar woont deze persoon?"),
        queryset=Huishouden.objects.none(),
        required=False,
        empty_label=_("Nog niet ingevuld"),
    )
    field_order = (
        "voornaam",
        "achternaam",
        "geboortedatum",
        "verwantschap",
        "huishouden",
        "email",
        "telefoon",
        "taal",
        "tolk_nodig",
    )

    def __init__(self, *args: Any, gezin: Gezin, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        keuze = self.fields["huishouden"]
        if isinstance(keuze, forms.ModelChoiceField):
            keuze.queryset = gezin.huishoudens.order_by("naam")

    def clean_geboortedatum(self) -> date:
        """Nobody is born tomorrow, and nobody is older than the oldest."""
        dag: date = self.cleaned_data["geboortedatum"]
        if dag > self.vandaag:
            raise forms.ValidationError(TE_LAAT)
        if dag.year < self.vandaag.year - OUDSTE:
            raise forms.ValidationError(_("Kijk het jaar nog eens na."))
        return dag

    @property
    def gegevens(self) -> Lidgegevens:
        """What was filled in, without the version."""
        schoon = self.cleaned_data
        return Lidgegevens(
            voornaam=schoon["voornaam"],
            achternaam=schoon["achternaam"],
            geboortedatum=schoon["geboortedatum"],
            verwantschap=schoon["verwantschap"],
            huishouden=schoon["huishouden"],
            **self.contact,
        )


class Huishoudenform(Versieform):
    """A home of the family."""

    naam = forms.CharField(
        label=_("Hoe noemt u dit huis?"),
        max_length=80,
        help_text=_("Bijvoorbeeld: bij Samira."),
    )
    adres = forms.CharField(
        label=_("Adres"),
        max_length=200,
        required=False,
        help_text=_("Alleen wie hier woont en de zorgcoördinator zien dit adres."),
    )


class Gezinform(Versieform):
    """The family's name."""

    naam = forms.CharField(label=_("Naam van het gezin"), max_length=120)


class Planform(Versieform):
    """The plan's variant and interval, and who of the family will coordinate."""

    variant = forms.ChoiceField(
        label=_("Welke vorm heeft het plan?"),
        choices=VARIANTEN,
        widget=KeuzesMetGevolg(uitleg=VARIANT_UITLEG),
    )
    interval_weken = forms.IntegerField(
        label=_("Hoeveel weken zitten er tussen twee tafels?"),
        min_value=1,
        max_value=104,
        required=False,
        widget=forms.NumberInput(attrs={"class": "utrecht-textbox--kort", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Vul een getal in, bijvoorbeeld 8."),
            "min_value": _("Vul 1 of meer in."),
            "max_value": _("Meer dan twee jaar kan niet."),
        },
    )
    coordinator_wordt = forms.ModelChoiceField(
        label=_("Wordt een ouder of familielid zorgcoördinator?"),
        queryset=Gezinslid.objects.none(),
        required=False,
        empty_label=_("Nee"),
        help_text=_(
            "Deze persoon krijgt de vraag zodra het plan is begonnen. Tot dan blijft u het."
        ),
    )

    def __init__(
        self, *args: Any, plan: Gezinsplan, volwassenen: Sequence[Gezinslid], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if plan.variant == Variant.ZWAAR:
            del self.fields["variant"]
        gewoon = plan.gemeente.interval_weken(plan.variant)
        self.fields["interval_weken"].help_text = _(
            "Laat leeg voor wat in %(gemeente)s gewoon is: %(weken)s weken."
        ) % {"gemeente": plan.gemeente.naam, "weken": gewoon}
        self.plan = plan
        keuze = self.fields["coordinator_wordt"]
        if isinstance(keuze, forms.ModelChoiceField):
            keuze.queryset = Gezinslid.objects.filter(pk__in=[lid.pk for lid in volwassenen])

    @property
    def waarden(self) -> dict[str, Any]:
        """What was filled in; a plan that is zwaar stays so."""
        return {"variant": self.plan.variant, **self.cleaned_data}


class Groepsplanform(Versieform):
    """What came of the offer that the family writes its own plan first."""

    groepsplan = forms.TypedChoiceField(
        label=_("Hoe staat het ervoor?"),
        choices=[
            (NOG_NIET, _("Het is nog niet aangeboden")),
            (Groepsplan.AANGEBODEN, _("Het is aangeboden, de familie denkt erover na")),
            (Groepsplan.AANVAARD, _("De familie maakt eerst zelf een plan")),
            (Groepsplan.AFGESLAGEN, _("De familie wil dit nu niet")),
        ],
        coerce=lambda waarde: "" if waarde == NOG_NIET else waarde,
        widget=Keuzes,
    )
    op = forms.DateField(
        label=_("Op welke dag?"),
        widget=Datum,
        required=False,
        error_messages={"invalid": GEEN_DATUM},
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean(self) -> dict[str, Any]:
        """An offer was made on a day."""
        schoon: dict[str, Any] = super().clean() or {}
        op = schoon.get("op")
        if schoon.get("groepsplan") and op is None and "op" not in self.errors:
            self.add_error("op", _("Vul de dag in waarop dit was."))
        if op is not None and op > self.vandaag:
            self.add_error("op", TE_LAAT)
        return schoon
