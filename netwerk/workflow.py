"""Every write about the people around a family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gezinsplan.models import Gezinslid
from gezinsplan.versies import schrijf
from netwerk.models import Netwerklid, Ring
from toegang import wie
from toegang.access import Plek
from toegang.models import Deelname, Rol
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.plekken import Voorstel, propose_plek


@dataclass(frozen=True)
class Persoon:
    """Somebody around the family, in the family's own words; ``van`` None is the whole family."""

    naam: str
    relatie: str
    van: Gezinslid | None
    ring: int = Ring.VERTROUWD
    kan_doen: str = ""


@dataclass(frozen=True)
class Verzoek:
    """What is asked when somebody should join the table: how to reach them, why, what they see."""

    reden: str
    email: str = ""
    telefoon: str = ""
    taal: str = "nl"
    leefgebieden: Sequence[str] = ()
    secties: Sequence[str] = ()


@transaction.atomic
def add_netwerklid(persoon: Persoon, *, actor: Plek, now: datetime) -> Netwerklid:
    """Write somebody down. A young person writes down their own people only."""
    rij = Netwerklid(
        plan=actor.plan,
        naam=persoon.naam,
        relatie=persoon.relatie,
        van=_van(persoon.van, actor),
        ring=persoon.ring,
        kan_doen=persoon.kan_doen,
        toegevoegd_door=actor.deelname,
        gemaakt_op=now,
    )
    actor.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    rij.save(force_insert=True)
    return rij


@transaction.atomic
def change_netwerklid(
    rij: Netwerklid, versie: int, persoon: Persoon, *, actor: Plek, now: datetime
) -> None:
    """Change what is written about somebody; what sits at the table does not change with it.

    Raises:
        VerouderdError: somebody else changed it since ``versie``.
    """
    actor.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    nieuw = Netwerklid(plan=actor.plan, van=_van(persoon.van, actor))
    actor.eis(Handeling.NETWERK_SCHRIJVEN, nieuw)
    schrijf(
        rij,
        versie,
        naam=persoon.naam,
        relatie=persoon.relatie,
        van=nieuw.van,
        ring=persoon.ring,
        kan_doen=persoon.kan_doen,
    )


@transaction.atomic
def remove_netwerklid(rij: Netwerklid, *, actor: Plek, now: datetime) -> None:
    """Take somebody off the list. A seat they have is ended at the table, not here."""
    actor.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    schrijf(rij, rij.versie, weggehaald_op=now)


@transaction.atomic
def ask_aan_tafel(rij: Netwerklid, verzoek: Verzoek, *, actor: Plek, now: datetime) -> Deelname:
    """Propose a seat for somebody of the network; the yes of a parent who asks is in it.

    Raises:
        KanNietError: they have a seat already, or there is a proposal.
    """
    actor.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    if heeft_plek(rij):
        raise KanNietError(_("%(naam)s is al gevraagd aan tafel.") % {"naam": rij.naam})
    deelname = propose_plek(
        Voorstel(
            naam=rij.naam,
            rol=Rol.NETWERKLID,
            betreft=actor.leden,
            reden=verzoek.reden,
            leefgebieden=verzoek.leefgebieden,
            secties=verzoek.secties,
            functie=rij.relatie,
            email=verzoek.email,
            telefoon=verzoek.telefoon,
            taal=verzoek.taal,
        ),
        actor=actor,
        now=now,
    )
    schrijf(rij, rij.versie, deelname=deelname)
    return deelname


@transaction.atomic
def name_jim(
    persoon: Persoon, verzoek: Verzoek, jongere: Gezinslid, *, actor: Plek, now: datetime
) -> Deelname:
    """Name the JIM of a young person: by themselves, or written down by the zorgcoördinator.

    Who decide about the young person agree; the seat ends only by the young person.

    Raises:
        KanNietError: there is a JIM already, or the person cannot be one.
    """
    if jim_van(jongere) is not None:
        raise KanNietError(_("%(naam)s heeft al een JIM.") % {"naam": jongere.voornaam})
    deelname = propose_plek(
        Voorstel(
            naam=persoon.naam,
            rol=Rol.JIM,
            betreft=[jongere],
            reden=verzoek.reden,
            leefgebieden=verzoek.leefgebieden,
            secties=verzoek.secties,
            functie=persoon.relatie,
            email=verzoek.email,
            telefoon=verzoek.telefoon,
            taal=verzoek.taal,
            jim_van=jongere,
        ),
        actor=actor,
        now=now,
    )
    rij = add_netwerklid(persoon, actor=actor, now=now)
    schrijf(rij, rij.versie, deelname=deelname)
    return deelname


def heeft_plek(rij: Netwerklid) -> bool:
    """Whether this person sits at the table, or is asked to."""
    return rij.deelname is not None and rij.deelname.status in wie.LOPEND


def jim_van(jongere: Gezinslid) -> Deelname | None:
    """Return who is, or is asked to be, the JIM of a young person."""
    return Deelname.objects.filter(jim_van=jongere, status__in=wie.LOPEND).first()


def _van(van: Gezinslid | None, actor: Plek) -> Gezinslid | None:
    if van is not None and van.pk not in {lid.pk for lid in actor.leden}:
        raise KanNietError(_("Kies iemand van het gezin."))
    return van
