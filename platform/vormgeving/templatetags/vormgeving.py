"""The words of the house style for templates: ``{% load vormgeving %}``.

Small parts are tags and not includes, so that a list of forty rows renders forty strings and not
forty templates. Examples of each stand in docs/vormgeving.md and on the page /vormgeving/.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vormgeving import datums, zinnen
from vormgeving.iconen import icoon as teken_icoon
from vormgeving.namen import initialen as initialen_van
from vormgeving.tekening.schaal import Score, teken_schaal
from vormgeving.tekening.tafel import Stoel, teken_tafel
from vormgeving.tekening.verloop import Tafelpunt, teken_verloop

register = template.Library()

STAAT_ICONEN = {
    "goed": "circle-check",
    "wacht": "hourglass",
    "stop": "circle-alert",
    "rust": "circle-dashed",
}
# Django's message levels (and our own kinds) to the kinds of a melding.
MELDINGEN = {
    "success": "goed",
    "goed": "goed",
    "warning": "wacht",
    "wacht": "wacht",
    "error": "stop",
    "stop": "stop",
}
MELDING_ICONEN = {"goed": "circle-check", "wacht": "hourglass", "stop": "circle-alert"}


@register.simple_tag
def icoon(naam: str) -> SafeString:
    """``{% icoon "arrow-right" %}``: a lucide icon, hidden from screen readers."""
    return teken_icoon(naam)


@register.simple_tag
def beeldmerk() -> SafeString:
    """``{% beeldmerk %}``: a table with six chairs."""
    stoelen = ((16, 3.8), (26.57, 9.9), (26.57, 22.1), (16, 28.2), (5.43, 22.1), (5.43, 9.9))
    return format_html(
        '<svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">'
        '<circle cx="16" cy="16" r="6.6"/>{}</svg>',
        format_html_join("", '<circle cx="{}" cy="{}" r="2.9"/>', stoelen),
    )


@register.filter
def initialen(naam: str) -> str:
    """``{{ "Tom van Dijk"|initialen }}`` is TD."""
    return initialen_van(str(naam))


@register.simple_tag
def chip(naam: str, soort: str, *, klein: bool = False) -> SafeString:
    """``{% chip "Fatma Öztürk" "netwerk" klein=True %}``; the name must stand beside it as text."""
    return format_html(
        '<span class="chip chip--{}{}" aria-hidden="true">{}</span>',
        soort,
        " chip--klein" if klein else "",
        initialen_van(str(naam)),
    )


@register.simple_tag
def mens(
    naam: str,
    onder: str = "",
    soort: str = "gezin",
    *,
    heet: str = "",
    klein: bool = False,
    **staten: str,
) -> SafeString:
    """A chip with name and line: ``{% mens "Peter Hendriks" "mentor" "professional" %}``.

    ``heet`` is shown instead of the full name ("Samira", "U"); a kind of state as keyword puts
    that state under it: ``wacht="Wacht op u en Mark"``.
    """
    return format_html(
        '<span class="mens">{}<span><b>{}</b>{}{}</span></span>',
        chip(naam, soort, klein=klein),
        heet or naam,
        format_html("<small>{}</small>", onder) if onder else "",
        format_html_join("", "{}", ((staat(s, tekst),) for s, tekst in staten.items() if tekst)),
    )


@register.simple_tag
def staat(soort: str, tekst: str, icoon: str = "") -> SafeString:
    """``{% staat "wacht" "Noor kiest nog" %}``; soort is goed, wacht, stop or rust."""
    return format_html(
        '<span class="staat staat--{}">{}<span>{}</span></span>',
        soort,
        teken_icoon(icoon or STAAT_ICONEN.get(soort, "circle-dashed")),
        tekst,
    )


@register.simple_tag
def termijn(deadline: datums.Moment | None, nu: datums.Moment | None = None) -> SafeString:
    """``{% termijn actie.deadline now %}``: "Uiterlijk vrijdag 4 december", red when late."""
    if deadline is None:
        return staat("rust", _("Geen einddatum"), "calendar")
    nu = nu or timezone.now()
    if datums.is_te_laat(deadline, nu):
        return staat("stop", datums.uiterlijk_zin(deadline, nu))
    return staat("rust", datums.uiterlijk_zin(deadline, nu), "calendar")


@register.simple_tag
def actierij(actie: Mapping[str, Any], nu: datums.Moment | None = None) -> SafeString:
    """``{% actierij actie now %}``: one ``<li>`` that says who does what by when.

    ``actie`` is a dict with ``wat``, and perhaps ``url``, ``wie`` with ``soort``, ``staat`` with
    ``staat_tekst`` and ``icoon``, ``deadline``, ``toelichting``.
    """
    wie, url, uitleg = actie.get("wie"), actie.get("url"), actie.get("toelichting")
    wat = format_html('<a href="{}">{}</a>', url, actie["wat"]) if url else actie["wat"]
    regel = [format_html('<span class="actierij__wie">{}</span>', wie)] if wie else []
    if actie.get("staat_tekst"):
        regel.append(staat(actie["staat"], actie["staat_tekst"], actie.get("icoon", "")))
    if actie.get("deadline"):
        regel.append(termijn(actie["deadline"], nu))
    return format_html(
        '<li class="actierij">{}<p class="actie__wat">{}</p><p class="actie__regel">{}</p>{}</li>',
        chip(wie, actie["soort"], klein=True) if wie else "",
        wat,
        SafeString("".join(regel)),  # each part of it was made by format_html
        format_html('<p class="actie__toelichting">{}</p>', uitleg) if uitleg else "",
    )


@register.simple_tag
def melding(tekst: str, soort: str = "rust") -> SafeString:
    """``{% melding "Uw keuze is bewaard." "goed" %}``; takes Django's message levels too."""
    kleur = MELDINGEN.get(soort, "rust")
    return format_html(
        '<div class="melding melding--{}">{}<div><p>{}</p></div></div>',
        kleur,
        teken_icoon(MELDING_ICONEN.get(kleur, "info")),
        tekst,
    )


