"""What the pictures say, as sentences: their text alternative, and the line of text beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vormgeving.datums import telwoord


def opsomming(delen: Sequence[str]) -> str:
    """ "Samira, Mark en Noor"."""
    if len(delen) < 2:
        return "".join(delen)
    return _("%(eerste)s en %(laatste)s") % {
        "eerste": ", ".join(delen[:-1]),
        "laatste": delen[-1],
    }


def cijfer(score: float) -> str:
    """A score without a decimal that says nothing."""
    return f"{score:g}"


def wens(gewenst: float | None) -> str:
    """What stands above the open ring."""
    return "" if gewenst is None else _("wens %(cijfer)s") % {"cijfer": cijfer(gewenst)}


def tafelzin(stoelen: Sequence[Mapping[str, Any]], midden: Sequence[str]) -> str:
    """The table in words: what is in the middle, how many chairs, who is proposed, who was away."""
    zinnen = [f"{', '.join(midden)}."] if midden else []
    vast = sum(1 for s in stoelen if s["soort"] != "voorstel")
    zinnen.append(
        ngettext("Er staat één stoel.", "Er staan %(aantal)s stoelen.", vast)
        % {"aantal": telwoord(vast)}
    )
    voorgesteld = [s["naam"] for s in stoelen if s["soort"] == "voorstel"]
    leeg = [s["naam"] for s in stoelen if s.get("afwezig")]
    for namen, een, meer in (
        (
            voorgesteld,
            _("De stoel van %(wie)s staat nog los van de tafel."),
            _("De stoelen van %(wie)s staan nog los van de tafel."),
        ),
        (
            leeg,
            _("De stoel van %(wie)s bleef leeg."),
            _("De stoelen van %(wie)s bleven leeg."),
        ),
    ):
        if namen:
            zinnen.append((een if len(namen) == 1 else meer) % {"wie": opsomming(namen)})
    return capfirst(" ".join(zinnen))


def schaalzin(scores: Sequence[Mapping[str, Any]], gewenst: float | None) -> str:
    """The score line in words, in the order given."""
    zinnen = []
    if scores:
        delen = [_een_score(rij, nummer == 0) for nummer, rij in enumerate(scores)]
        zinnen.append(f"{', '.join(delen)}.")
    else:
        zinnen.append(_("Er zijn nog geen cijfers gegeven."))
    if gewenst is not None:
        zinnen.append(_("De wens is een %(cijfer)s.") % {"cijfer": cijfer(gewenst)})
    return " ".join(zinnen)


def verloopzin(punten: Sequence[Mapping[str, Any]], gewenst: float | None) -> str:
    """The goal line in words: per person from the first to the last score."""
    banen: dict[str, list[float]] = {}
    for punt in punten:
        for rij in punt["scores"]:
            banen.setdefault(rij["naam"], []).append(rij["score"])
    scores = [
        {"naam": naam, "score": reeks[-1], "was": reeks[0] if len(reeks) > 1 else None}
        for naam, reeks in banen.items()
    ]
    return schaalzin(scores, gewenst)


def _een_score(rij: Mapping[str, Any], eerste: bool) -> str:
    maat = {"naam": rij["naam"], "nu": cijfer(rij["score"])}
    was = rij.get("was")
    if was is None:
        return (_("%(naam)s gaf een %(nu)s") if eerste else _("%(naam)s een %(nu)s")) % maat
    maat["was"] = cijfer(was)
    if was == rij["score"]:
        return _("%(naam)s bleef op %(nu)s") % maat
    if eerste:
        return _("%(naam)s ging van een %(was)s naar een %(nu)s") % maat
    return _("%(naam)s van een %(was)s naar een %(nu)s") % maat
