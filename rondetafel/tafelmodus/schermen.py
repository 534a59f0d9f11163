"""What the screen of the notulist holds, for each step of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from acties.rechten import mag_wijzigen
from doelen.forms import DoelForm, UitspraakForm
from doelen.models import Doelstatus
from rondetafel.forms.tafelmodus import Actieform, Afspraakform
from rondetafel.models import Aanwezig, Rondetafel, Stap
from rondetafel.tafelmodus import inhoud, ontbreekt, volgers
from rondetafel.tafelmodus.aan import Aan
from rondetafel.tafelmodus.doel import doelbeeld
from rondetafel.tafelmodus.mensen import kunnen_iets_doen, scorers
from rondetafel.tafelmodus.stappen import koppen, plaats_nu
from toegang.policy import Handeling

if TYPE_CHECKING:
    from django import forms

    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek

ELF = range(11)
"""The scores one can give."""

MET_NOTITIE = (Stap.WELKOM, Stap.KRACHTEN, Stap.ACTIES, Stap.AFSPRAKEN, Stap.VOLGENDE)
"""Steps with a note of their own; a goal has "what helped" and the next step."""


@dataclass
class Teruggave:
    """What could not be saved, given back on the screen it came from.

    ``sleutel`` names the form. ``getypt`` is what was typed; ``hun`` is what stands there now, by
    label; ``form`` is a form with errors.
    """

    sleutel: str
    getypt: dict[str, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)
    hun: list[tuple[str, str]] = field(default_factory=list)
    versie_hun: int | None = None
    form: forms.Form | None = None

    def form_van(self, sleutel: str) -> forms.Form | None:
        """Return the form with errors, if it is this one."""
        return self.form if self.sleutel == sleutel else None


GEEN = Teruggave("")


@dataclass(frozen=True)
class Scherm(Aan):
    """The table at this moment, with what could not be saved."""

    terug: Teruggave


def scherm(plek: Plek, tafel: Rondetafel, terug: Teruggave = GEEN) -> dict[str, Any]:
    """Return what the page of the step shows where the table is."""
    aan = Scherm(plek, tafel, terug)
    nu = plaats_nu(tafel, aan.plaatsen)
    return {
        "plek": plek,
        "tafel": tafel,
        "terug": terug,
        "koppen": koppen(tafel, aan.doelen),
        "vorige": aan.vorige,
        "volgende": aan.volgende,
        "straks": aan.waarschuwing(aan.volgende) if aan.volgende else "",
        "verborgen": nu is None,
        "mensen": aan.mensen,
        "schrijft": _wie_schrijft(aan),
        "kiest_notulist": plek.mag(Handeling.TAFEL_PLANNEN),
        "now": plek.now,
        **kijkers(aan.mensen, tafel),
        **({} if nu is None or tafel.gezin_alleen else PER_STAP[Stap(tafel.stap)](aan)),
        **_notitie(aan),
    }


def _wie_schrijft(aan: Scherm) -> str:
    """How to call who keeps the minutes, if they are (still) a guest."""
    notulist = aan.tafel.notulist_id
    namen = [p.mens.heet for p in aan.mensen if p.deelname and p.deelname.pk == notulist]
    return namen[0] if namen else ""


def kijkers(mensen: list[Persoon], tafel: Rondetafel) -> dict[str, str]:
    """Return how many look on with a phone."""
    gasten = [wie.deelname.pk for wie in mensen if wie.deelname]
    return {"kijkers": volgers.zin(volgers.tel(tafel.pk, gasten))}


def _notitie(aan: Scherm) -> dict[str, Any]:
    if aan.tafel.stap not in MET_NOTITIE:
        return {}
    notitie = vars(aan.tafel)["notitie"] or {"tekst": "", "versie": 0}
    return {"notitie": notitie | _overgetypt(aan.terug, "notitie", {"tekst": notitie["tekst"]})}


def _welkom(aan: Scherm) -> dict[str, Any]:
    keuzes = [(a.value, _("een deel") if a == Aanwezig.DEELS else a.label) for a in Aanwezig]
    stoelen = [
        {"naam": wie.mens.naam, "soort": wie.mens.soort if wie.is_er else "afwezig"}
        for wie in aan.mensen
    ]
    return {
        "keuzes": keuzes,
        "stoelen": stoelen,
        "open": any(wie.aanwezig == "" for wie in aan.mensen),
    }


def _krachten(aan: Scherm) -> dict[str, Any]:
    form = aan.terug.form_van("kracht") or UitspraakForm(plek=aan.plek, auto_id="kracht-%s")
    return {
        "krachten": aan.krachten,
        "voorstellen": aan.voorgestelde_krachten,
        "form": form,
    }


def _doelen(aan: Scherm) -> dict[str, Any]:
    nieuw = aan.terug.form_van("doel") or DoelForm(plek=aan.plek, auto_id="doel-%s")
    doel = next((d for d in aan.doelen if d.pk == aan.tafel.stap_doel_id), None)
    voorstellen = {"voorstellen": aan.voorgestelde_doelen}
    if doel is None:
        return {"nieuw": nieuw, "open_nieuw": True, **voorstellen}
    beeld = doelbeeld(aan.plek, aan.tafel, doel, aan.plek.now)
    doeners = kunnen_iets_doen(aan.mensen)
    return {
        "beeld": beeld,
        "nummer": aan.doelen.index(doel) + 1,
        "aantal": len(aan.doelen),
        "rijen": beeld.rijen(scorers(aan.mensen, doel)),
        "elf": ELF,
        "evaluatie": _overgetypt(
            aan.terug,
            "evaluatie",
            {"wat_hielp": beeld.wat_hielp, "volgende_stap": beeld.volgende_stap},
        ),
        "conclusie": _overgetypt(
            aan.terug,
            "conclusie",
            {
                "conclusie": beeld.hier.conclusie if beeld.hier else "",
                "nieuwe_woorden": beeld.hier.nieuwe_woorden if beeld.hier else "",
            },
        ),
        "doelacties": aan.acties_bij(doel),
        "doeners": doeners,
        "actieform": aan.terug.form_van("actie") or Actieform(mensen=doeners),
        **voorstellen,
        "nieuw": nieuw,
        "open_nieuw": aan.terug.sleutel == "doel",
    }


def _overgetypt(terug: Teruggave, sleutel: str, staat: dict[str, str]) -> dict[str, str]:
    """What stands there, or what was typed and could not be saved."""
    if terug.sleutel != sleutel:
        return staat
    return {naam: terug.getypt.get(naam, waarde) for naam, waarde in staat.items()}


def _acties(aan: Scherm) -> dict[str, Any]:
    acties = inhoud.open_acties(aan.plek, aan.tafel, aan.plek.now)
    return {
        "acties": [(a, mag_wijzigen(aan.plek, a)) for a in acties],
        "doeners": kunnen_iets_doen(aan.mensen),
    }


def _afspraken(aan: Scherm) -> dict[str, Any]:
    doeners = kunnen_iets_doen(aan.mensen)
    vandaag = {a.pk: a for a in inhoud.acties_van_vandaag(aan.plek, aan.tafel)}
    rijen = []
    for besluit in aan.besluiten:
        sleutel = f"besluit-{besluit.pk}"
        tekst = _overgetypt(aan.terug, sleutel, {"tekst": besluit.tekst})["tekst"]
        actie = vandaag.pop(besluit.actie_id, None) if besluit.actie_id else None
        rijen.append((besluit, tekst, sleutel, actie))
    return {
        "punten": aan.punten,
        "besluiten": rijen,
        "vandaag": list(vandaag.values()),
        "doeners": doeners,
        "form": aan.terug.form_van("afspraak")
        or Afspraakform(
            plek=aan.plek, mensen=doeners, doelen=aan.doelen, initial={"akkoord": True}
        ),
    }


def _volgende(aan: Scherm) -> dict[str, Any]:
    dag = aan.tafel.volgende_op.isoformat() if aan.tafel.volgende_op else ""
    return {"dag": _overgetypt(aan.terug, "volgende", {"volgende_op": dag})["volgende_op"]}


def _sluiten(aan: Scherm) -> dict[str, Any]:
    nu = ontbreekt.stand(aan.plek, aan.tafel)
    besluiten, acties = inhoud.tellingen(aan.plek, aan.tafel)
    return {
        "aanwezigen": [wie.roepnaam for wie in aan.mensen if wie.aanwezig and wie.is_er],
        "besproken": sum(d.pk in nu.besproken for d in aan.doelen),
        "doelen_totaal": len(aan.doelen),
        "afspraken": besluiten,
        "nieuwe_acties": acties,
        "ontbreekt": ontbreekt.bij_sluiten(aan.tafel, nu, aan.mensen),
        "voor_vaststellen": ontbreekt.voor_vaststellen(aan.tafel, nu),
        "vastgesteld": aan.tafel.plan.vastgesteld_op,
        "vast_te_stellen": aan.tafel.plan.vastgesteld_op is None
        or any(d.status == Doelstatus.CONCEPT for d in nu.doelen),
    }


PER_STAP: dict[Stap, Callable[[Scherm], dict[str, Any]]] = {
    Stap.WELKOM: _welkom,
    Stap.KRACHTEN: _krachten,
    Stap.DOELEN: _doelen,
    Stap.ACTIES: _acties,
    Stap.AFSPRAKEN: _afspraken,
    Stap.VOLGENDE: _volgende,
    Stap.SLUITEN: _sluiten,
}
