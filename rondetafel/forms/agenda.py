"""What people put on the agenda of a table, and what they keep of their own calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doelen.access import leefgebieden_voor, personen_voor
from gezinsplan.forms import GEEN_DATUM
from rondetafel.forms.plannen import GEEN_TIJD
from rondetafel.models import Verhinderingsreden
from rondetafel.redenen import weekdag
from vormgeving.invoer import Datum, Keuzes, Tijdstip

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek

IEDEREEN, SAMEN, ELKE_DAG = "iedereen", "samen", "elke"


class Agendapuntform(forms.Form):
    """Something to talk about, and who reads it beforehand."""

    tekst = forms.CharField(
        label=gettext_lazy("Waarover wilt u praten?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf op waarover u wilt praten.")},
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Wilt u er meer bij zeggen?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, plek: Plek, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebieden = leefgebieden_voor(plek)
        self.plek = plek
        self.gebieden = {str(g.pk): g for g in gebieden}
        self.leden = {str(lid.pk): lid for lid in personen_voor(plek, gebieden) if lid}
        alleen = _("Alleen wie “%(gebied)s” mag zien")
        self.fields["leefgebied"] = forms.ChoiceField(
            label=_("Wie mag dit lezen?"),
            choices=[
                (IEDEREEN, _("Iedereen aan deze tafel")),
                *((pk, alleen % {"gebied": g.naam}) for pk, g in self.gebieden.items()),
            ],
            initial=IEDEREEN,
        )
        self.fields["betreft"] = forms.ChoiceField(
            label=_("Over wie gaat het?"),
            choices=[
                (SAMEN, _("Het gezin samen")),
                *((pk, lid.voornaam) for pk, lid in self.leden.items()),
            ],
            initial=SAMEN,
        )

    @property
    def gebiedcodes(self) -> str:
        """The choices that ask whom it concerns, for the page."""
        return " ".join(self.gebieden)

    @property
    def leefgebied(self) -> Leefgebied | None:
        """The life domain that bounds its readers."""
        return self.gebieden.get(self.cleaned_data.get("leefgebied", ""))

    @property
    def betreft(self) -> Gezinslid | None:
        """Whom it concerns, where that bounds its readers."""
        return self.leden.get(self.cleaned_data.get("betreft", "")) if self.leefgebied else None

    def clean(self) -> dict[str, Any]:
        """Somebody cannot write where they cannot read."""
        gegevens = super().clean() or self.cleaned_data
        if self.leefgebied:
            over = self.betreft.pk if self.betreft else None
            if not self.plek.ziet(over, self.leefgebied):
                self.add_error("leefgebied", _("Dit onderwerp ziet u niet van deze persoon."))
        return gegevens


class Verhinderingform(forms.Form):
    """Hours at which somebody never can; what stays empty is not bounded."""

    dag = forms.ChoiceField(label=gettext_lazy("Welke dag?"), initial=ELKE_DAG)
    vanaf = forms.TimeField(
        label=gettext_lazy("Van"),
        widget=Tijdstip,
        required=False,
        error_messages={"invalid": GEEN_TIJD},
    )
    tot = forms.TimeField(
        label=gettext_lazy("Tot"),
        widget=Tijdstip,
        required=False,
        error_messages={"invalid": GEEN_TIJD},
    )
    van = forms.DateField(
        label=gettext_lazy("Eerste dag"),
        widget=Datum,
        required=False,
        error_messages={"invalid": GEEN_DATUM},
    )
    tot_en_met = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        widget=Datum,
        required=False,
        error_messages={"invalid": GEEN_DATUM},
    )
    reden = forms.ChoiceField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Wie een tijd kiest, leest alleen dit."),
        choices=[(r.value, capfirst(r.label)) for r in Verhinderingsreden],
        widget=Keuzes,
        initial=Verhinderingsreden.WERK,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dag = self.fields["dag"]
        if isinstance(dag, forms.ChoiceField):
            dag.choices = [
                (ELKE_DAG, _("Elke dag")),
                *((str(n), _("Elke %(dag)s") % {"dag": weekdag(n)}) for n in range(7)),
            ]

    def clean_dag(self) -> int | None:
        """The number of the day; None is every day."""
        dag = str(self.cleaned_data["dag"])
        return None if dag == ELKE_DAG else int(dag)

    def clean(self) -> dict[str, Any]:
        """Say which hours: always and everywhere is not an absence."""
        gegevens = super().clean() or self.cleaned_data
        vanaf, tot = gegevens.get("vanaf"), gegevens.get("tot")
        van, tot_en_met = gegevens.get("van"), gegevens.get("tot_en_met")
        if vanaf and tot and tot <= vanaf:
            self.add_error("tot", _("Deze tijd ligt voor het begin."))
        if van and tot_en_met and tot_en_met < van:
            self.add_error("tot_en_met", _("Deze dag ligt voor de eerste dag."))
        bepaald = gegevens.get("dag") is not None or vanaf or tot or (van and tot_en_met)
        if not bepaald and not self.errors:
            self.add_error(None, _("Kies een dag, een tijd, of een eerste en een laatste dag."))
        return gegevens
