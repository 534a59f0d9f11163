"""What the notulist taps and types at the table, and the score from somebody's own phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doelen.access import leefgebieden_voor
from doelen.forms import Versie
from doelen.models import Conclusie, Doel
from gezinsplan.forms import GEEN_DATUM
from rondetafel.models import Aanwezig, Stap
from rondetafel.tafelmodus.mensen import Persoon
from rondetafel.workflow.tafelmodus.acties import Actiegegevens
from vormgeving.invoer import Datum

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.models import Deelname

TE_LANG = {"max_length": gettext_lazy("Dit is te lang. Er passen %(limit_value)d tekens.")}


def tekst(maximaal: int, *, verplicht: StrOrPromise = "", **kwargs: Any) -> forms.CharField:
    """A text; ``verplicht`` is what is said when it stays empty, without it it may."""
    fouten: dict[str, StrOrPromise] = {**TE_LANG, "required": verplicht}
    return forms.CharField(
        max_length=maximaal, required=bool(verplicht), error_messages=fouten, **kwargs
    )


def datum(**kwargs: Any) -> forms.DateField:
    """A day that may stay empty."""
    return forms.DateField(
        widget=Datum, required=False, error_messages={"invalid": GEEN_DATUM}, **kwargs
    )


class Notulistform(forms.Form):
    """Who keeps the minutes."""

    def __init__(self, *args: Any, gasten: Sequence[Deelname], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gasten = {str(d.pk): d for d in gasten}
        self.fields["notulist"] = forms.ChoiceField(
            label=_("Wie schrijft mee?"),
            choices=[(pk, d.naam) for pk, d in self.gasten.items()],
            error_messages={
                "required": _("Kies wie er meeschrijft."),
                "invalid_choice": _("Kies iemand die aan deze tafel zit."),
            },
        )

    @property
    def notulist(self) -> Deelname:
        """Who was chosen."""
        return self.gasten[self.cleaned_data["notulist"]]


class Openform(Notulistform):
    """Who keeps the minutes; and yes, today, where it was planned on another day."""

    andere_dag = forms.BooleanField(required=False)


class Stapform(forms.Form):
    """Where the table goes; ``gezien`` says that the notulist read who does not see it."""

    stap = forms.ChoiceField(choices=Stap.choices)
    doel = forms.UUIDField(required=False)
    gezien = forms.BooleanField(required=False)


class Vanzelfform(forms.Form):
    """What is saved as it is typed, based on ``versie``.

    When somebody else wrote first, both texts are shown; ``neem`` says which one stays and
    ``versie_hun`` is the version that was shown.
    """

    versie = Versie()
    versie_hun = Versie()
    neem = forms.ChoiceField(choices=[("mijn", ""), ("hun", "")], required=False)

    @property
    def basis(self) -> int:
        """The version that what was typed is based on."""
        mijn = self.cleaned_data["neem"] == "mijn"
        versie: int = self.cleaned_data["versie_hun" if mijn else "versie"]
        return versie


class Aanwezigform(Vanzelfform):
    """Whether somebody is there; of who is not, why."""

    wie = forms.CharField(max_length=60)
    aanwezig = forms.ChoiceField(
        choices=Aanwezig.choices,
        error_messages={"required": gettext_lazy("Kies of deze persoon er is.")},
    )
    reden = tekst(300, label=gettext_lazy("Waarom"))


class Notitieform(Vanzelfform):
    """The note of a step."""

    tekst = tekst(4000, label=gettext_lazy("Notitie"))


class Evaluatieform(Vanzelfform):
    """What helped, and the next step."""

    wat_hielp = tekst(2000, label=gettext_lazy("Wat hielp?"))
    volgende_stap = tekst(1000, label=gettext_lazy("Volgende stap"))


class Conclusieform(Vanzelfform):
    """What the table concludes about a goal."""

    conclusie = forms.ChoiceField(choices=Conclusie.choices, required=False)
    nieuwe_woorden = tekst(500, label=gettext_lazy("Hoe heet het doel nu?"))


class Besluittekstform(Vanzelfform):
    """The words of an agreement."""

    tekst = tekst(
        400,
        verplicht=gettext_lazy("Schrijf de afspraak op, of haal hem weg."),
        label=gettext_lazy("Afspraak"),
    )


class Dagform(Vanzelfform):
    """The day about which the next table is looked for."""

    volgende_op = datum(label=gettext_lazy("Rond welke dag?"))


class Cijferform(forms.Form):
    """A score; empty takes it away. ``wie`` is whose, where it is not one's own."""

    wie = forms.CharField(max_length=60, required=False)
    waarde = forms.IntegerField(min_value=0, max_value=10, required=False)
    wis = forms.BooleanField(required=False)

    @property
    def score(self) -> int | None:
        """The score, or None when it is taken away."""
        waarde: int | None = self.cleaned_data["waarde"]
        return None if self.cleaned_data["wis"] else waarde


class Verderform(forms.Form):
    """Until when an action goes on."""

    deadline = datum(label=gettext_lazy("Uiterlijk op"))


