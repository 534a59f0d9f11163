"""A notice to a guest of a table: what it is about, and its mail with a calendar file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.talen import is_beschikbaar
from notifications.soorten import Bijlage, Mail, Tekst
from rondetafel import ical
from rondetafel.models import Rondetafel, Uitnodiging
from toegang.access import actieve_deelnames
from toegang.afscherming.schild import GEEN, schilden

if TYPE_CHECKING:
    from notifications.models import Bericht

UITNODIGING_ICS = "uitnodiging.ics"


@dataclass(frozen=True)
class Zaak:
    """One waiting notice to a guest, with what it is about."""

    bericht: Bericht
    uitnodiging: Uitnodiging
    zit: bool
    """Whether the receiver still has their seat, and a place on the list."""

    @property
    def tafel(self) -> Rondetafel:
        """The table."""
        return self.uitnodiging.tafel

    @property
    def is_laatste(self) -> bool:
        """Whether no later calendar entry was sent to this guest."""
        return bool(self.bericht.context.get("sequence") == self.uitnodiging.sequence)

    @property
    def begin(self) -> datetime | None:
        """When the table was (to be), as its receiver knows it."""
        iso = self.bericht.context.get("begin")
        return datetime.fromisoformat(iso) if iso else self.tafel.begin


def zaken(rijen: Sequence[Bericht], now: datetime) -> list[Zaak]:
    """Load what notices to guests are about; two queries."""
    gevonden = Uitnodiging.objects.filter(pk__in=[b.object_id for b in rijen])
    per_id = {u.pk: u for u in gevonden.select_related("tafel__plan__gezin", "deelname")}
    zittend = set(
        actieve_deelnames(now)
        .filter(pk__in=[u.deelname_id for u in per_id.values()])
        .values_list("pk", flat=True)
    )
    verborgen = schilden(u.deelname for u in per_id.values())
    for rij in per_id.values():
        if verborgen.get(rij.deelname_id, GEEN).noemt(rij.tafel.plaats):
            rij.tafel.plaats = ""
    zaken = []
    for bericht in rijen:
        u = per_id.get(bericht.object_id) if bericht.object_id else None
        if u and u.deelname.gebruiker_id == bericht.ontvanger_id:
            zit = u.deelname_id in zittend and u.van_lijst_op is None
            zaken.append(Zaak(bericht, u, zit))
    return zaken


def voor_gast(
    mag: Callable[[Zaak], bool], tekst: Callable[[Zaak, datetime], Tekst]
) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    """Return the ``teksten`` of a kind for guests: only while ``mag`` holds."""

    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        return {z.bericht.pk: tekst(z, now) for z in zaken(rijen, now) if mag(z)}

    return teksten


def url_van(naam: str, tafel: Rondetafel) -> str:
    return reverse(f"rondetafel:{naam}", args=[tafel.plan_id, tafel.pk])


def mail_aan_gast(
    onderwerp: Callable[[], str],
    regels: Callable[[], list[str]],
    knop: Callable[[], str],
    url: Callable[[Zaak], str],
    kalender: Callable[[Zaak], bytes] | None = None,
    methode: str = "",
) -> Callable[[Bericht, datetime], Mail]:
    """Return the maker of a mail to a guest, in their language, perhaps with a calendar file."""

    def maak(bericht: Bericht, now: datetime) -> Mail:
        (zaak,) = zaken([bericht], now)
        taal = bericht.ontvanger.taal
        with translation.override(taal if is_beschikbaar(taal) else "nl"):
            bijlagen = []
            if kalender and "sequence" in bericht.context:
                # Django adds the charset; naming it here too would give it twice.
                soort = f"text/calendar; method={methode}"
                bijlagen = [Bijlage(UITNODIGING_ICS, kalender(zaak), soort)]
            return Mail(onderwerp(), regels(), url(zaak), knop(), bijlagen)

    return maak


def _afspraak(zaak: Zaak, *, plaats: str = "", tekst: str = "", url: str = "") -> ical.Afspraak:
    """The entry this notice is about; made of the row only, so that a second copy is the same."""
    return ical.Afspraak(
        uid=zaak.tafel.uid,
        sequence=zaak.bericht.context["sequence"],
        begin=datetime.fromisoformat(zaak.bericht.context["begin"]),
        eind=datetime.fromisoformat(zaak.bericht.context["eind"]),
        gemaakt_op=zaak.bericht.gemaakt_op,
        plaats=plaats,
        tekst=tekst,
        url=url,
    )


def _adressen(bericht: Bericht) -> dict[str, str]:
    return {
        "aan": bericht.ontvanger.email or "",
        "organisator": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }


def verzoek(zaak: Zaak) -> bytes:
    tafel = zaak.tafel
    link = settings.SITE_URL + url_van("tafel", tafel)
    waar = [waar for waar in (tafel.plaats, tafel.videolink) if waar and tafel.plaats_in_agenda]
    regels = [_("Lees wat er op de agenda staat en geef door of u komt:"), link, *waar[1:]]
    afspraak = _afspraak(zaak, plaats=waar[0] if waar else "", tekst="\n".join(regels), url=link)
    return ical.verzoek(afspraak, **_adressen(zaak.bericht))


def afzegging(zaak: Zaak) -> bytes:
    return ical.afzegging(_afspraak(zaak), **_adressen(zaak.bericht))


def naar(naam: str) -> Callable[[Zaak], str]:
    """Return the way to a page of the table; for who has no seat any more, the way in."""
    return lambda zaak: url_van(naam, zaak.tafel) if zaak.zit else "/"
