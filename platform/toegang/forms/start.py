"""Starting a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Variant
from gezinsplan.forms import VARIANT_UITLEG, VARIANTEN
from gezinsplan.models import Gezin
from toegang.workflow.plan import Startplaats
from vormgeving.invoer import KeuzesMetGevolg


class Startform(forms.Form):
    """The family's name, the variant, and for which gemeente."""

    plaats = forms.ChoiceField(label=_("Voor welke gemeente?"))
    gezin = forms.ModelChoiceField(
        label=_("Had dit gezin bij u al eerder een plan?"),
        queryset=Gezin.objects.none(),
        required=False,
        empty_label=_("Nee, dit is een nieuw gezin"),
    )
    naam = forms.CharField(
        label=_("Naam van het gezin"),
        max_length=120,
        required=False,
        error_messages={"required": _("Vul de naam van het gezin in.")},
        help_text=_("Zoals het gezin zichzelf noemt. Bijvoorbeeld: De Wit – El Amrani."),
    )
    variant = forms.ChoiceField(
        label=_("Welke vorm krijgt het plan?"),
        choices=VARIANTEN,
        initial=Variant.LICHT,
        widget=KeuzesMetGevolg(uitleg=VARIANT_UITLEG),
        help_text=_("Een licht plan kan later zwaar worden. Er gaat dan niets verloren."),
    )
    methode_gelezen = forms.BooleanField(
        label=_("Ik heb de uitleg over de methode gelezen"),
        error_messages={"required": _("Lees eerst de uitleg en zet daarna hier een vinkje.")},
    )
    ander_gezin = forms.BooleanField(
        label=_("Dit is een ander gezin met dezelfde naam"), required=False
    )

    def __init__(
        self,
        *args: Any,
        plaatsen: Sequence[Startplaats],
        eerder: Sequence[Gezin],
        methode_bekend: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plaatsen = {plaats.sleutel: plaats for plaats in plaatsen}
        keuze = self.fields["plaats"]
        if isinstance(keuze, forms.ChoiceField):
            keuze.choices = [(sleutel, str(p)) for sleutel, p in self.plaatsen.items()]
        if len(plaatsen) == 1:
            keuze.initial, keuze.widget = plaatsen[0].sleutel, forms.HiddenInput()
        gezin = self.fields["gezin"]
        if eerder and isinstance(gezin, forms.ModelChoiceField):
            gezin.queryset = Gezin.objects.filter(pk__in=[g.pk for g in eerder])
        else:
            del self.fields["gezin"]
            self.fields["naam"].required = True
        if methode_bekend:
            del self.fields["methode_gelezen"]
        if not self.is_bound or "ander_gezin" not in self.data:
            self.fields["ander_gezin"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A new family has a name; one that came back has it already."""
        schoon: dict[str, Any] = super().clean() or {}
        gezin = schoon.get("gezin")
        naam = " ".join(schoon.get("naam", "").split())
        if gezin is None and not naam and "naam" not in self.errors:
            self.add_error("naam", _("Vul de naam van het gezin in."))
        schoon["naam"] = gezin.naam if gezin else naam
        return schoon

    def vraag_ander_gezin(self) -> None:
        """Offer to go on although there is a plan under this name."""
        self.fields["ander_gezin"].widget = forms.CheckboxInput()

    @property
    def gekozen_plaats(self) -> Startplaats:
        """For which gemeente, on behalf of which organisation."""
        return self.plaatsen[self.cleaned_data["plaats"]]
