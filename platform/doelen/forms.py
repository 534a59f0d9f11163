"""What somebody fills in: texts, goals, reasons. Choices are only what their seat sees."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from doelen import rechten
from doelen.access import leefgebieden_voor, personen_voor
from doelen.models import Doel, Hulpvraag, Kracht, Werkdoel, Zorg
from toegang.beslissers import VOLWASSEN
from toegang.policy import Handeling
from vormgeving.invoer import Cijfer, Keuzes
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek

GEZIN = "gezin"
ONBEKENDE_VERSIE = -1


def ingevuld(request: HttpRequest) -> QueryDict | None:
    """Return what was sent in, also when it is empty; None for who only looks."""
    return request.POST if request.method == "POST" else None


class Versie(forms.IntegerField):
    """The version a form was based on. One that got lost counts as old: nothing is overwritten."""

    def __init__(self) -> None:
        super().__init__(
            required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput
        )

    def clean(self, value: Any) -> int:
        """Return the version, or one that no row has."""
        try:
            versie = super().clean(value)
        except forms.ValidationError:
            return ONBEKENDE_VERSIE
        return ONBEKENDE_VERSIE if versie is None else versie


def tekstveld(label: Any, maximaal: int, uitleg: Any = "", regels: int = 3) -> forms.CharField:
    """A text that somebody types in their own words."""
    return forms.CharField(
        label=label,
        max_length=maximaal,
        help_text=uitleg,
        widget=forms.Textarea(attrs={"rows": regels}),
        error_messages={
            "required": _("Schrijf hier iets op."),
            "max_length": _("Dit is te lang. Er passen %(limit_value)d tekens."),
        },
    )


class UitspraakForm(forms.Form):
    """A kracht or zorg: the words, where it is about, and whom it is about.

    Args:
        plek: who writes; the choices are what this seat sees.
        rij: the text that is changed, if it is there already.
    """

    def __init__(
        self, *args: Any, plek: Plek, rij: Kracht | Zorg | Doel | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.plek, self.rij = plek, rij
        self.leefgebieden = leefgebieden_voor(plek)
        self.fields["tekst"] = tekstveld(_("In uw eigen woorden"), 500)
        self._voeg_toe()
        self.fields["leefgebied"] = self._leefgebied()
        self.fields["betreft"] = self._betreft(self._personen())
        if rij is not None:
            self.fields["versie"] = Versie()
            self.initial = self._nu(rij)

    def _voeg_toe(self) -> None:
        """Add what a goal has more than a kracht."""

    def _nu(self, rij: Any) -> dict[str, Any]:
        return {
            "tekst": rij.tekst,
            "leefgebied": str(rij.leefgebied_id),
            "betreft": str(rij.betreft_id or GEZIN),
            "versie": rij.versie,
        }

    def _leefgebied(self) -> forms.TypedChoiceField:
        gebieden: dict[str, Leefgebied] = {str(g.pk): g for g in self.leefgebieden}
        keuzes = [("", _("Kies waar het over gaat")), *((k, g.naam) for k, g in gebieden.items())]
        return forms.TypedChoiceField(
            label=_("Waar gaat het over?"),
            choices=keuzes,
            coerce=gebieden.__getitem__,
            error_messages={
                "required": _("Kies waar het over gaat."),
                "invalid_choice": _("Kies een onderwerp uit de lijst."),
            },
        )

    def _personen(self) -> list[Gezinslid | None]:
        """About whom; what somebody said about themselves stays about themselves."""
        mensen = personen_voor(self.plek, self.leefgebieden)
        rij, plek = self.rij, self.plek
        if rij is None or rij.voorstel or plek.mag(Handeling.INHOUD_SCHRIJVEN):
            return mensen
        return [lid for lid in mensen if lid is not None and lid == plek.lid]

    def _betreft(self, mensen: Sequence[Gezinslid | None]) -> forms.TypedChoiceField:
        per_code = {str(lid.pk) if lid else GEZIN: lid for lid in mensen}
        keuzes = [(code, naam_van(self.plek, lid)) for code, lid in per_code.items()]
        uitleg = {code: wie_ziet(self.plek, lid) for code, lid in per_code.items()}
        return forms.TypedChoiceField(
            label=_("Over wie gaat het?"),
            choices=keuzes,
            coerce=per_code.__getitem__,
            empty_value=None,
            widget=Keuzes(uitleg=uitleg),
            error_messages={
                "required": _("Kies over wie het gaat."),
                "invalid_choice": _("Kies iemand uit de lijst."),
            },
        )

    def clean(self) -> dict[str, Any]:
        """Ask whether this seat sees this person in this domain."""
        schoon = super().clean() or {}
        if {"leefgebied", "betreft"} <= schoon.keys() and not self._mag(schoon):
            naam = naam_van(self.plek, schoon["betreft"])
            tekst = _("U schrijft hier niet over “%(gebied)s” van %(wie)s. Kies iets anders.")
            fout = tekst % {"gebied": schoon["leefgebied"], "wie": naam}
            self.add_error("betreft", fout)
        return schoon

    def _mag(self, schoon: dict[str, Any]) -> bool:
        plek, betreft, gebied = self.plek, schoon["betreft"], schoon["leefgebied"]
        if not plek.ziet(betreft.pk if betreft else None, gebied):
            return False
        if self.rij is None:
            return True
        daarna = copy.copy(self.rij)
        daarna.betreft, daarna.leefgebied = betreft, gebied
        return rechten.mag_wijzigen(plek, daarna)

    @property
    def velden(self) -> dict[str, Any]:
        """What was filled in, for the workflow."""
        return {naam: w for naam, w in self.cleaned_data.items() if naam != "versie"}

    @property
    def versie(self) -> int:
        """The version it was based on."""
        versie: int = self.cleaned_data["versie"]
        return versie


class DoelForm(UitspraakForm):
    """A goal: also whose words they are, and the score one wishes for."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if self.rij is None and self.plek.lid is not None:
            self.initial.setdefault("woorden_van", str(self.plek.lid.pk))

    def _voeg_toe(self) -> None:
        van = {GEZIN: None, **{str(lid.pk): lid for lid in self.plek.leden}}
        keuzes = [(k, naam_van(self.plek, lid)) for k, lid in van.items()]
        self.fields["woorden_van"] = forms.TypedChoiceField(
            label=_("Wie zegt dit zo?"),
            choices=keuzes,
            coerce=van.__getitem__,
            initial=GEZIN,
            widget=forms.Select,
            error_messages={
                "required": _("Kies wie dit zo zegt."),
                "invalid_choice": _("Kies iemand uit de lijst."),
            },
        )
        self.fields["gewenst"] = forms.TypedChoiceField(
            label=_("Welk cijfer wilt u halen?"),
            help_text=_("0 is helemaal niet, 10 is helemaal. Aan tafel geeft ieder een cijfer."),
            choices=[(n, n) for n in range(11)],
            coerce=int,
            initial=7,
            widget=Cijfer,
            error_messages={
                "required": _("Kies een cijfer van 0 tot en met 10."),
                "invalid_choice": _("Kies een cijfer van 0 tot en met 10."),
            },
        )
        self.order_fields(["tekst", "woorden_van", "leefgebied", "betreft", "gewenst"])

    def _nu(self, rij: Any) -> dict[str, Any]:
        eigen = {"woorden_van": str(rij.woorden_van_id or GEZIN), "gewenst": rij.gewenst}
        return super()._nu(rij) | eigen


