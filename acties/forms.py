"""Input about actions. Choices are what the seat sees; the workflow asks the access table again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from acties.access import doel_bij, houders_mogelijk
from acties.models import Actie, Herhaling
from acties.woorden import volgorde_aan_tafel, wat
from doelen.access import doelen, leefgebieden_voor, personen_voor
from doelen.forms import Versie
from doelen.models import Doel, Doelstatus
from toegang.models import Deelname
from toegang.policy import Handeling
from vormgeving.invoer import Datum, Keuzes, Vinkjes

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from toegang.access import Plek

VER_WEG = timedelta(days=2 * 365)

REDENEN = (
    ("tijd", _("Geen tijd")),
    ("contact", _("Krijg geen contact")),
    ("niet_van_mij", _("Hoort niet bij mij")),
)
"""Short reasons to tap; own words beside or instead of them."""


class Keuze(forms.ChoiceField):
    """A choice of which one is empty ("one time", "no goal"): there is always an answer."""

    def validate(self, value: Any) -> None:
        """Check what was chosen."""
        if value != "":
            super().validate(value)


class Aanvulling(forms.CharField):
    """Words beside a choice: one of the two is needed, so it is not called optional."""

    def validate(self, value: Any) -> None:
        """Leave it to the form whether there must be words."""


class Mensen:
    """The seats that can be asked, as choices by id; oneself first."""

    def __init__(self, plek: Plek, *, zonder: Collection[UUID] = ()) -> None:
        zelf = plek.deelname.pk
        rijen = [d for d in houders_mogelijk(plek) if d.pk not in zonder]
        rijen.sort(key=lambda d: (d.pk != zelf, *volgorde_aan_tafel(d)))
        self.per_id = {str(d.pk): d for d in rijen}
        self.keuzes = [
            (pk, _("Ik doe het zelf") if d.pk == zelf else d.naam) for pk, d in self.per_id.items()
        ]
        vandaag = plek.vandaag
        self.uitleg = {pk: wat(d, vandaag) for pk, d in self.per_id.items() if d.pk != zelf}


class ActieForm(forms.Form):
    """What, by when, how often, for which goal; and whom to ask, when it is a new one.

    ``cleaned_data`` holds what ``workflow.assign`` and ``workflow.edit`` take. A goal brings its
    leefgebied and whom it concerns; without one they are chosen.
    """

    tekst = forms.CharField(
        label=_("Wat gaat er gebeuren?"),
        help_text=_("Eén ding, zo dat iedereen snapt wanneer het klaar is."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op wat er gaat gebeuren.")},
    )
    houders = forms.MultipleChoiceField(
        label=_("Wie doet het?"),
        help_text=_("Wie u kiest, krijgt de vraag en zegt zelf ja of nee."),
        error_messages={"required": _("Kies wie het doet.")},
    )
    deadline = forms.DateField(label=_("Uiterlijk op"), widget=Datum, required=False)
    herhaling = Keuze(label=_("Hoe vaak?"), choices=Herhaling.choices, widget=Keuzes)
    doel = Keuze(label=_("Bij welk doel hoort dit?"))
    leefgebied = Keuze(
        label=_("Waar gaat het over?"),
        help_text=_("Wie dit onderwerp mag zien, ziet ook deze actie."),
    )
    betreft = Keuze(label=_("Over wie gaat het?"))
    versie = Versie()

    def __init__(self, *args: Any, plek: Plek, actie: Actie | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plek, self.actie = plek, actie
        self.doelen = {str(d.pk): d for d in _lopende_doelen(plek)}
        gebieden = leefgebieden_voor(plek)
        self.gebieden = {str(g.pk): g for g in gebieden}
        self.personen = {str(p.pk) if p else "": p for p in personen_voor(plek, gebieden)}
        self._zet_keuzes()

    def _zet_keuzes(self) -> None:
        doelen = [(pk, d.tekst) for pk, d in self.doelen.items()]
        gebieden = [(pk, g.naam) for pk, g in self.gebieden.items()]
        zet_keuzes(self.fields["doel"], [("", _("Geen doel")), *doelen])
        zet_keuzes(self.fields["leefgebied"], [("", _("Kies een onderwerp")), *gebieden])
        zet_keuzes(
            self.fields["betreft"],
            [(pk, p.voornaam if p else _("Het gezin samen")) for pk, p in self.personen.items()],
        )
        if self.actie is not None:
            del self.fields["houders"]
            if self.actie.doel is not None and doel_bij(self.plek, self.actie) is None:
                del self.fields["doel"]
            return
        del self.fields["versie"]
        self.mensen = Mensen(self.plek)
        self.fields["houders"].widget = Vinkjes(uitleg=self.mensen.uitleg)
        zet_keuzes(self.fields["houders"], self.mensen.keuzes)
        if not self.plek.mag(Handeling.ACTIE_TOEWIJZEN):
            uitleg = _("Vraagt u een ander? Dan stelt u het voor. Die kiest zelf.")
            self.fields["houders"].help_text = uitleg

    def clean_houders(self) -> list[Deelname]:
        """Return the chosen seats, in the order of the list."""
        gekozen = set(self.cleaned_data["houders"])
        return [d for pk, d in self.mensen.per_id.items() if pk in gekozen]

    def clean_deadline(self) -> date | None:
        """Refuse a day that has passed, unless it was the day already."""
        dag: date | None = self.cleaned_data["deadline"]
        if dag is None or (self.actie and dag == self.actie.deadline):
            return dag
        if dag < self.plek.vandaag:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if dag > self.plek.vandaag + VER_WEG:
            raise forms.ValidationError(_("Kies een dag binnen twee jaar."))
        return dag

    def clean_doel(self) -> Doel | None:
        """Return the goal itself."""
        return self.doelen.get(self.cleaned_data["doel"])

    def clean(self) -> dict[str, Any]:
        """Fill in what the goal brings, and check that the seat sees what it writes."""
        data = super().clean() or self.cleaned_data
        if data.get("herhaling") and not data.get("deadline") and "deadline" not in self.errors:
            self.add_error("deadline", _("Kies wanneer het voor het eerst klaar moet zijn."))
        if "doel" not in self.fields and self.actie is not None:
            data["doel"] = self.actie.doel
        doel = data.get("doel")
        if doel is not None:
            self._neem_over(data, doel)
        elif "leefgebied" in data and "betreft" in data:
            self._kies_zelf(data)
        return data

    def _neem_over(self, data: dict[str, Any], doel: Doel) -> None:
        zelfde = self.actie is not None and self.actie.doel_id == doel.pk
        bron = self.actie if zelfde and self.actie else doel
        data["leefgebied"], data["betreft"] = bron.leefgebied, bron.betreft

    def _kies_zelf(self, data: dict[str, Any]) -> None:
        gebied = self.gebieden.get(data["leefgebied"])
        persoon = self.personen.get(data["betreft"])
        if gebied is None:
            self.add_error("leefgebied", _("Kies waar het over gaat."))
        elif not self.plek.ziet(persoon.pk if persoon else None, gebied):
            self.add_error("leefgebied", _("Dit onderwerp ziet u niet bij deze persoon."))
        data["leefgebied"], data["betreft"] = gebied, persoon


def zet_keuzes(veld: forms.Field, keuzes: Sequence[tuple[str, StrOrPromise]]) -> None:
    """Give a field its choices."""
    if not isinstance(veld, forms.ChoiceField):
        raise TypeError(f"{type(veld).__name__} has no choices")
    veld.choices = keuzes


def beginwaarden(actie: Actie) -> dict[str, Any]:
    """Return what an edit form starts with."""
    return {
        "tekst": actie.tekst,
        "deadline": actie.deadline,
        "herhaling": actie.herhaling,
        "doel": str(actie.doel_id or ""),
        "leefgebied": str(actie.leefgebied_id),
        "betreft": str(actie.betreft_id or ""),
        "versie": actie.versie,
    }


def _lopende_doelen(plek: Plek) -> list[Doel]:
    lopend = (Doelstatus.CONCEPT, Doelstatus.ACTIEF)
    return [d for d in doelen(plek).select_related("leefgebied", "betreft") if d.status in lopend]


class RedenForm(forms.Form):
    """Why it does not work out: a short reason, own words, or both."""

    kort = forms.ChoiceField(choices=REDENEN, required=False)
    eigen = Aanvulling(
        label=_("Of in uw eigen woorden"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Make one reason of the two."""
        data = super().clean() or self.cleaned_data
        kort = str(dict(REDENEN).get(data.get("kort", ""), ""))
        eigen = data.get("eigen", "").strip()
        data["reden"] = f"{kort}. {eigen}" if kort and eigen else kort or eigen
        if not data["reden"] and not self.errors:
            self.add_error("eigen", _("Kies waarom het niet lukt, of schrijf het op."))
        return data


