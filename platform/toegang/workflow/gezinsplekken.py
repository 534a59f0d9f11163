"""The seats of the family itself: who of them has one, and what it sees by default.

Nobody agrees to these seats; they follow from gezag and from age. Those who decide get theirs while
the plan is in concept, young people from twelve when it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gezinsplan.models import Gezag, Gezinslid, Planstatus, Verwantschap
from toegang import policy
from toegang.beslissers import BESLIST_SAMEN, VOLWASSEN, gezag_over_gezin, lid_beslist
from toegang.models import ALLES, GEZIN, Deelname, Plekstatus, Rol
from toegang.overgangen import KanNietError, move, write
from toegang.policy import Handeling
from toegang.zicht import Zicht

if TYPE_CHECKING:
    from toegang.access import Plek

VOOR_HET_ANTWOORD = [Plekstatus.GOEDGEKEURD, Plekstatus.UITGENODIGD]
LOPEND = [*VOOR_HET_ANTWOORD, Plekstatus.ACTIEF]


@dataclass(frozen=True)
class Gezinsbeeld:
    """The family as it is on a day: what decides who of them has a seat."""

    leden: Sequence[Gezinslid]
    gezag: Sequence[Gezag]
    vandaag: date

    @classmethod
    def van(cls, plek: Plek) -> Gezinsbeeld:
        """The family of this seat's plan, read afresh: it may just have been changed."""
        gezin = plek.plan.gezin_id
        houders = Gezag.objects.filter(kind__gezin=gezin)
        return cls(
            list(Gezinslid.objects.filter(gezin=gezin).select_related("gebruiker")),
            list(houders.select_related("lid", "gebruiker", "organisatie")),
            plek.vandaag,
        )

    def kinderen_van(self, lid: Gezinslid) -> list[Gezinslid]:
        """The minors over whom this member carries gezag."""
        over = {g.kind_id for g in self.gezag if g.lid_id == lid.pk and g.geldt(self.vandaag)}
        return [k for k in self.leden if k.pk in over and k.leeftijd(self.vandaag) < VOLWASSEN]

    def beslist(self, lid: Gezinslid) -> bool:
        """Whether this member is one of those who decide about the whole family."""
        groepen = gezag_over_gezin(self.leden, self.gezag, self.vandaag)
        return any(lid_beslist(lid) in groep.allen for groep in groepen)


def rol_van(lid: Gezinslid, gezin: Gezinsbeeld) -> Rol | None:
    """Return the role of the seat this member has by themselves; None when it has none.

    Children under twelve have a chair in the drawing and no seat. Who carries no gezag (a step or
    foster parent, a grandmother) may be proposed like anybody else.
    """
    is_kind = lid.verwantschap == Verwantschap.KIND
    if gezin.kinderen_van(lid) or (not is_kind and gezin.beslist(lid)):
        return Rol.OUDER
    if is_kind and lid.leeftijd(gezin.vandaag) >= BESLIST_SAMEN:
        return Rol.JEUGDIGE
    return None


def default_zicht(lid: Gezinslid, gezin: Gezinsbeeld) -> Zicht:
    """Return what a member's own seat sees: what is the family's together, and their own.

    A parent also sees what concerns the minors over whom they carry gezag; a young person also
    what concerns the other minors. What concerns another adult is that adult's.
    """
    rol = rol_van(lid, gezin)
    if rol is None:
        return Zicht({str(lid.pk): [ALLES]}, [])
    kinderen = (
        gezin.kinderen_van(lid)
        if rol == Rol.OUDER
        else [k for k in gezin.leden if k.leeftijd(gezin.vandaag) < VOLWASSEN]
    )
    sleutels = [GEZIN, str(lid.pk), *(str(kind.pk) for kind in kinderen if kind.pk != lid.pk)]
    return Zicht({sleutel: [ALLES] for sleutel in sleutels}, [ALLES])


def vul_gezinsplekken(*, actor: Plek, now: datetime) -> list[Deelname]:
    """Give every member a seat who should have one now and never had; return the new ones.

    Who left, or said no, is asked again by ``geef_plek`` only. For use inside other workflow
    functions, which checked the right to and hold the plan's row.
    """
    gezin = Gezinsbeeld.van(actor)
    bezet = set(
        Deelname.objects.filter(plan=actor.plan, lid__isnull=False)
        .exclude(status=Plekstatus.AFGEWEZEN, uitgenodigd_op__isnull=True)
        .values_list("lid_id", flat=True)
    )
    horen = [(lid, _rol_nu(lid, gezin, actor)) for lid in gezin.leden if lid.pk not in bezet]
    return [_zet_plek(lid, rol, gezin, actor, now) for lid, rol in horen if rol is not None]