class Vervaltform(forms.Form):
    """Why an action need not be done any more."""

    reden = tekst(
        400,
        verplicht=gettext_lazy("Schrijf op waarom het niet meer hoeft."),
        label=gettext_lazy("Waarom hoeft het niet meer?"),
    )


class Wieform(forms.Form):
    """Who does it: people with a seat at this table; and whether they said yes here."""

    akkoord = forms.BooleanField(required=False)

    def __init__(self, *args: Any, mensen: Sequence[Persoon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mensen = {wie.sleutel: wie for wie in mensen}
        self.fields["wie"] = forms.MultipleChoiceField(
            label=_("Wie doet het?"),
            choices=[(sleutel, wie.roepnaam) for sleutel, wie in self.mensen.items()],
            error_messages={
                "required": _("Kies wie het doet."),
                "invalid_choice": _("Kies iemand die aan deze tafel zit."),
            },
        )

    @property
    def gekozen(self) -> list[str]:
        """What was ticked, for drawing the choice again."""
        return self.data.getlist("wie") if isinstance(self.data, QueryDict) else []

    @property
    def houders(self) -> list[Deelname]:
        """The seats that were chosen."""
        gekozen = (self.mensen[sleutel].deelname for sleutel in self.cleaned_data["wie"])
        return [d for d in gekozen if d is not None]

    @property
    def akkoorden(self) -> list[Deelname]:
        """Those of them who are there and said yes; somebody who is absent is asked."""
        if not self.cleaned_data["akkoord"]:
            return []
        er = (self.mensen[sleutel] for sleutel in self.cleaned_data["wie"])
        return [wie.deelname for wie in er if wie.deelname is not None and wie.is_er]


class Actieform(Wieform):
    """Who does what by when, for the goal the table is at."""

    tekst = tekst(
        300,
        verplicht=gettext_lazy("Schrijf op wat er gaat gebeuren."),
        label=gettext_lazy("Wat gaat er gebeuren?"),
    )
    deadline = datum(label=gettext_lazy("Uiterlijk op"))

    def gegevens(self, doel: Doel) -> Actiegegevens:
        """Return the action, with the scope of its goal."""
        return Actiegegevens(
            tekst=self.cleaned_data["tekst"],
            houders=self.houders,
            akkoord=self.akkoorden,
            leefgebied=doel.leefgebied,
            betreft=doel.betreft,
            doel=doel,
            deadline=self.cleaned_data["deadline"],
        )


class Afspraakform(Wieform):
    """An agreement, and in the same step the action that follows from it.

    ``hoort_bij`` is a goal or a life domain; without one everybody at the table reads it.
    """

    tekst = tekst(
        300,
        verplicht=gettext_lazy("Schrijf op wat u afspreekt."),
        label=gettext_lazy("Wat spreken we af?"),
    )
    deadline = datum(label=gettext_lazy("Uiterlijk op"))

    def __init__(
        self, *args: Any, plek: Plek, mensen: Sequence[Persoon], doelen: Sequence[Doel], **kw: Any
    ) -> None:
        super().__init__(*args, mensen=mensen, **kw)
        self.fields["wie"].required = False
        self.doelen = {f"doel-{d.pk}": d for d in doelen}
        self.gebieden = {f"gebied-{g.pk}": g for g in leefgebieden_voor(plek)}
        self.fields["hoort_bij"] = forms.ChoiceField(
            label=_("Waar hoort dit bij?"),
            choices=[
                ("", _("Iedereen aan tafel leest het")),
                (_("Bij een doel"), [(pk, d.tekst) for pk, d in self.doelen.items()]),
                (_("Bij een onderwerp"), [(pk, g.naam) for pk, g in self.gebieden.items()]),
            ],
            required=False,
            help_text=_("Wie dit doel of onderwerp mag zien, ziet ook de afspraak."),
        )

    @property
    def doel(self) -> Doel | None:
        """The goal it belongs to."""
        return self.doelen.get(self.cleaned_data.get("hoort_bij", ""))

    @property
    def leefgebied(self) -> Leefgebied | None:
        """The life domain that bounds its readers."""
        if self.doel is not None:
            return self.doel.leefgebied
        return self.gebieden.get(self.cleaned_data.get("hoort_bij", ""))

    @property
    def betreft(self) -> Gezinslid | None:
        """Whom it concerns: whom its goal concerns."""
        return self.doel.betreft if self.doel else None

    @property
    def actie(self) -> Actiegegevens | None:
        """The action, when somebody was chosen to do it."""
        gebied = self.leefgebied
        if not self.cleaned_data["wie"] or gebied is None:
            return None
        return Actiegegevens(
            tekst=self.cleaned_data["tekst"],
            houders=self.houders,
            akkoord=self.akkoorden,
            leefgebied=gebied,
            betreft=self.betreft,
            doel=self.doel,
            deadline=self.cleaned_data["deadline"],
        )

    def clean(self) -> dict[str, Any]:
        """An action belongs to a goal or a life domain: that decides who sees it."""
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("wie") and not gegevens.get("hoort_bij"):
            self.add_error("hoort_bij", _("Kies bij welk doel of onderwerp de actie hoort."))
        return gegevens