class HulpvraagForm(forms.Form):
    """What one member of the family wants, in their own words."""

    def __init__(
        self, *args: Any, plek: Plek, lid: Gezinslid, rij: Hulpvraag | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        zelf = plek.lid is not None and lid.pk == plek.lid.pk
        naam = {"naam": lid.voornaam}
        label = _("In uw eigen woorden") if zelf else _("Zoals %(naam)s het zegt") % naam
        self.fields["tekst"] = tekstveld(label, 500)
        if rij is not None:
            self.fields["versie"] = Versie()
            self.initial = {"tekst": rij.tekst, "versie": rij.versie}

    @property
    def versie(self) -> int | None:
        """The version it was based on; None when there was nothing yet."""
        return self.cleaned_data.get("versie")


class WerkdoelForm(forms.Form):
    """A small step towards a goal."""

    def __init__(self, *args: Any, rij: Werkdoel | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["tekst"] = tekstveld(
            _("Wat is de kleine stap?"), 300, _("Iets wat u kunt afvinken."), regels=2
        )
        if rij is not None:
            self.fields["versie"] = Versie()
            self.initial = {"tekst": rij.tekst, "versie": rij.versie}


class RedenForm(forms.Form):
    """Why something stops, or starts again."""

    versie = Versie()

    def __init__(
        self, *args: Any, label: str, uitleg: str = "", verplicht: bool, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["reden"] = tekstveld(label, 400, uitleg, regels=2)
        self.fields["reden"].required = verplicht


class TegenspraakForm(forms.Form):
    """What is not right about a text, in one's own words."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["eigen_woorden"] = tekstveld(
            _("Hoe is het volgens u?"),
            500,
            _("Uw woorden komen ernaast te staan. Wie de tekst ziet, ziet ook uw woorden."),
        )


class VersieForm(forms.Form):
    """Nothing but the version of what somebody confirms."""

    versie = Versie()


def naam_van(plek: Plek, lid: Gezinslid | None) -> str:
    """How a choice of a person is called."""
    if lid is None:
        return _("Ons gezin samen") if plek.lid is not None else _("Het gezin samen")
    if plek.lid is not None and lid.pk == plek.lid.pk:
        return _("%(naam)s (uzelf)") % {"naam": lid.voornaam}
    return str(lid.voornaam)


def wie_ziet(plek: Plek, lid: Gezinslid | None) -> str:
    """Say in plain words who will see a text about this person."""
    if lid is None:
        return _("Dit ziet iedereen aan tafel die dit onderwerp mag zien.")
    zelf = plek.lid is not None and lid.pk == plek.lid.pk
    if zelf and lid.leeftijd(plek.vandaag) >= VOLWASSEN:
        return _("Dit ziet alleen u, uw zorgcoördinator en wie u dat toestaat.")
    if lid.leeftijd(plek.vandaag) >= VOLWASSEN:
        tekst = _("Dit ziet alleen %(naam)s, de zorgcoördinator en wie %(naam)s dat toestaat.")
        return tekst % {"naam": lid.voornaam}
    if plek.lid is None:
        tekst = _("Dit zien wie over %(naam)s beslissen, de zorgcoördinator en wie zij toestaan.")
        return tekst % {"naam": lid.voornaam}
    tekst = _("Dit zien %(wie)s, de zorgcoördinator en wie u dat samen toestaat.")
    return tekst % {"wie": opsomming(_beslissers(plek, lid))}


def _beslissers(plek: Plek, lid: Gezinslid) -> list[str]:
    """Who decide about a child, by first name, the reader as "u" and first."""
    namen = {b.id: b.naam for groep in plek.groepen([lid]) for b in groep.allen}
    eigen = plek.deelname.lid_id
    voornamen = {een.pk: een.voornaam for een in plek.leden}
    anderen = [voornamen.get(wie, naam) for wie, naam in namen.items() if wie != eigen]
    return ["u", *sorted(anderen)] if eigen in namen else sorted(anderen)