@register.simple_tag
def ronde_tafel(
    stoelen: Iterable[Mapping[str, Any]],
    midden: str | Sequence[str] | dt.datetime | None = "",
    *,
    alt: str = "",
    groot: bool = False,
    klein: bool = False,
    druk: bool = False,
    nu: datums.Moment | None = None,
) -> SafeString:
    """The round table: ``{% ronde_tafel stoelen rondetafel.begin %}``.

    ``stoelen`` are dicts with ``naam``, ``soort`` (gezin, netwerk, professional, voorstel) and
    perhaps ``afwezig=True``: an empty chair in its own place. ``midden`` is a moment, or text of
    at most three lines. ``klein`` has no text and is hidden from screen readers unless ``alt`` is
    given; otherwise ``alt`` is made from the seats.
    """
    lijst = list(stoelen)
    regels = _regels(midden, nu)
    if not alt and not klein:
        alt = zinnen.tafelzin(lijst, regels)
    return SafeString(  # teken_tafel escapes every text it is given
        teken_tafel(
            [Stoel(initialen_van(s["naam"]), s["soort"], bool(s.get("afwezig"))) for s in lijst],
            regels,
            alt=alt,
            groot=groot,
            klein=klein,
            druk=druk,
        )
    )


@register.simple_tag
def tafel_legenda(stoelen: Iterable[Mapping[str, Any]]) -> SafeString:
    """``{% tafel_legenda stoelen %}``: only the kinds that sit at this table."""
    aanwezig = {"afwezig" if s.get("afwezig") else s["soort"] for s in stoelen}
    woorden = {
        "gezin": _("gezin"),
        "netwerk": _("eigen netwerk"),
        "professional": _("beroepskracht"),
        "voorstel": _("voorgesteld"),
        "afwezig": _("niet aanwezig"),
    }
    regels = [(soort, woord) for soort, woord in woorden.items() if soort in aanwezig]
    return format_html(
        '<ul class="legenda">{}</ul>',
        format_html_join(
            "", '<li><span class="stip stip--{}" aria-hidden="true"></span>{}</li>', regels
        ),
    )


@register.simple_tag
def schaallijn(
    scores: Iterable[Mapping[str, Any]],
    gewenst: float | None = None,
    alt: str = "",
    *,
    druk: bool = False,
) -> SafeString:
    """The line 0-10: ``{% schaallijn doel.scores doel.gewenst %}``.

    ``scores`` are dicts with ``naam``, ``soort``, ``score`` and perhaps ``was``. Say it in text
    beside it too: ``{% schaalzin scores gewenst %}``.
    """
    lijst = list(scores)
    return SafeString(  # teken_schaal escapes every text it is given
        teken_schaal(
            _scores(lijst),
            gewenst,
            wens_tekst=zinnen.wens(gewenst),
            alt=alt or zinnen.schaalzin(lijst, gewenst),
            druk=druk,
        )
    )


