"""What people answer: to proposed times, to an invitation, and why one time is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rondetafel.models import Tijdantwoord, Tijdvoorstel, Uitnodigingsantwoord
from vormgeving.invoer import Tegels


@dataclass(frozen=True)
class Tegel:
    """One of the three answers, as a tile."""

    waarde: str
    label: str
    klasse: str
    icoon: str


class Antwoordenform(forms.Form):
    """One of three answers per time; any number of times may stay open.

    ``antwoorden`` holds what was tapped. ``geen`` is the one tap that no time suits.
    """

    geen = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        tijden: Sequence[Tijdvoorstel],
        gezegd: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tijden = tijden
        for tijd in tijden:
            self.fields[f"t-{tijd.pk}"] = forms.ChoiceField(
                choices=Tijdantwoord.choices, required=False, initial=gezegd.get(tijd.pk, "")
            )

    @property
    def rijen(self) -> list[tuple[Tijdvoorstel, forms.BoundField]]:
        """Each time with its field."""
        return [(tijd, self[f"t-{tijd.pk}"]) for tijd in self.tijden]

    @property
    def tegels(self) -> list[Tegel]:
        """The three answers."""
        vorm = {
            "kan": ("kan", "check"),
            "liever_niet": ("liever", "minus"),
            "kan_niet": ("niet", "x"),
        }
        return [Tegel(a.value, str(a.label), *vorm[a.value]) for a in Tijdantwoord]

    @property
    def antwoorden(self) -> dict[UUID, str]:
        """What was answered, by time."""
        if self.cleaned_data.get("geen"):
            return {tijd.pk: Tijdantwoord.KAN_NIET.value for tijd in self.tijden}
        gezegd = {tijd.pk: self.cleaned_data.get(f"t-{tijd.pk}", "") for tijd in self.tijden}
        return {pk: antwoord for pk, antwoord in gezegd.items() if antwoord}


class Kiesform(forms.Form):
    """The time that is chosen; the reason is needed when somebody who must be there is missing."""

    tijd = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": gettext_lazy("Kies een tijd.")}
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom kiest u toch deze tijd?"),
        help_text=gettext_lazy("Iedereen aan tafel leest dit."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Golfform(forms.Form):
    """Why the next people are asked before these have answered."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom wacht u niet?"),
        help_text=gettext_lazy("Iedereen aan tafel leest dit."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf op waarom u niet wacht.")},
    )


class Komtform(forms.Form):
    """Whether somebody comes."""

    antwoord = forms.ChoiceField(
        label=gettext_lazy("Komt u?"),
        choices=[
            (Uitnodigingsantwoord.JA, gettext_lazy("Ja, ik kom")),
            (Uitnodigingsantwoord.MISSCHIEN, gettext_lazy("Misschien")),
            (Uitnodigingsantwoord.NEE, gettext_lazy("Nee")),
        ],
        widget=Tegels(iconen={"ja": "check", "misschien": "minus", "nee": "x"}),
        error_messages={
            "required": gettext_lazy("Kies ja, misschien of nee."),
            "invalid_choice": gettext_lazy("Kies ja, misschien of nee."),
        },
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Wilt u er iets bij zeggen?"),
        help_text=gettext_lazy("Iedereen die aan deze tafel zit, leest dit."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_toelichting(self) -> str:
        """Blank is nothing."""
        return str(self.cleaned_data["toelichting"]).strip()


def telt(aantal: int) -> str:
    """Return how many times are still open, under the tiles."""
    if aantal == 0:
        return _("U heeft bij elke tijd iets gekozen. U kunt later nog veranderen.")
    if aantal == 1:
        return _("Nog 1 tijd open. U kunt later nog veranderen.")
    zin = _("Nog %(aantal)s tijden open. U kunt later nog veranderen.")
    return zin % {"aantal": aantal}