@transaction.atomic
def geef_plek(lid: Gezinslid, *, actor: Plek, now: datetime) -> Deelname:
    """Give a member their seat again, after they left or said no. They still choose themselves.

    Raises:
        KanNietError: this member has a seat, or has none by themselves.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    gezin = Gezinsbeeld.van(actor)
    rol = _rol_nu(lid, gezin, actor) if lid in gezin.leden else None
    heeft = Deelname.objects.filter(plan=actor.plan, lid=lid, status__in=LOPEND).exists()
    if rol is None or heeft:
        raise KanNietError(
            _("Voor %(naam)s kan geen plek worden gemaakt.") % {"naam": lid.voornaam}
        )
    return _zet_plek(lid, rol, gezin, actor, now)


def zonder_plek(plek: Plek, bezet: set[UUID | None]) -> list[Gezinslid]:
    """Return the members who should have a seat and have none running."""
    gezin = Gezinsbeeld(plek.leden, plek.gezag, plek.vandaag)
    return [
        lid for lid in plek.leden if lid.pk not in bezet and _rol_nu(lid, gezin, plek) is not None
    ]


def _rol_nu(lid: Gezinslid, gezin: Gezinsbeeld, actor: Plek) -> Rol | None:
    """The role of a member's own seat, unless a plan in concept does not exist for it yet."""
    rol = rol_van(lid, gezin)
    is_concept = actor.plan.status == Planstatus.CONCEPT
    if rol is None or (is_concept and not policy.bestaat_in_concept(rol, coordinator=False)):
        return None
    return rol


def _zet_plek(lid: Gezinslid, rol: Rol, gezin: Gezinsbeeld, actor: Plek, now: datetime) -> Deelname:
    zicht = default_zicht(lid, gezin)
    deelname = Deelname.objects.create(
        plan=actor.plan,
        lid=lid,
        rol=rol,
        naam=lid.naam,
        functie=lid.get_verwantschap_display(),
        email=lid.email,
        telefoon=lid.telefoon,
        taal=lid.taal,
        status=Plekstatus.GOEDGEKEURD,
        leefgebieden=zicht.leefgebieden,
        secties=zicht.secties,
        voorgesteld_door=actor.deelname,
        voorgesteld_op=now,
    )
    deelname.betreft.set([k for k in gezin.leden if str(k.pk) in zicht.leefgebieden])
    return deelname


def herzie_gezinsplekken(was: Gezinsbeeld, *, actor: Plek, now: datetime) -> None:
    """Let the seats of the family follow a change in who carries gezag, or who is in it.

    Only what the change itself gives or takes: a scope that was narrowed for another reason stays
    as narrow. A seat that nobody took yet and that no longer follows from gezag is gone.
    """
    wordt = Gezinsbeeld.van(actor)
    rijen = Deelname.objects.filter(plan=actor.plan, lid__isnull=False, status__in=LOPEND)
    eerder = {lid.pk: lid for lid in was.leden}
    for deelname in rijen.filter(rol__in=policy.ZONDER_INSTEMMING).select_related("lid"):
        lid = deelname.lid
        if lid is None:
            continue
        if rol_van(lid, wordt) is None and deelname.status in VOOR_HET_ANTWOORD:
            move(deelname, Plekstatus.AFGEWEZEN)
            continue
        oud = default_zicht(eerder[lid.pk], was) if lid.pk in eerder else Zicht({}, [])
        _volg(deelname, oud, default_zicht(lid, wordt), wordt)
    vul_gezinsplekken(actor=actor, now=now)


def _volg(deelname: Deelname, oud: Zicht, nieuw: Zicht, gezin: Gezinsbeeld) -> None:
    gebieden = {
        sleutel: codes
        for sleutel, codes in deelname.leefgebieden.items()
        if sleutel in nieuw.leefgebieden or sleutel not in oud.leefgebieden
    }
    erbij = nieuw.leefgebieden.keys() - oud.leefgebieden.keys()
    # A parent whose seat was restricted gets nothing by a change in gezag (toegang.beperking).
    beperkt = erbij and deelname.beperkingen.filter(status="geldt").exists()
    for sleutel in () if beperkt else erbij:
        gebieden.setdefault(sleutel, [ALLES])
    secties = deelname.secties
    if oud.secties != nieuw.secties and not beperkt:
        secties = nieuw.secties
    if (gebieden, secties) == (deelname.leefgebieden, deelname.secties):
        return
    write(deelname, leefgebieden=gebieden, secties=secties)
    deelname.betreft.set([lid for lid in gezin.leden if str(lid.pk) in gebieden])
