"""What a coordinator fills in to plan a table. Whether somebody may is asked elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezinsplan.forms import GEEN_DATUM, Versieform
from rondetafel.gasten import Mens, is_gezin
from rondetafel.models import Rondetafel, Tafelsoort, Uitnodiging
from rondetafel.redenen import weekdag
from rondetafel.scheduling import MAX_DAGEN, tijd_op
from toegang.models import Deelname
from vormgeving.invoer import Datum, Keuzes, Schakel, Tijdstip, Vinkjes

GEEN_TIJD = gettext_lazy("Dit is geen tijd. Een voorbeeld: 15:30.")
DUREN = (
    ("60", gettext_lazy("een uur")),
    ("90", gettext_lazy("anderhalf uur")),
    ("120", gettext_lazy("twee uur")),
    ("150", gettext_lazy("tweeënhalf uur")),
)
VERPLICHT, WELKOM, NIET = "verplicht", "welkom", "niet"
GASTKEUZES = (
    (VERPLICHT, gettext_lazy("Moet erbij zijn")),
    (WELKOM, gettext_lazy("Fijn als zij er zijn")),
    (NIET, gettext_lazy("Niet uitnodigen")),
)


def _reden(label: Any, leeg: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": leeg},
    )


def _dag(label: Any, *, required: bool = True) -> forms.DateField:
    fouten = {"invalid": GEEN_DATUM, "required": gettext_lazy("Vul een dag in.")}
    return forms.DateField(label=label, widget=Datum, required=required, error_messages=fouten)


def _uur(label: Any, *, required: bool = True) -> forms.TimeField:
    fouten = {"invalid": GEEN_TIJD, "required": gettext_lazy("Vul een tijd in.")}
    return forms.TimeField(label=label, widget=Tijdstip, required=required, error_messages=fouten)


def moment_op(dag: date, uur: time) -> datetime:
    """Return the moment of a local time, or say that the clock skips it."""
    tijd = tijd_op(dag, uur, timedelta(minutes=1))
    if tijd is None:
        raise forms.ValidationError(_("Deze tijd bestaat niet: dan gaat de klok een uur vooruit."))
    return tijd.begin


class Vensterform(forms.Form):
    """Between which days and hours to look for times."""

    van = _dag(gettext_lazy("Zoek vanaf"))
    tot_en_met = _dag(gettext_lazy("Tot en met"))
    dagen = forms.MultipleChoiceField(
        label=gettext_lazy("Op welke dagen?"),
        widget=Vinkjes,
        error_messages={"required": gettext_lazy("Kies ten minste één dag.")},
    )
    vanaf = _uur(gettext_lazy("Niet eerder dan"))
    tot = _uur(gettext_lazy("Klaar om"))
    kantooruren = forms.BooleanField(
        label=gettext_lazy("Let op kantooruren"),
        help_text=gettext_lazy("Beroepskrachten van 8:30 tot 17:30, niet op feestdagen."),
        widget=Schakel,
        required=False,
    )
    schooltijd = forms.BooleanField(
        label=gettext_lazy("Let op schooltijd"),
        help_text=gettext_lazy("Jongeren niet tussen 8:30 en 15:15."),
        widget=Schakel,
        required=False,
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        keuzes = self.fields["dagen"]
        if isinstance(keuzes, forms.MultipleChoiceField):
            keuzes.choices = [(str(n), capfirst(weekdag(n))) for n in range(7)]

    def clean(self) -> dict[str, Any]:
        """A window lies ahead, ends after it begins, and is not endless."""
        gegevens = super().clean() or self.cleaned_data
        van, tot = gegevens.get("van"), gegevens.get("tot_en_met")
        if van and tot:
            if tot < van:
                self.add_error("tot_en_met", _("Deze dag ligt voor de eerste dag."))
            elif (tot - van).days >= MAX_DAGEN:
                self.add_error("tot_en_met", _("Zoek in ten hoogste drie maanden."))
        if tot and tot < self.vandaag:
            self.add_error("tot_en_met", _("Deze dag is al geweest."))
        vanaf, klaar = gegevens.get("vanaf"), gegevens.get("tot")
        if vanaf and klaar and klaar <= vanaf:
            self.add_error("tot", _("Deze tijd ligt voor het begin."))
        return gegevens

    @property
    def patroon(self) -> dict[str, Any]:
        """What goes onto ``Rondetafel.patroon``."""
        c = self.cleaned_data
        return {
            "dagen": sorted(int(dag) for dag in c["dagen"]),
            "vanaf": f"{c['vanaf']:%H:%M}",
            "tot": f"{c['tot']:%H:%M}",
            "kantooruren": c["kantooruren"],
            "schooltijd": c["schooltijd"],
        }


def beginvenster(vandaag: date, tafel: Rondetafel | None = None) -> dict[str, Any]:
    """Return what the window shows first: that of the table, or two weeks from next week."""
    patroon = (tafel.patroon if tafel else {}) or {}
    return {
        "van": (tafel and tafel.venster_van) or vandaag + timedelta(days=7),
        "tot_en_met": (tafel and tafel.venster_tot) or vandaag + timedelta(days=20),
        "dagen": [str(n) for n in patroon.get("dagen", range(5))],
        "vanaf": patroon.get("vanaf", "09:00"),
        "tot": patroon.get("tot", "17:30"),
        "kantooruren": patroon.get("kantooruren", True),
        "schooltijd": patroon.get("schooltijd", True),
    }


class Gastenform(forms.Form):
    """Who comes: one choice per seat. ``gasten`` is what the workflow takes."""

    def __init__(
        self,
        *args: Any,
        zittend: Sequence[tuple[Deelname, Mens]],
        lijst: Sequence[Uitnodiging] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zittend = [deelname for deelname, _wie in zittend]
        op_lijst = {u.deelname_id: u.verplicht for u in lijst or ()}
        for deelname, wie in zittend:
            self.fields[f"gast-{deelname.pk}"] = forms.ChoiceField(
                label=wie.heet,
                help_text=wie.onder,
                choices=GASTKEUZES,
                initial=_gastkeuze(deelname, op_lijst if lijst is not None else None),
            )

    @property
    def gastvelden(self) -> list[forms.BoundField]:
        """The fields of people, in the order of the seats."""
        return [self[f"gast-{d.pk}"] for d in self.zittend]

    @property
    def gasten(self) -> dict[UUID, bool]:
        """Who is invited, and whether they must be there."""
        keuzes = {d.pk: self.cleaned_data[f"gast-{d.pk}"] for d in self.zittend}
        return {pk: keuze == VERPLICHT for pk, keuze in keuzes.items() if keuze != NIET}

    def clean(self) -> dict[str, Any]:
        """No table about a family without anybody of it."""
        gegevens = super().clean() or self.cleaned_data
        gezin = [f"gast-{d.pk}" for d in self.zittend if is_gezin(d)]
        if all(gegevens.get(naam) == NIET for naam in gezin):
            self.add_error(None, _("Nodig ten minste één ouder of jongere uit."))
        return gegevens


def _gastkeuze(deelname: Deelname, op_lijst: dict[UUID, bool] | None) -> str:
    if op_lijst is None:
        moet = is_gezin(deelname) or deelname.is_zorgcoordinator
        return VERPLICHT if moet else WELKOM
    if deelname.pk not in op_lijst:
        return NIET
    return VERPLICHT if op_lijst[deelname.pk] else WELKOM


class Plekform(forms.Form):
    """Where it is."""

    plaats = forms.CharField(
        label=gettext_lazy("Waar?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: Wijkteam Noord, Havenstraat 4, zaal 2."),
    )
    plaats_in_agenda = forms.BooleanField(
        label=gettext_lazy("De plaats mag in ieders agenda staan"),
        help_text=gettext_lazy(
            "Zet dit uit als u bij iemand thuis komt. De plaats staat dan alleen na het inloggen."
        ),
        widget=Schakel,
        required=False,
        initial=True,
    )
    videolink = forms.URLField(
        label=gettext_lazy("Link voor video"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Dit is geen link. Plak de hele link.")},
    )

    def clean(self) -> dict[str, Any]:
        """People must be able to get there, one way or the other."""
        gegevens = super().clean() or self.cleaned_data
        if not gegevens.get("plaats") and not gegevens.get("videolink") and not self.errors:
            self.add_error("plaats", _("Vul in waar de tafel is, of geef een link voor video."))
        return gegevens


class Tafelform(Plekform, Vensterform, Gastenform):
    """A new table."""

    soort = forms.ChoiceField(
        label=gettext_lazy("Wat voor tafel wordt het?"),
        choices=[(s.value, capfirst(s.label)) for s in Tafelsoort],
        widget=Keuzes,
    )
    duur = forms.ChoiceField(label=gettext_lazy("Hoe lang?"), choices=DUREN, initial="90")

    def clean(self) -> dict[str, Any]:
        """The hours must be long enough for the table to fit."""
        gegevens = super().clean()
        vanaf, tot, duur = gegevens.get("vanaf"), gegevens.get("tot"), gegevens.get("duur")
        if vanaf and tot and duur and "tot" not in self.errors:
            lang = (tot.hour - vanaf.hour) * 60 + tot.minute - vanaf.minute
            if lang < int(duur):
                self.add_error("tot", _("Tussen deze tijden past de tafel niet."))
        return gegevens


class Plaatsform(Plekform, Versieform):
    """Another place for a table."""


class Tijdenform(forms.Form):
    """Which times are asked: those ticked, and those filled in by hand."""

    EIGEN = 3

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tijd"] = forms.MultipleChoiceField(
            choices=[(code, "") for code in codes], required=False
        )
        for n in range(1, self.EIGEN + 1):
            self.fields[f"dag{n}"] = _dag(_("Dag"), required=False)
            self.fields[f"uur{n}"] = _uur(_("Tijd"), required=False)

    @property
    def eigen(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields for a day and a time."""
        return [(self[f"dag{n}"], self[f"uur{n}"]) for n in range(1, self.EIGEN + 1)]

    @property
    def gekozen(self) -> set[str]:
        """The codes of the times that are ticked in a form that came back."""
        return set(self["tijd"].data or ())

    def clean(self) -> dict[str, Any]:
        """Put both kinds together as aware moments in ``begin``."""
        gegevens = super().clean() or self.cleaned_data
        gekozen = {datetime.fromisoformat(t) for t in gegevens.get("tijd", [])}
        for n in range(1, self.EIGEN + 1):
            dag, uur = gegevens.get(f"dag{n}"), gegevens.get(f"uur{n}")
            if dag and uur:
                try:
                    gekozen.add(moment_op(dag, uur))
                except forms.ValidationError as fout:
                    self.add_error(f"uur{n}", fout)
            elif dag and f"uur{n}" not in self.errors:
                self.add_error(f"uur{n}", _("Vul ook de tijd in."))
            elif uur and f"dag{n}" not in self.errors:
                self.add_error(f"dag{n}", _("Vul ook de dag in."))
        gegevens["begin"] = sorted(gekozen)
        if not gekozen and not self.errors:
            self.add_error(None, _("Kies ten minste één tijd, of vul er zelf een in."))
        return gegevens


