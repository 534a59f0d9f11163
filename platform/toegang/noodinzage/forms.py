"""Asking for emergency access, and judging it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from toegang.noodinzage.models import Noodinzage, Oordeel
from toegang.noodinzage.workflow import KORTSTE_REDEN, Gezocht
from vormgeving.invoer import Datum


class Noodform(forms.Form):
    """Whom it is about, why it cannot wait, and whether telling the family is safe."""

    voornaam = forms.CharField(
        label=gettext_lazy("Voornaam van iemand uit het gezin"), max_length=60
    )
    geboortedatum = forms.DateField(
        label=gettext_lazy("Geboortedatum van deze persoon"), widget=Datum
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom kan dit niet wachten?"),
        help_text=gettext_lazy("Het gezin leest dit. Schrijf geen namen op."),
        min_length=KORTSTE_REDEN,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stil_omdat = forms.CharField(
        label=gettext_lazy("Is het niet veilig als het gezin dit nu hoort? Schrijf op waarom."),
        help_text=gettext_lazy("Laat leeg als het gezin het meteen mag weten. Dat is gewoon."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def gezocht(self) -> Gezocht:
        """By what the family is found."""
        return Gezocht(self.cleaned_data["voornaam"], self.cleaned_data["geboortedatum"])


class Oordeelform(forms.Form):
    """Whether it was right to look, and why; where the family was not told, whether to tell."""

    oordeel = forms.ChoiceField(
        label=gettext_lazy("Was dit terecht?"),
        choices=[(o.value, o.label) for o in Oordeel if o],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Waarom vindt u dat?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    vertel_gezin = forms.BooleanField(
        label=gettext_lazy("Het gezin mag het nu weten"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, rij: Noodinzage) -> None:
        super().__init__(data, auto_id=f"oordeel-{rij.pk}-%s")
        self.rij = rij
        if not rij.stil_omdat:
            del self.fields["vertel_gezin"]

    def oordeel_en_waarom(self) -> dict[str, Any]:
        """What was filled in."""
        d = self.cleaned_data
        return {"toelichting": d["toelichting"], "vertel_gezin": d.get("vertel_gezin", True)}
