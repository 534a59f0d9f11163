"""What somebody says to a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vormgeving.invoer import KeuzesMetGevolg

KLOPT, NIET = "klopt", "niet"


class NakijkForm(forms.Form):
    """It is right, or it is not and this is what should stand beside it."""

    antwoord = forms.ChoiceField(
        label=gettext_lazy("Klopt dit verslag?"),
        choices=[
            (KLOPT, gettext_lazy("Ja, dit klopt")),
            (NIET, gettext_lazy("Niet helemaal")),
        ],
        widget=KeuzesMetGevolg(
            uitleg={
                KLOPT: gettext_lazy("U kunt er ook uw eigen woorden bij zetten."),
                NIET: gettext_lazy("Uw eigen woorden komen erbij te staan, zoals u ze schrijft."),
            }
        ),
    )
    eigen_woorden = forms.CharField(
        label=gettext_lazy("Uw eigen woorden bij het verslag"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words from who says it is not right."""
        gegevens = super().clean() or {}
        if gegevens.get("antwoord") == NIET and not gegevens.get("eigen_woorden", "").strip():
            self.add_error("eigen_woorden", _("Schrijf op wat er volgens u niet klopt."))
        return gegevens
