"""The notices about planning a table: when can you, you are invited, it changed, it is off.

Mails hold a link, a time in a calendar file, and no content. What is shown in the app is made at
that moment from what its receiver may still see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from notifications.soorten import Groep, Soort, Tekst, register
from rondetafel.gastbericht import (
    Zaak,
    afzegging,
    mail_aan_gast,
    naar,
    url_van,
    verzoek,
    voor_gast,
    zaken,
)
from rondetafel.models import (
    Beschikbaarheid,
    Rondetafel,
    Tafelstatus,
    Tijdvoorstel,
    Uitnodiging,
    Uitnodigingsantwoord,
)
from vormgeving.datums import dag_tijd

if TYPE_CHECKING:
    from notifications.models import Bericht


def _gezin(tafel: Rondetafel) -> str:
    return _("Gezin %(naam)s") % {"naam": tafel.plan.gezin.naam}


def _wanneer(zaak: Zaak, now: datetime) -> str:
    return dag_tijd(zaak.begin, now) if zaak.begin else ""


# --- when can you ---------------------------------------------------------------------------------


def _tijden(titel: Callable[[], str]) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    """Return the ``teksten`` of a question when somebody can; answered is no longer needed."""

    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        lopend = [z for z in zaken(rijen, now) if z.zit and z.tafel.status == Tafelstatus.PEILING]
        over = _nog_open([z.uitnodiging for z in lopend])
        return {
            z.bericht.pk: Tekst(
                titel(),
                f"{_gezin(z.tafel)}. {_('Het kost u een halve minuut.')}",
                url_van("tijden", z.tafel),
                _("Tijden kiezen"),
            )
            for z in lopend
            if z.uitnodiging.pk in over
        }

    return teksten


def _nog_open(uitnodigingen: Sequence[Uitnodiging]) -> set[UUID]:
    """Return which of these guests have a time without an answer; two queries."""
    live = Tijdvoorstel.objects.filter(
        tafel__in=[u.tafel_id for u in uitnodigingen], vervallen_op__isnull=True
    )
    tijden: dict[UUID, set[UUID]] = {}
    for tafel_id, tijd_id in live.values_list("tafel_id", "pk"):
        tijden.setdefault(tafel_id, set()).add(tijd_id)
    gezegd = set(
        Beschikbaarheid.objects.filter(
            tijd__in=live, deelname__in=[u.deelname_id for u in uitnodigingen]
        ).values_list("tijd_id", "deelname_id")
    )
    return {
        u.pk
        for u in uitnodigingen
        if any((tijd, u.deelname_id) not in gezegd for tijd in tijden.get(u.tafel_id, ()))
    }


# --- invitations ----------------------------------------------------------------------------------


def _geldt(zaak: Zaak) -> bool:
    return zaak.zit and zaak.is_laatste and zaak.tafel.status == Tafelstatus.GEPLAND


def _uitgenodigd(zaak: Zaak, now: datetime) -> Tekst:
    if zaak.uitnodiging.antwoord != Uitnodigingsantwoord.OPEN:
        titel = _("Rondetafel op %(wanneer)s") % {"wanneer": _wanneer(zaak, now)}
        url = url_van("tafel", zaak.tafel)
        return Tekst(titel, _gezin(zaak.tafel), url, _("Bekijk de tafel"))
    titel = _("Rondetafel op %(wanneer)s. Komt u?") % {"wanneer": _wanneer(zaak, now)}
    return Tekst(titel, _gezin(zaak.tafel), url_van("antwoord", zaak.tafel), _("Geef antwoord"))


def _gewijzigd(zaak: Zaak, now: datetime) -> Tekst:
    titel = _("De rondetafel is veranderd: %(wanneer)s") % {"wanneer": _wanneer(zaak, now)}
    return Tekst(titel, _gezin(zaak.tafel), url_van("tafel", zaak.tafel), _("Bekijk de tafel"))


def _zonder_antwoord(zaak: Zaak) -> bool:
    stil = zaak.uitnodiging.antwoord == Uitnodigingsantwoord.OPEN
    return zaak.zit and stil and zaak.tafel.status == Tafelstatus.GEPLAND


def _van_lijst(zaak: Zaak, now: datetime) -> Tekst:
    """Say what leaves the calendar, and nothing else: its receiver may have no seat any more."""
    return Tekst(
        _("De afspraak van %(wanneer)s is niet meer voor u") % {"wanneer": _wanneer(zaak, now)},
        _("U hoeft dan niet te komen. De afspraak vervalt in uw agenda."),
    )


def _tijd_vervalt(zaak: Zaak, now: datetime) -> Tekst:
    if not zaak.zit:
        return _van_lijst(zaak, now)
    titel = _("De rondetafel van %(wanneer)s gaat niet door") % {"wanneer": _wanneer(zaak, now)}
    regel = _("Er wordt een nieuwe tijd gezocht. U krijgt daarover bericht.")
    url = url_van("tafel", zaak.tafel)
    return Tekst(titel, f"{_gezin(zaak.tafel)}. {regel}", url, _("Lees waarom"))


def _afgezegd(zaak: Zaak, now: datetime) -> Tekst:
    if not zaak.zit:
        return _van_lijst(zaak, now)
    wanneer = _wanneer(zaak, now)
    if wanneer:
        titel = _("De rondetafel van %(wanneer)s gaat niet door") % {"wanneer": wanneer}
    else:
        titel = _("De rondetafel gaat niet door")
    return Tekst(titel, _gezin(zaak.tafel), url_van("tafel", zaak.tafel), _("Lees waarom"))


TIJDEN = register(
    Soort(
        "rondetafel.tijden",
        Groep.TAFELS,
        _tijden(lambda: _("Wanneer kunt u aan tafel?")),
        mail_aan_gast(
            lambda: _("Wanneer kunt u?"),
            lambda: [
                _("Er wordt een tijd gezocht voor een rondetafel."),
                _("Log in en tik aan wanneer u kunt. Het kost u een halve minuut."),
            ],
            lambda: _("Tijden kiezen"),
            naar("tijden"),
        ),
    )
)
HERINNERING = register(
    Soort(
        "rondetafel.tijden_herinnering",
        Groep.TAFELS,
        _tijden(lambda: _("Nog een keer gevraagd: wanneer kunt u aan tafel?")),
        mail_aan_gast(
            lambda: _("Nog een keer gevraagd: wanneer kunt u?"),
            lambda: [
                _("Er wordt een tijd gezocht voor een rondetafel. Uw antwoord is er nog niet."),
                _("Log in en tik aan wanneer u kunt. Het kost u een halve minuut."),
            ],
            lambda: _("Tijden kiezen"),
            naar("tijden"),
        ),
    )
)
UITNODIGING = register(
    Soort(
        "rondetafel.uitnodiging",
        Groep.TAFELS,
        voor_gast(_geldt, _uitgenodigd),
        mail_aan_gast(
            lambda: _("Uitnodiging voor een rondetafel"),
            lambda: [
                _("U bent uitgenodigd voor een rondetafel. De afspraak zit bij deze mail."),
                _("Log in om te lezen met wie en waarover, en om door te geven of u komt."),
            ],
            lambda: _("Geef door of u komt"),
            naar("antwoord"),
            verzoek,
            "REQUEST",
        ),
        verplicht=True,
    )
)
GEWIJZIGD = register(
    Soort(
        "rondetafel.gewijzigd",
        Groep.TAFELS,
        voor_gast(_geldt, _gewijzigd),
        mail_aan_gast(
            lambda: _("Een rondetafel is veranderd"),
            lambda: [
                _("De tijd of de plaats van een rondetafel is veranderd."),
                _("De nieuwe afspraak zit bij deze mail. Log in om te lezen wat er anders is."),
            ],
            lambda: _("Bekijk wat er anders is"),
            naar("tafel"),
            verzoek,
            "REQUEST",
        ),
        verplicht=True,
    )
)
ANTWOORD_HERINNERING = register(
    Soort(
        "rondetafel.antwoord_herinnering",
        Groep.TAFELS,
        voor_gast(_zonder_antwoord, _uitgenodigd),
        mail_aan_gast(
            lambda: _("Komt u naar de rondetafel?"),
            lambda: [_("Er is binnenkort een rondetafel. Uw antwoord is er nog niet.")],
            lambda: _("Geef door of u komt"),
            naar("antwoord"),
        ),
    )
)
TIJD_VERVALT = register(
    Soort(
        "rondetafel.tijd_vervalt",
        Groep.TAFELS,
        voor_gast(lambda z: z.is_laatste, _tijd_vervalt),
        mail_aan_gast(
            lambda: _("Een rondetafel gaat niet door op de afgesproken tijd"),
            lambda: [
                _("De afspraak vervalt in uw agenda. Er wordt een nieuwe tijd gezocht."),
            ],
            lambda: _("Lees waarom"),
            naar("tafel"),
            afzegging,
            "CANCEL",
        ),
        verplicht=True,
    )
)
AFGEZEGD = register(
    Soort(
        "rondetafel.afgezegd",
        Groep.TAFELS,
        voor_gast(lambda z: z.zit or "sequence" in z.bericht.context, _afgezegd),
        mail_aan_gast(
            lambda: _("Een rondetafel gaat niet door"),
            lambda: [_("U hoeft niet te komen. Stond de afspraak in uw agenda? Dan vervalt die.")],
            lambda: _("Lees waarom"),
            naar("tafel"),
            afzegging,
            "CANCEL",
        ),
        verplicht=True,
    )
)
VAN_LIJST = register(
    Soort(
        "rondetafel.van_lijst",
        Groep.TAFELS,
        voor_gast(lambda z: z.is_laatste, _van_lijst),
        mail_aan_gast(
            lambda: _("Een afspraak in uw agenda vervalt"),
            lambda: [_("U hoeft niet te komen. De afspraak zit bij deze mail en vervalt.")],
            lambda: _("Naar 1Gezin1Plan"),
            lambda zaak: "/",
            afzegging,
            "CANCEL",
        ),
        verplicht=True,
    )
)
"""Also to who lost their seat: the entry must leave their calendar, and the file says nothing."""