class VervalForm(forms.Form):
    """Why this need not be done any more."""

    reden = forms.CharField(
        label=_("Waarom hoeft dit niet meer?"),
        help_text=_("Wie deze actie ziet, leest dit."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op waarom dit niet meer hoeft.")},
    )


class DrieVragenForm(forms.Form):
    """The answer to the three questions of the method, for who takes over from the network."""

    drie_vragen = forms.CharField(
        label=_("Wat denkt u hierover?"),
        help_text=_("Een paar zinnen is genoeg. Wie deze actie ziet, leest dit."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf in een paar zinnen wat u hierover denkt.")},
    )


class WieForm(forms.Form):
    """Who is asked to do it from now on."""

    houders = forms.MultipleChoiceField(
        label=_("Wie doet het?"),
        help_text=_("Wie u kiest, krijgt de vraag en zegt zelf ja of nee."),
        error_messages={"required": _("Kies wie het doet.")},
    )

    def __init__(self, *args: Any, plek: Plek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mensen = Mensen(plek)
        self.fields["houders"].widget = Vinkjes(uitleg=self.mensen.uitleg)
        zet_keuzes(self.fields["houders"], self.mensen.keuzes)

    def clean_houders(self) -> list[Deelname]:
        """Return the chosen seats, in the order of the list."""
        gekozen = set(self.cleaned_data["houders"])
        return [d for pk, d in self.mensen.per_id.items() if pk in gekozen]


class OverdraagForm(forms.Form):
    """Which of the others at the table is asked to take over."""

    naar = forms.ChoiceField(
        label=_("Aan wie vraagt u het?"), error_messages={"required": _("Kies iemand.")}
    )

    def __init__(self, *args: Any, plek: Plek, actie: Actie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zonder = {h.deelname_id for h in actie.houders.all() if h.antwoord != "nee"}
        self.mensen = Mensen(plek, zonder=zonder | {plek.deelname.pk})
        self.fields["naar"].widget = Keuzes(uitleg=self.mensen.uitleg)
        keuzes = sorted(self.mensen.keuzes, key=lambda k: not self._is_collega(plek, k[0]))
        zet_keuzes(self.fields["naar"], keuzes)

    def _is_collega(self, plek: Plek, pk: str) -> bool:
        eigen = plek.deelname.organisatie_id
        return eigen is not None and self.mensen.per_id[pk].organisatie_id == eigen

    def clean_naar(self) -> Deelname:
        """Return the chosen seat."""
        return self.mensen.per_id[self.cleaned_data["naar"]]