class Directform(forms.Form):
    """A time that was agreed already, and where."""

    dag = _dag(gettext_lazy("Dag"))
    uur = _uur(gettext_lazy("Tijd"))
    reden = _reden(
        gettext_lazy("Waar en met wie is dit afgesproken?"),
        gettext_lazy("Schrijf op waar en met wie deze tijd is afgesproken."),
        gettext_lazy("Iedereen aan tafel leest dit. Bijvoorbeeld: aan de vorige tafel."),
    )

    def clean(self) -> dict[str, Any]:
        """Put both together as an aware moment in ``begin``."""
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("dag") and gegevens.get("uur"):
            try:
                gegevens["begin"] = moment_op(gegevens["dag"], gegevens["uur"])
            except forms.ValidationError as fout:
                self.add_error("uur", fout)
        return gegevens


ANDER, OPNIEUW = "ander", "opnieuw"
HOE_UITLEG: dict[str, Any] = {
    ANDER: gettext_lazy("Iedereen krijgt meteen de nieuwe tijd."),
    OPNIEUW: gettext_lazy("De tijd verdwijnt uit ieders agenda. U kiest nieuwe tijden."),
}


class Verzetform(forms.Form):
    """The table moves: to a time that is known, or to one that everyone is asked for."""

    hoe = forms.ChoiceField(
        label=gettext_lazy("Hoe komt u aan een andere tijd?"),
        choices=[
            (ANDER, gettext_lazy("Ik weet al een andere tijd")),
            (OPNIEUW, gettext_lazy("Ik vraag opnieuw wie wanneer kan")),
        ],
        initial=OPNIEUW,
        widget=Keuzes(uitleg=HOE_UITLEG),
    )
    dag = _dag(gettext_lazy("Nieuwe dag"), required=False)
    uur = _uur(gettext_lazy("Nieuwe tijd"), required=False)
    reden = _reden(
        gettext_lazy("Waarom verandert de tijd?"),
        gettext_lazy("Schrijf op waarom de tijd verandert."),
        gettext_lazy("Iedereen aan tafel leest dit."),
    )

    def clean(self) -> dict[str, Any]:
        """A known time needs its day and hour; ``begin`` is that moment, or None."""
        gegevens = super().clean() or self.cleaned_data
        gegevens["begin"] = None
        if gegevens.get("hoe") != ANDER:
            return gegevens
        for naam, leeg in (("dag", _("Vul een dag in.")), ("uur", _("Vul een tijd in."))):
            if not gegevens.get(naam) and naam not in self.errors:
                self.add_error(naam, leeg)
        if gegevens.get("dag") and gegevens.get("uur"):
            try:
                gegevens["begin"] = moment_op(gegevens["dag"], gegevens["uur"])
            except forms.ValidationError as fout:
                self.add_error("uur", fout)
        return gegevens


class Afzegform(forms.Form):
    """Why a table does not go ahead."""

    reden = _reden(
        gettext_lazy("Waarom gaat de tafel niet door?"),
        gettext_lazy("Schrijf op waarom de tafel niet doorgaat."),
        gettext_lazy("Iedereen die was uitgenodigd, leest dit."),
    )
