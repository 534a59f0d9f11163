"""Who is proposed for a seat, as what, about whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gebruikers.models import Leefgebied, Organisatie
from gezinsplan.models import Gezinslid
from toegang.access import Plek
from toegang.beslissers import BESLIST_SAMEN
from toegang.forms.velden import zet_keuzes, zet_rijen, zet_zicht
from toegang.models import Rol, Sectie
from toegang.policy import Handeling
from toegang.workflow.plekken import Voorstel, staat_er_al
from vormgeving.invoer import Datum, Keuzes, Vinkjes

TOLK = "tolk"
GEWOON = (Sectie.ACTIES.value, Sectie.RONDETAFELS.value)
"""Sections that most people at a table need; switched on to begin with."""


class Voorstelform(forms.Form):
    """A proposal; what only a professional needs is hidden for others (``afhankelijk``)."""

    naam = forms.CharField(label=gettext_lazy("Hoe heet deze persoon?"), max_length=150)
    rol = forms.ChoiceField(label=gettext_lazy("Wie is het?"), widget=Keuzes)
    jim_van = forms.ModelChoiceField(
        label=gettext_lazy("Van wie is dit de JIM?"),
        queryset=Gezinslid.objects.none(),
        required=False,
    )
    organisatie = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"),
        help_text=gettext_lazy("Staat die er niet bij? Laat dit dan leeg."),
        queryset=Organisatie.objects.none(),
        required=False,
        empty_label=gettext_lazy("Geen, of staat er niet bij"),
    )
    functie = forms.CharField(
        label=gettext_lazy("Wat doet deze persoon, of wie is dit van u?"),
        help_text=gettext_lazy("Bijvoorbeeld jeugdarts, buurvrouw of oom."),
        max_length=80,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Hier komt de uitnodiging aan, als het gezin ja zegt."),
        required=False,
    )
    telefoon = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)
    taal = forms.ChoiceField(
        label=gettext_lazy("Taal"), choices=settings.LANGUAGES, initial="nl", required=False
    )
    betreft = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Over wie gaat het?"),
        queryset=Gezinslid.objects.none(),
        widget=Vinkjes,
    )
    leefgebieden = forms.MultipleChoiceField(
        label=gettext_lazy("Welke onderwerpen zijn handig om te zien?"),
        help_text=gettext_lazy("Het gezin kiest. Dit is alleen uw voorstel."),
        required=False,
        widget=Vinkjes,
    )
    secties = forms.MultipleChoiceField(
        label=gettext_lazy("Welke delen van het plan?"), required=False, widget=Vinkjes
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom moet deze persoon erbij?"),
        help_text=gettext_lazy("Schrijf het voor het gezin. Zij lezen deze woorden."),
        max_length=400,
        widget=forms.Textarea,
    )
    wettelijk = forms.BooleanField(
        label=gettext_lazy("Deze persoon zit er door de wet"),
        help_text=gettext_lazy(
            "Een jeugdbeschermer of voogd. Het gezin krijgt bericht en kiest niet."
        ),
        required=False,
    )
    grondslag_toelichting = forms.CharField(
        label=gettext_lazy("Waarop berust dat?"),
        help_text=gettext_lazy("Bijvoorbeeld de datum van de uitspraak. Het gezin kan dit lezen."),
        max_length=400,
        required=False,
    )
    tot = forms.DateField(label=gettext_lazy("Laatste dag"), required=False, widget=Datum)

    def __init__(self, plek: Plek, gebieden: Sequence[Leefgebied], data: Any = None) -> None:
        super().__init__(data)
        self.plek = plek
        gezin = Gezinslid.objects.filter(gezin=plek.plan.gezin_id)
        zet_keuzes(self, "rol", self._rollen())
        zet_zicht(self, gebieden, Vinkjes)
        zet_rijen(self, "betreft", gezin)
        zet_rijen(self, "organisatie", plek.plan.gemeente.organisaties.filter(plek.schild.q()))
        self.initial = {"betreft": [lid.pk for lid in plek.leden], "secties": list(GEWOON)}
        if plek.mag(Handeling.PLAN_BEHEREN):
            jong = [lid.pk for lid in plek.leden if lid.leeftijd(plek.vandaag) >= BESLIST_SAMEN]
            zet_rijen(self, "jim_van", gezin.filter(pk__in=jong, verwantschap="kind"))
        else:
            del self.fields["jim_van"]
        if not plek.mag(Handeling.GEZAG_WIJZIGEN):
            for naam in ("wettelijk", "grondslag_toelichting", "tot"):
                del self.fields[naam]

    def _rollen(self) -> list[tuple[str, str]]:
        rollen = [
            (Rol.PROFESSIONAL.value, _("Een beroepskracht")),
            (Rol.NETWERKLID.value, _("Iemand uit het eigen netwerk")),
            (TOLK, _("Een tolk")),
        ]
        if self.plek.mag(Handeling.PLAN_BEHEREN):
            rollen.append((Rol.JIM.value, _("De JIM van een jongere, die dat zelf vroeg")))
        return rollen

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        email, rol = data.get("email", ""), data.get("rol")
        if rol == Rol.PROFESSIONAL and not email and "email" not in self.errors:
            self.add_error("email", _("Een beroepskracht logt in met een e-mailadres."))
        elif not email and not data.get("telefoon") and not {"email", "telefoon"} & {*self.errors}:
            self.add_error("telefoon", _("Vul een e-mailadres of een telefoonnummer in."))
        elif email and staat_er_al(email, self.plek):
            self.add_error(
                "email", _("Iemand met dit e-mailadres zit al aan tafel of is al voorgesteld.")
            )
        if rol == Rol.JIM and not data.get("jim_van"):
            self.add_error("jim_van", _("Kies van wie dit de JIM is."))
        if data.get("wettelijk"):
            self._clean_wettelijk(data)
        return data

    def _clean_wettelijk(self, data: dict[str, Any]) -> None:
        if data.get("rol") != Rol.PROFESSIONAL:
            self.add_error("wettelijk", _("Alleen een beroepskracht kan er door de wet zitten."))
        if not data.get("grondslag_toelichting"):
            self.add_error(
                "grondslag_toelichting", _("Schrijf op waarom deze persoon er door de wet zit.")
            )
        if data.get("tot") and data["tot"] < self.plek.vandaag:
            self.add_error("tot", _("Kies vandaag of een dag daarna."))

    def voorstel(self) -> Voorstel:
        """The proposal that was filled in."""
        d = self.cleaned_data
        is_jim = d["rol"] == Rol.JIM
        wettelijk = bool(d.get("wettelijk"))
        jim_van = d.get("jim_van") if is_jim else None
        laatste: date | None = d.get("tot") if wettelijk else None
        return Voorstel(
            naam=d["naam"],
            rol=Rol.PROFESSIONAL if d["rol"] == TOLK else Rol(d["rol"]),
            betreft=[jim_van] if jim_van else list(d["betreft"]),
            reden=d["reden"],
            leefgebieden=d["leefgebieden"],
            secties=d["secties"],
            functie=d["functie"],
            organisatie=None if is_jim or d["rol"] == Rol.NETWERKLID else d["organisatie"],
            email=d["email"].lower(),
            telefoon=d["telefoon"],
            taal=d["taal"] or "nl",
            is_tolk=d["rol"] == TOLK,
            jim_van=jim_van,
            wettelijk=wettelijk,
            grondslag_toelichting=d["grondslag_toelichting"] if wettelijk else "",
            tot=laatste + timedelta(days=1) if laatste else None,
        )
