"""What people fill in about seats: proposing, choosing, recording, stopping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gebruikers.models import Leefgebied
from toegang import wie, woorden
from toegang.access import Plek
from toegang.forms.velden import zet_keuzes, zet_rijen, zet_zicht
from toegang.models import (
    ALLES,
    Antwoord,
    Deelname,
    Grondslag,
    Instemming,
    Sectie,
    Wijze,
)
from toegang.workflow.instemmen import Keuze, Vastlegging
from vormgeving.datums import dag
from vormgeving.invoer import Datum, Keuzes, KeuzesMetGevolg, Schakels

PLAN, TAFEL, HALFJAAR, ZO = "plan", "tafel", "halfjaar", "zo"

ANTWOORDEN = [
    (Antwoord.JA.value, gettext_lazy("Ja")),
    (Antwoord.NEE.value, gettext_lazy("Nee")),
    (Antwoord.PRATEN.value, gettext_lazy("Eerst praten")),
]


def half_jaar_na(vandaag: date) -> date:
    """The same day half a year later, or the last day of that month."""
    maand = vandaag.month + 6
    jaar, maand = vandaag.year + (maand - 1) // 12, (maand - 1) % 12 + 1
    volgende = date(jaar + maand // 12, maand % 12 + 1, 1)
    return min(date(jaar, maand, 1) + timedelta(days=vandaag.day - 1), volgende - timedelta(days=1))


def alle_codes(codes: Sequence[str], gebieden: Sequence[Leefgebied]) -> list[str]:
    """Codes one by one, where ``*`` stood for all."""
    return [g.code for g in gebieden] if ALLES in codes else list(codes)


class Zichtform(forms.Form):
    """What somebody may see and until when; ``Keuze`` comes out of it.

    The end is chosen in words; ``tot`` on a seat is the first day that no longer counts.
    """

    leefgebieden = forms.MultipleChoiceField(required=False, label=gettext_lazy("Onderwerpen"))
    secties = forms.MultipleChoiceField(required=False, label=gettext_lazy("Delen van het plan"))
    tot = forms.ChoiceField(label=gettext_lazy("Tot wanneer?"), widget=Keuzes)

    def __init__(
        self,
        plek: Plek,
        deelname: Deelname,
        gebieden: Sequence[Leefgebied],
        data: Any = None,
        eerder: Instemming | None = None,
    ) -> None:
        """``eerder`` is the answer this form changes, if there is one."""
        super().__init__(data)
        self.plek, self.deelname, self.gebieden = plek, deelname, gebieden
        self.data_tot = self._einden(eerder.tot if eerder else deelname.tot)
        zet_zicht(self, gebieden, Schakels)
        zet_keuzes(self, "tot", [(k, tekst) for k, (tekst, _tot) in self.data_tot.items()])
        codes, secties, tot = self._begin(eerder)
        self.initial = {
            "leefgebieden": alle_codes(codes, gebieden),
            "secties": [s.value for s in Sectie if ALLES in secties or s.value in secties],
            "tot": tot,
        }

    def _einden(self, nu: date | None) -> dict[str, tuple[str, date | None]]:
        """The choices of an end: a word, and the first day that no longer counts."""
        vandaag, now = self.plek.vandaag, self.plek.now
        uit: dict[str, tuple[str, date | None]] = {}
        tafel = self.plek.plan.volgende_evaluatie
        if tafel and tafel >= vandaag:
            woord = _("Tot en met de volgende tafel, %(dag)s") % {"dag": dag(tafel, now)}
            uit[TAFEL] = (woord, tafel + timedelta(days=1))
        half = half_jaar_na(vandaag)
        uit[HALFJAAR] = (_("Een half jaar, tot %(dag)s") % {"dag": dag(half, now)}, half)
        uit[PLAN] = (_("Zolang het plan loopt"), None)
        if nu and nu not in {tot for _tekst, tot in uit.values()}:
            uit[ZO] = (_("Zoals het nu is, tot %(dag)s") % {"dag": dag(nu, now)}, nu)
        return uit

    def _begin(self, eerder: Instemming | None) -> tuple[list[str], list[str], str]:
        """What is switched on to begin with: as one chose, as it is now, or as was proposed."""
        d = self.deelname
        if eerder and eerder.antwoord == Antwoord.JA:
            return eerder.leefgebieden, eerder.secties, self._naam_van(eerder.tot)
        if d.status in wie.TOEGELATEN:
            codes = {code for lijst in d.leefgebieden.values() for code in lijst}
            return sorted(codes), d.secties, self._naam_van(d.tot)
        tot = HALFJAAR if d.organisatie_id else PLAN
        return d.voorstel_leefgebieden, d.voorstel_secties, tot

    def _naam_van(self, einde: date | None) -> str:
        return next(k for k, (_tekst, tot) in self.data_tot.items() if tot == einde)

    @property
    def gekozen(self) -> tuple[list[str], list[str]]:
        """What is switched on at this moment, for the preview: as typed, else as it begins."""
        if not self.is_bound:
            return self.initial["leefgebieden"], self.initial["secties"]
        bekend = {g.code for g in self.gebieden}
        velden = self["leefgebieden"].value() or [], self["secties"].value() or []
        return [c for c in velden[0] if c in bekend], [s for s in velden[1] if s in Sectie.values]

    def keuze(self, antwoord: Antwoord) -> Keuze:
        """The answer this form holds."""
        return Keuze(
            antwoord,
            self.cleaned_data["leefgebieden"],
            self.cleaned_data["secties"],
            self.data_tot[self.cleaned_data["tot"]][1],
        )


class Vastlegform(Zichtform):
    """What somebody chose on paper or in a conversation, written down by the zorgcoördinator."""

    beslisser = forms.ChoiceField(label=gettext_lazy("Wie heeft gekozen?"), widget=Keuzes)
    antwoord = forms.ChoiceField(
        label=gettext_lazy("Wat is het antwoord?"), choices=ANTWOORDEN, widget=Keuzes
    )
    wijze = forms.ChoiceField(
        label=gettext_lazy("Hoe is dat gezegd?"),
        choices=[(w.value, capfirst(w.label)) for w in (Wijze.PAPIER, Wijze.GESPREK)],
        widget=Keuzes,
    )
    aanwezig = forms.CharField(
        label=gettext_lazy("Wie waren erbij?"),
        help_text=gettext_lazy("Namen, ook van de tolk als die er was."),
        max_length=300,
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Wat hoort erbij?"),
        max_length=400,
        required=False,
        widget=forms.Textarea,
    )

    field_order = ("wie", "antwoord", "leefgebieden", "secties", "tot", "wijze", "aanwezig")

    def __init__(
        self,
        plek: Plek,
        stand: wie.Stand,
        gebieden: Sequence[Leefgebied],
        data: Any = None,
    ) -> None:
        super().__init__(plek, stand.deelname, gebieden, data)
        keuzes = {str(s.beslisser.id): woorden.heet(s.beslisser, plek) for s in stand.stemmen}
        uitleg = {str(s.beslisser.id): woorden.antwoord_in_woorden(s)[1] for s in stand.stemmen}
        namen = [(k, capfirst(naam)) for k, naam in keuzes.items()]
        zet_keuzes(self, "beslisser", namen, Keuzes(uitleg=uitleg))
        if stand.deelname.status in wie.TOEGELATEN:
            zet_keuzes(self, "antwoord", ANTWOORDEN[:1])
            self.initial["antwoord"] = Antwoord.JA.value

    def vastlegging(self) -> Vastlegging:
        """How the answer came."""
        return Vastlegging(Wijze(self.cleaned_data["wijze"]), self.cleaned_data["aanwezig"])

    def keuze_van(self) -> Keuze:
        """The answer as it was given."""
        keuze = self.keuze(Antwoord(self.cleaned_data["antwoord"]))
        return Keuze(
            keuze.antwoord,
            keuze.leefgebieden,
            keuze.secties,
            keuze.tot,
            self.cleaned_data["toelichting"],
        )


class Grondslagform(forms.Form):
    """The AVG's legal basis of a seat, apart from what the family agreed to."""

    grondslag = forms.ChoiceField(
        label=gettext_lazy("Grondslag"),
        help_text=gettext_lazy("Dit staat los van het ja van het gezin."),
        choices=[(g.value, capfirst(g.label)) for g in Grondslag if g.value],
        widget=KeuzesMetGevolg(uitleg=woorden.GRONDSLAG_UITLEG),
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Waarop berust dat?"),
        help_text=gettext_lazy("Bijvoorbeeld de wet, of de datum van de beschikking."),
        max_length=400,
        required=False,
        widget=forms.Textarea,
    )
    tot = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Daarna ziet deze persoon niets meer."),
        required=False,
        widget=Datum,
    )

    def __init__(self, plek: Plek, deelname: Deelname, data: Any = None) -> None:
        eind = deelname.tot - timedelta(days=1) if deelname.tot else None
        super().__init__(
            data,
            initial={
                "grondslag": deelname.grondslag,
                "toelichting": deelname.grondslag_toelichting,
                "tot": eind,
            },
        )
        self.plek = plek
        if not deelname.wettelijk:
            del self.fields["tot"]
        else:
            self.fields["toelichting"].required = True

    def clean_tot(self) -> date | None:
        laatste: date | None = self.cleaned_data["tot"]
        if laatste and laatste < self.plek.vandaag:
            raise forms.ValidationError(_("Kies vandaag of een dag daarna."))
        return laatste + timedelta(days=1) if laatste else None