@register.simple_tag
def schaalzin(scores: Iterable[Mapping[str, Any]], gewenst: float | None = None) -> str:
    """``{% schaalzin scores gewenst %}``: "Noor gaf een 2, Mark een 5. De wens is een 7." """
    return zinnen.schaalzin(list(scores), gewenst)


@register.simple_tag
def doellijn(
    punten: Iterable[Mapping[str, Any]],
    gewenst: float | None = None,
    alt: str = "",
    *,
    druk: bool = False,
) -> SafeString:
    """The goal over the tables: ``{% doellijn punten gewenst %}``.

    ``punten`` are dicts with ``label`` ("1 sep") and ``scores`` (as for schaallijn), oldest first.
    """
    lijst = list(punten)
    return SafeString(  # teken_verloop escapes every text it is given
        teken_verloop(
            [Tafelpunt(str(p["label"]), _scores(p["scores"])) for p in lijst],
            gewenst,
            wens_tekst=zinnen.wens(gewenst),
            alt=alt or zinnen.verloopzin(lijst, gewenst),
            druk=druk,
        )
    )


@register.simple_tag
def veld(boundfield: BoundField) -> SafeString:
    """``{% veld form.naam %}``: label, help, error and control; as ``.as_field_group``."""
    return boundfield.as_field_group()


@register.filter
def dag(moment: datums.Moment | None, nu: datums.Moment | None = None) -> str:
    """``{{ d|dag:now }}``: "dinsdag 1 december", with the year when it is another one."""
    return datums.dag(moment, nu or timezone.now()) if moment else ""


@register.filter
def dag_met_jaar(moment: datums.Moment | None) -> str:
    """``{{ d|dag_met_jaar }}``: "dinsdag 1 december 2026", for paper."""
    return datums.dag_met_jaar(moment) if moment else ""


@register.filter
def dag_tijd(moment: dt.datetime | None, nu: datums.Moment | None = None) -> str:
    """``{{ d|dag_tijd:now }}``: "dinsdag 1 december, 15:30"."""
    return datums.dag_tijd(moment, nu or timezone.now()) if moment else ""


@register.filter
def moment(wanneer: dt.datetime | None, nu: datums.Moment | None = None) -> str:
    """``{{ d|moment:now }}``: "vandaag, 15:30"."""
    return datums.moment(wanneer, nu or timezone.now()) if wanneer else ""


@register.filter
def tijd(moment: dt.datetime | dt.time | None) -> str:
    """``{{ d|tijd }}``: "15:30"."""
    return datums.tijd(moment) if moment else ""


@register.filter
def uiterlijk(deadline: datums.Moment | None, nu: datums.Moment | None = None) -> str:
    """``{{ d|uiterlijk:now }}``: "vandaag", "vrijdag 4 december", "twee weken te laat"."""
    return datums.uiterlijk(deadline, nu or timezone.now()) if deadline else ""


@register.filter
def over_dagen(wanneer: datums.Moment | None, nu: datums.Moment | None = None) -> str:
    """``{{ d|over_dagen:now }}``: "over drie dagen", "twee weken geleden"."""
    return datums.over_dagen(wanneer, nu or timezone.now()) if wanneer else ""


@register.filter
def telwoord(aantal: int) -> str:
    """``{{ 3|telwoord }}`` is drie."""
    return datums.telwoord(aantal)


def _scores(rijen: Iterable[Mapping[str, Any]]) -> list[Score]:
    return [
        Score(initialen_van(r["naam"]), r["soort"], r["score"], r.get("was"), r["naam"])
        for r in rijen
    ]


def _regels(
    midden: str | Sequence[str] | dt.datetime | None, nu: datums.Moment | None
) -> list[str]:
    if not midden:
        return []
    if isinstance(midden, dt.datetime):
        weekdag, rest = datums.dag_in_delen(midden, nu or timezone.now())
        return [weekdag, rest, datums.tijd(midden)]
    if isinstance(midden, str | Promise):
        return str(midden).split("\n")
    return [str(regel) for regel in midden]
