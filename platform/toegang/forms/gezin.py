"""What the family answers: to the beginning of its plan, and who is invited to an invitation."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from gezinsplan.forms import GEEN_DATUM, TE_LAAT
from toegang.models import Antwoord
from vormgeving.invoer import Datum, KeuzesMetGevolg


class Papierform(forms.Form):
    """A yes that was given on paper."""

    op = forms.DateField(
        label=_("Op welke dag is het papier getekend?"),
        widget=Datum,
        error_messages={"required": _("Vul de dag in."), "invalid": GEEN_DATUM},
    )
    aanwezig = forms.CharField(
        label=_("Wie waren erbij?"),
        max_length=300,
        help_text=_("Noem iedereen, ook de tolk. Bijvoorbeeld: Agnieszka, Bram en tolk Ewa."),
        error_messages={"required": _("Vul in wie erbij waren.")},
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_op(self) -> date:
        """Nobody signed tomorrow."""
        op: date = self.cleaned_data["op"]
        if op > self.vandaag:
            raise forms.ValidationError(TE_LAAT)
        return op


class Beginantwoord(TypedDict):
    """What a parent says to the beginning."""

    antwoord: Antwoord
    toelichting: str


class Beginform(forms.Form):
    """A parent's answer: may the plan begin."""

    antwoord = forms.ChoiceField(
        label=_("Wat kiest u?"),
        choices=[
            (Antwoord.JA, _("Ja, mijn plan mag beginnen")),
            (Antwoord.PRATEN, _("Ik wil er eerst over praten")),
            (Antwoord.NEE, _("Nee, nu niet")),
        ],
        error_messages={"required": _("Kies ja, eerst praten of nee.")},
        widget=KeuzesMetGevolg,
    )
    toelichting = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def waarden(self) -> Beginantwoord:
        """The answer, and what was said with it."""
        return Beginantwoord(
            antwoord=Antwoord(self.cleaned_data["antwoord"]),
            toelichting=self.cleaned_data["toelichting"],
        )


class Antwoordform(forms.Form):
    """The answer to an invitation; a professional also says that they read the method's page."""

    JA, NEE = "ja", "nee"

    antwoord = forms.ChoiceField(choices=[(JA, ""), (NEE, "")], widget=forms.HiddenInput)
    methode_gelezen = forms.BooleanField(label=_("Ik heb de uitleg gelezen"), required=False)

    def __init__(self, *args: Any, vraagt_methode: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vraagt_methode = vraagt_methode
        if not vraagt_methode:
            del self.fields["methode_gelezen"]

    def clean(self) -> dict[str, Any]:
        """Who says no has nothing to read."""
        schoon: dict[str, Any] = super().clean() or {}
        if "antwoord" in self.errors:
            self.add_error(None, _("Kies of u meedoet."))
        is_ja = schoon.get("antwoord") == self.JA
        if self.vraagt_methode and is_ja and not schoon.get("methode_gelezen"):
            self.add_error(
                "methode_gelezen", _("Lees eerst de uitleg en zet daarna hier een vinkje.")
            )
        return schoon
