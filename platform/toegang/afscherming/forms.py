"""Choosing what to hide from somebody, with the ground on which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from toegang.access import Plek
from toegang.afscherming.overzicht import Ding, te_verbergen
from toegang.forms.velden import zet_keuzes
from toegang.models import Deelname
from vormgeving.invoer import Vinkjes


class Verbergform(forms.Form):
    """A list of checkboxes per kind, and why; each list is a field of its own (``lijst_0``)."""

    grond = forms.CharField(
        label=gettext_lazy("Waarom is dit nodig?"),
        help_text=gettext_lazy(
            "Schrijf het zo op, dat een ander het over een jaar nog begrijpt. Wie het niet mag "
            "zien, leest dit nooit."
        ),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, plek: Plek, voor: Deelname, data: Any = None) -> None:
        super().__init__(data)
        self.groepen = te_verbergen(plek, voor)
        for nummer, groep in enumerate(self.groepen):
            naam = f"lijst_{nummer}"
            self.fields[naam] = forms.MultipleChoiceField(label=groep.kop, required=False)
            zet_keuzes(self, naam, [(d.sleutel, d.naam) for d in groep.dingen], Vinkjes())
        self.order_fields([*(f"lijst_{n}" for n in range(len(self.groepen))), "grond"])

    @property
    def gekozen(self) -> list[Ding]:
        """What was ticked."""
        gekozen = {s for n in range(len(self.groepen)) for s in self.cleaned_data[f"lijst_{n}"]}
        return [d for groep in self.groepen for d in groep.dingen if d.sleutel in gekozen]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(f"lijst_{n}") for n in range(len(self.groepen))):
            self.add_error(None, gettext_lazy("Kies wat deze persoon niet ziet."))
        return data
