"""What stays of a parent's seat; or which gezag or birth date a relative asks to be changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toegang.access import Plek
from toegang.beperking.models import Grond
from toegang.beperking.workflow import Minder, Reden
from toegang.forms.velden import zet_keuzes
from toegang.models import ALLES, GEZIN, Deelname, Sectie
from toegang.zicht import alle_secties
from vormgeving.invoer import Datum, Vinkjes


class Redenform(forms.Form):
    """The ground, asked of everything a second professional confirms."""

    grond = forms.ChoiceField(
        label=gettext_lazy("Waarop berust dit?"), choices=Grond.choices, widget=forms.RadioSelect
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Leg het uit"),
        help_text=gettext_lazy(
            "Bijvoorbeeld het besluit en de datum. De tweede beroepskracht leest dit, en de ouder "
            "om wie het gaat ook."
        ),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def reden(self) -> Reden:
        """The ground that was filled in."""
        d = self.cleaned_data
        return Reden(Grond(d["grond"]), d["toelichting"])


class Beperkform(Redenform):
    """What a parent still sees and decides."""

    sleutels = forms.MultipleChoiceField(
        label=gettext_lazy("Ziet nog wat gaat over"), required=False
    )
    secties = forms.MultipleChoiceField(label=gettext_lazy("Ziet nog"), required=False)
    beslist_mee = forms.BooleanField(
        label=gettext_lazy("Beslist mee over de kinderen"), required=False
    )
    herzien_op = forms.DateField(
        label=gettext_lazy("Wanneer wordt dit weer bekeken?"), widget=Datum
    )

    def __init__(self, plek: Plek, ouder: Deelname, data: Any = None) -> None:
        super().__init__(data)
        namen = {GEZIN: capfirst(_("het gezin samen"))}
        namen |= {str(lid.pk): lid.voornaam for lid in plek.leden}
        heeft = [(k, namen[k]) for k in namen if ouder.leefgebieden.get(k)]
        zet_keuzes(self, "sleutels", heeft, Vinkjes())
        secties = alle_secties() if ALLES in ouder.secties else ouder.secties
        zet_keuzes(
            self,
            "secties",
            [(s.value, capfirst(str(s.label))) for s in Sectie if s.value in secties],
            Vinkjes(),
        )
        self.initial = {
            "sleutels": [k for k, _naam in heeft],
            "secties": secties,
            "beslist_mee": ouder.beslist_mee,
        }
        volgorde = ["sleutels", "secties", "beslist_mee", "grond", "toelichting", "herzien_op"]
        self.order_fields(volgorde)

    def minder(self) -> Minder:
        """What stays."""
        d = self.cleaned_data
        return Minder(d["sleutels"], d["secties"], d["beslist_mee"], d["herzien_op"])


class Vraagform(Redenform):
    """What a relative who coordinates asks a professional to confirm."""

    wat = forms.ChoiceField(label=gettext_lazy("Wat klopt er niet?"), widget=forms.RadioSelect)
    dag = forms.DateField(
        label=gettext_lazy("Vanaf welke dag, of de goede geboortedatum"), widget=Datum
    )

    def __init__(self, plek: Plek, data: Any = None) -> None:
        super().__init__(data)
        self.plek = plek
        gezag = [g for g in plek.gezag if g.geldt(plek.vandaag)]
        keuzes = [
            (
                f"gezag:{g.pk}",
                _("Het gezag van %(houder)s over %(kind)s stopt")
                % {"houder": g.lid or g.gebruiker or g.organisatie, "kind": g.kind.voornaam},
            )
            for g in gezag
        ]
        keuzes += [
            (
                f"lid:{lid.pk}",
                _("De geboortedatum van %(naam)s klopt niet") % {"naam": lid.voornaam},
            )
            for lid in plek.leden
        ]
        zet_keuzes(self, "wat", keuzes)
        self.order_fields(["wat", "dag", "grond", "toelichting"])


class Herzienform(forms.Form):
    """Until when it stands."""

    herzien_op = forms.DateField(
        label=gettext_lazy("Laat het zo, en bekijk het weer op"), widget=Datum
    )
