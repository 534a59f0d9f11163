"""Dates as people say them: the day of the week first, a year only when it is another one.

Every function takes ``nu`` (an aware moment); local time is the current time zone of Django,
Europe/Amsterdam. Words come from gettext and Django's own month and day names.
"""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

Moment = dt.datetime | dt.date


def plaatselijk(moment: Moment) -> Moment:
    """A moment in local time; a bare date stays what it is."""
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def datum(moment: Moment) -> dt.date:
    """The local calendar day of a moment."""
    lokaal = plaatselijk(moment)
    return lokaal.date() if isinstance(lokaal, dt.datetime) else lokaal


def dag(moment: Moment, nu: Moment) -> str:
    """ "dinsdag 1 december", and with the year when that is not this year."""
    return f"{weekdag(moment)} {korte_dag(moment, nu)}"


def dag_met_jaar(moment: Moment) -> str:
    """ "dinsdag 1 december 2026": on paper, which is read in another year as well."""
    return f"{weekdag(moment)} {date_format(datum(moment), pgettext('datum', 'j E Y'))}"


def weekdag(moment: Moment) -> str:
    """ "dinsdag"; in the middle of a sentence, so small where a language writes it small."""
    naam = date_format(datum(moment), "l")
    # Django's Polish names begin with a capital; Polish in a sentence does not.
    return naam.lower() if get_language() == "pl" else naam


def dag_in_delen(moment: Moment, nu: Moment) -> tuple[str, str]:
    """The day of the week and the date apart: ("dinsdag", "1 december")."""
    return weekdag(moment), korte_dag(moment, nu)


def korte_dag(moment: Moment, nu: Moment) -> str:
    """ "1 december": only where the day of the week stands right beside it."""
    dit = datum(moment)
    if dit.year == datum(nu).year:
        return date_format(dit, pgettext("datum", "j E"))
    return date_format(dit, pgettext("datum", "j E Y"))


def tijd(moment: dt.datetime | dt.time) -> str:
    """ "15:30"."""
    if isinstance(moment, dt.datetime):
        lokaal = plaatselijk(moment)
        return f"{lokaal:%H:%M}".removeprefix("0")
    return f"{moment:%H:%M}".removeprefix("0")


def dag_tijd(moment: dt.datetime, nu: Moment) -> str:
    """ "dinsdag 1 december, 15:30"."""
    return _("%(dag)s, %(tijd)s") % {"dag": dag(moment, nu), "tijd": tijd(moment)}


def moment(wanneer: dt.datetime, nu: Moment) -> str:
    """ "vandaag, 15:30", "gisteren, 9:05", or the whole day and time."""
    woord = _dichtbij((datum(wanneer) - datum(nu)).days)
    if woord:
        return _("%(dag)s, %(tijd)s") % {"dag": woord, "tijd": tijd(wanneer)}
    return dag_tijd(wanneer, nu)


def uiterlijk(deadline: Moment, nu: Moment) -> str:
    """ "vandaag", "morgen", "vrijdag 4 december" or "twee weken te laat"."""
    dagen = (datum(deadline) - datum(nu)).days
    if dagen < 0:
        return _("%(duur)s te laat") % {"duur": duur(-dagen)}
    return _dichtbij(dagen) or dag(deadline, nu)


def uiterlijk_zin(deadline: Moment, nu: Moment) -> str:
    """The same as a whole line: "Uiterlijk vrijdag 4 december", "Twee weken te laat"."""
    tekst = uiterlijk(deadline, nu)
    if is_te_laat(deadline, nu):
        return capfirst(tekst)
    return _("Uiterlijk %(dag)s") % {"dag": tekst}


def is_te_laat(deadline: Moment, nu: Moment) -> bool:
    """True from the day after the deadline."""
    return datum(deadline) < datum(nu)


def over_dagen(wanneer: Moment, nu: Moment) -> str:
    """ "vandaag", "over drie dagen", "twee weken geleden"."""
    dagen = (datum(wanneer) - datum(nu)).days
    woord = _dichtbij(dagen)
    if woord:
        return woord
    if dagen > 0:
        return _("over %(duur)s") % {"duur": duur(dagen)}
    return _("%(duur)s geleden") % {"duur": duur(-dagen)}


def duur(dagen: int) -> str:
    """A number of days (at least 1) in the largest unit that people would use: "drie weken"."""
    if dagen < 7:
        return _aantal(dagen, ngettext("een dag", "%(aantal)s dagen", dagen))
    if dagen < 61:
        weken = dagen // 7
        return _aantal(weken, ngettext("een week", "%(aantal)s weken", weken))
    if dagen < 365:
        maanden = dagen * 12 // 365
        return _aantal(maanden, ngettext("een maand", "%(aantal)s maanden", maanden))
    jaren = dagen // 365
    return _aantal(jaren, ngettext("een jaar", "%(aantal)s jaar", jaren))


TELWOORDEN = (
    pgettext_lazy("telwoord", "nul"),
    pgettext_lazy("telwoord", "één"),
    pgettext_lazy("telwoord", "twee"),
    pgettext_lazy("telwoord", "drie"),
    pgettext_lazy("telwoord", "vier"),
    pgettext_lazy("telwoord", "vijf"),
    pgettext_lazy("telwoord", "zes"),
    pgettext_lazy("telwoord", "zeven"),
    pgettext_lazy("telwoord", "acht"),
    pgettext_lazy("telwoord", "negen"),
    pgettext_lazy("telwoord", "tien"),
    pgettext_lazy("telwoord", "elf"),
    pgettext_lazy("telwoord", "twaalf"),
)


def telwoord(aantal: int) -> str:
    """Small numbers in words, as in a sentence: "drie"; from thirteen in figures."""
    return str(TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else aantal)


def _aantal(aantal: int, zin: str) -> str:
    return zin % {"aantal": telwoord(aantal)} if "%" in zin else zin


DICHTBIJ = {
    -1: gettext_lazy("gisteren"),
    0: gettext_lazy("vandaag"),
    1: gettext_lazy("morgen"),
    2: gettext_lazy("overmorgen"),
}


def _dichtbij(dagen: int) -> str:
    return str(DICHTBIJ.get(dagen, ""))
