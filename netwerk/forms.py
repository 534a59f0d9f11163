"""What people fill in about who is around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid
from netwerk.models import Netwerklid, Ring
from netwerk.workflow import Persoon, Verzoek
from toegang.access import Plek
from toegang.forms.velden import zet_rijen, zet_zicht
from toegang.models import Sectie
from toegang.policy import Handeling
from toegang.workflow.plekken import staat_er_al
from vormgeving.invoer import Keuzes, Schakels

RING_UITLEG = {
    Ring.DICHTBIJ: gettext_lazy("Die belt u midden in de nacht"),
    Ring.VERTROUWD: gettext_lazy("Die vraagt u om hulp"),
    Ring.BEKEND: gettext_lazy("Die kent u, en die kent u"),
}
GEWOON = (Sectie.ACTIES.value, Sectie.RONDETAFELS.value)


class Netwerklidform(forms.Form):
    """Somebody around the family."""

    naam = forms.CharField(label=gettext_lazy("Hoe heet deze persoon?"), max_length=150)
    relatie = forms.CharField(
        label=gettext_lazy("Wie is dit?"),
        help_text=gettext_lazy("Bijvoorbeeld buurvrouw, oom of trainer."),
        max_length=80,
    )
    van = forms.ModelChoiceField(
        label=gettext_lazy("Bij wie hoort deze persoon?"),
        queryset=Gezinslid.objects.none(),
        required=False,
        # Without it Django leaves the empty choice out of radio buttons.
        blank=True,
        empty_label=gettext_lazy("Bij ons allemaal"),
        widget=Keuzes,
    )
    ring = forms.TypedChoiceField(
        label=gettext_lazy("Hoe dichtbij staat deze persoon?"),
        choices=[(ring.value, capfirst(ring.label)) for ring in Ring],
        coerce=int,
        initial=Ring.VERTROUWD.value,
        widget=Keuzes(uitleg=RING_UITLEG),
    )
    kan_doen = forms.CharField(
        label=gettext_lazy("Wat kan deze persoon doen?"),
        help_text=gettext_lazy("Bijvoorbeeld oppassen, luisteren of meegaan naar een gesprek."),
        max_length=300,
        required=False,
        widget=forms.Textarea,
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, plek: Plek, rij: Netwerklid | None = None, data: Any = None) -> None:
        velden = ("naam", "relatie", "ring", "kan_doen", "versie")
        begin = {naam: getattr(rij, naam) for naam in velden} if rij else {}
        super().__init__(
            data, initial={"van": rij.van_id if rij else plek.deelname.lid_id, **begin}
        )
        self.plek = plek
        zet_rijen(self, "van", Gezinslid.objects.filter(gezin=plek.plan.gezin_id))
        # Who writes down their own people only has nothing to choose here.
        if not plek.mag(Handeling.NETWERK_SCHRIJVEN, Netwerklid(plan=plek.plan)):
            del self.fields["van"]

    def persoon(self) -> Persoon:
        """Who was filled in."""
        d = self.cleaned_data
        van = d["van"] if "van" in self.fields else self.plek.lid
        return Persoon(d["naam"], d["relatie"], van, d["ring"], d["kan_doen"])


class Tafelvraagform(forms.Form):
    """Somebody should join the table: how to reach them, why, and what they may see."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Geen e-mail? Dan print u straks een kaart."),
        required=False,
    )
    telefoon = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)
    taal = forms.ChoiceField(
        label=gettext_lazy("Taal"), choices=settings.LANGUAGES, initial="nl", required=False
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom wilt u deze persoon erbij?"),
        help_text=gettext_lazy("Wie meebeslist, leest dit."),
        max_length=400,
        widget=forms.Textarea,
    )
    leefgebieden = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag deze persoon zien?"), required=False
    )
    secties = forms.MultipleChoiceField(label=gettext_lazy("Delen van het plan"), required=False)

    def __init__(
        self, plek: Plek, gebieden: Sequence[Leefgebied], data: Any = None, reden: str = ""
    ) -> None:
        super().__init__(data, initial={"secties": list(GEWOON), "reden": reden, "taal": "nl"})
        self.plek = plek
        zet_zicht(self, gebieden, Schakels)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        email = data.get("email", "")
        if not email and not data.get("telefoon") and not {"email", "telefoon"} & {*self.errors}:
            self.add_error("telefoon", _("Vul een e-mailadres of een telefoonnummer in."))
        if email and staat_er_al(email, self.plek):
            self.add_error(
                "email", _("Iemand met dit e-mailadres zit al aan tafel of is al voorgesteld.")
            )
        return data

    def verzoek(self) -> Verzoek:
        """What was asked."""
        d = self.cleaned_data
        return Verzoek(
            reden=d["reden"],
            email=d["email"].lower(),
            telefoon=d["telefoon"],
            taal=d["taal"] or "nl",
            leefgebieden=d["leefgebieden"],
            secties=d["secties"],
        )


class Jimform(Tafelvraagform):
    """A young person names their JIM; in the words of who is fifteen."""

    naam = forms.CharField(label=gettext_lazy("Hoe heet uw JIM?"), max_length=150)
    relatie = forms.CharField(
        label=gettext_lazy("Waar kent u die van?"),
        help_text=gettext_lazy("Bijvoorbeeld oom, trainer of moeder van een vriendin."),
        max_length=80,
    )

    field_order = ("naam", "relatie", "reden", "email", "telefoon", "taal")

    def __init__(self, plek: Plek, gebieden: Sequence[Leefgebied], data: Any = None) -> None:
        super().__init__(plek, gebieden, data)
        self.fields["reden"].label = _("Waarom kiest u deze persoon?")
        self.fields["reden"].help_text = _("Uw ouders lezen dit.")
        self.fields["email"].help_text = _("Geen e-mail? Dan print u straks een kaart.")
        self.fields["leefgebieden"].label = _("Wat mag uw JIM zien?")

    def persoon(self, jongere: Gezinslid) -> Persoon:
        """Who was named."""
        d = self.cleaned_data
        return Persoon(d["naam"], d["relatie"], jongere, Ring.DICHTBIJ)