class Stopform(forms.Form):
    """Why a seat ends; nobody has to say."""

    reden = forms.CharField(
        label=gettext_lazy("Wilt u zeggen waarom?"),
        help_text=gettext_lazy("Dit hoeft niet. Wie kiest en de zorgcoördinator kunnen het lezen."),
        max_length=400,
        required=False,
        widget=forms.Textarea,
    )


class Opvolgerform(forms.Form):
    """Whom the zorgcoördinator asks to take over."""

    opvolger = forms.ModelChoiceField(
        label=gettext_lazy("Wie vraagt u?"),
        queryset=Deelname.objects.none(),
        widget=Keuzes,
        empty_label=None,
    )

    def __init__(self, kandidaten: Any, data: Any = None) -> None:
        super().__init__(data)
        zet_rijen(self, "opvolger", kandidaten)


class Opvolgvastlegform(forms.Form):
    """What somebody said about the successor on paper or in a conversation."""

    beslisser = forms.ChoiceField(label=gettext_lazy("Wie heeft gekozen?"), widget=Keuzes)
    gezegd = forms.ChoiceField(
        label=gettext_lazy("Wat is het antwoord?"), choices=ANTWOORDEN, widget=Keuzes
    )
    wijze = forms.ChoiceField(
        label=gettext_lazy("Hoe is dat gezegd?"),
        choices=[(w.value, capfirst(w.label)) for w in (Wijze.PAPIER, Wijze.GESPREK)],
        widget=Keuzes,
    )
    aanwezig = forms.CharField(label=gettext_lazy("Wie waren erbij?"), max_length=300)

    def __init__(self, plek: Plek, stand: wie.Stand, data: Any = None) -> None:
        super().__init__(data)
        namen = [
            (str(s.beslisser.id), capfirst(woorden.heet(s.beslisser, plek))) for s in stand.stemmen
        ]
        zet_keuzes(self, "beslisser", namen)

    def antwoord(self) -> Antwoord:
        """What was said."""
        return Antwoord(self.cleaned_data["gezegd"])

    def vastlegging(self) -> Vastlegging:
        """How it was said, and who were there."""
        return Vastlegging(Wijze(self.cleaned_data["wijze"]), self.cleaned_data["aanwezig"])
