"""Who carries gezag over which child: what a coordinator fills in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Organisatie, Organisatiesoort
from gezinsplan.forms import GEEN_DATUM, GEEN_EMAIL, TE_LAAT, Telefoonveld, Versieform
from gezinsplan.models import Gezag, Gezagsoort, Gezinslid, Gezinsplan
from vormgeving.invoer import Datum, Keuzes, Vinkjes


class Gezagform(Versieform):
    """Per minor child: who of the family carries gezag. One group of boxes a child."""

    sinds = forms.DateField(
        label=_("Is er iets veranderd? Vanaf welke dag?"),
        widget=Datum,
        required=False,
        help_text=_("Laat leeg als het altijd al zo was."),
        error_messages={"invalid": GEEN_DATUM},
    )

    def __init__(
        self,
        *args: Any,
        kinderen: Sequence[Gezinslid],
        houders: Sequence[Gezinslid],
        gezag: Iterable[Gezag],
        vandaag: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        self.kinderen = {self._veld(kind): kind for kind in kinderen}
        nu = {(g.kind_id, g.lid_id) for g in gezag if g.lid_id and g.geldt(vandaag)}
        sinds = self.fields.pop("sinds")
        for naam, kind in self.kinderen.items():
            anderen = [lid for lid in houders if lid.pk != kind.pk]
            self.fields[naam] = forms.MultipleChoiceField(
                label=_("Wie heeft gezag over %(kind)s?") % {"kind": kind.voornaam},
                choices=[(str(lid.pk), lid.naam) for lid in anderen],
                required=False,
                widget=Vinkjes,
                initial=[str(lid.pk) for lid in anderen if (kind.pk, lid.pk) in nu],
            )
        self.fields["sinds"] = sinds

    @staticmethod
    def _veld(kind: Gezinslid) -> str:
        return f"kind_{kind.pk}"

    def clean_sinds(self) -> date | None:
        """What changes tomorrow is recorded tomorrow."""
        sinds: date | None = self.cleaned_data["sinds"]
        if sinds is not None and sinds > self.vandaag:
            raise forms.ValidationError(TE_LAAT)
        return sinds

    @property
    def paren(self) -> set[tuple[UUID, UUID]]:
        """The ticked boxes, as child and holder."""
        return {
            (kind.pk, UUID(houder))
            for naam, kind in self.kinderen.items()
            for houder in self.cleaned_data[naam]
        }


class Voogdform(forms.Form):
    """Gezag that lies outside the family."""

    soort = forms.ChoiceField(
        label=_("Wie heeft het gezag?"),
        choices=[
            (Gezagsoort.GI, _("Een gecertificeerde instelling")),
            (Gezagsoort.VOOGD, _("Een voogd, als persoon")),
        ],
        widget=Keuzes,
    )
    kinderen = forms.MultipleChoiceField(
        label=_("Over wie?"),
        widget=Vinkjes,
        error_messages={"required": _("Kies over welk kind.")},
    )
    organisatie = forms.ModelChoiceField(
        label=_("Van welke organisatie?"),
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label=_("Geen organisatie"),
    )
    naam = forms.CharField(label=_("Naam van de voogd"), max_length=150)
    functie = forms.CharField(
        label=_("Functie"),
        max_length=80,
        required=False,
        help_text=_("Bijvoorbeeld: jeugdbeschermer."),
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        error_messages={"invalid": GEEN_EMAIL},
    )
    telefoon = Telefoonveld(label=_("Telefoonnummer"))
    van = forms.DateField(
        label=_("Sinds welke dag?"),
        widget=Datum,
        error_messages={
            "required": _("Vul de dag in. Hij staat in de beschikking van de rechter."),
            "invalid": GEEN_DATUM,
        },
    )

    def __init__(
        self,
        *args: Any,
        kinderen: Sequence[Gezinslid],
        plan: Gezinsplan,
        vandaag: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        self.per_id = {str(kind.pk): kind for kind in kinderen}
        keuze = self.fields["kinderen"]
        if isinstance(keuze, forms.MultipleChoiceField):
            keuze.choices = [(pk, kind.voornaam) for pk, kind in self.per_id.items()]
        organisatie = self.fields["organisatie"]
        if isinstance(organisatie, forms.ModelChoiceField):
            organisatie.queryset = plan.gemeente.organisaties.filter(soort=Organisatiesoort.GI)

    def clean(self) -> dict[str, Any]:
        """An institution has a name; a date lies in the past."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("soort") == Gezagsoort.GI and schoon.get("organisatie") is None:
            self.add_error("organisatie", _("Kies de gecertificeerde instelling."))
        van = schoon.get("van")
        if van is not None and van > self.vandaag:
            self.add_error("van", TE_LAAT)
        return schoon

    @property
    def gekozen(self) -> list[Gezinslid]:
        """The children that were ticked."""
        return [self.per_id[pk] for pk in self.cleaned_data["kinderen"]]


class Gezagstopform(forms.Form):
    """The first day on which somebody no longer carries gezag."""

    tot = forms.DateField(
        label=_("Vanaf welke dag niet meer?"),
        widget=Datum,
        error_messages={
            "required": _("Vul de dag in."),
            "invalid": GEEN_DATUM,
        },
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_tot(self) -> date:
        """What ends tomorrow is recorded tomorrow."""
        tot: date = self.cleaned_data["tot"]
        if tot > self.vandaag:
            raise forms.ValidationError(TE_LAAT)
        return tot
