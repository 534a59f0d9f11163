"""The family's answer to a seat: yes with what may be seen, no, or talk first; and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gezinsplan.models import Planstatus
from toegang import berichten_plekken, policy, wie
from toegang.access import Plek
from toegang.beslissers import Beslisser
from toegang.models import (
    ALLES,
    Antwoord,
    Deelname,
    Instemming,
    Plekstatus,
    Welkomsoort,
    Wijze,
)
from toegang.overgangen import KanNietError, lock, move, write
from toegang.policy import Handeling
from toegang.workflow.uitnodiging import nodig_uit
from toegang.zicht import alle_secties, geldende


@dataclass(frozen=True)
class Keuze:
    """What somebody answers. ``leefgebieden``, ``secties`` and ``tot`` belong to a yes."""

    antwoord: Antwoord
    leefgebieden: Sequence[str] = ()
    secties: Sequence[str] = ()
    tot: date | None = None
    toelichting: str = ""


@dataclass(frozen=True)
class Vastlegging:
    """How an answer came that somebody else wrote down, and who were there."""

    wijze: Wijze = Wijze.SCHERM
    aanwezig: str = ""
    door: Deelname | None = None


@transaction.atomic
def give_antwoord(deelname: Deelname, keuze: Keuze, *, actor: Plek, now: datetime) -> Deelname:
    """Answer for oneself, for the first time or differently than before.

    Once the seat was agreed to, only a yes with another scope or end date is an answer; stopping is
    ``workflow.plekken.end_plek``. Returns the seat as it is afterwards.

    Raises:
        PermissionDenied: this seat does not decide about whom it concerns.
        KanNietError: the answer does not fit the state, or says things that do not exist.
    """
    actor.eis(Handeling.PLEK_INSTEMMEN, deelname)
    rij = lock(deelname)
    _kan_beantwoord(rij, keuze, actor)
    _eis_geen_einde(rij, keuze, actor.deelname.lid_id)
    gevraagd = {stem.beslisser for stem in _stand(rij, actor).stemmen}
    for beslisser in gevraagd & actor.als_beslisser():
        _schrijf(rij, beslisser, keuze, Vastlegging(), now)
    return _vervolg(rij, actor=actor, now=now)


@transaction.atomic
def record_antwoord(
    deelname: Deelname,
    wie_id: UUID,
    keuze: Keuze,
    vastlegging: Vastlegging,
    *,
    actor: Plek,
    now: datetime,
) -> Deelname:
    """Write down what somebody chose on paper or in a conversation: by the zorgcoördinator.

    ``wie_id`` is who chose (``Beslisser.id``), for who has no account or would rather talk.

    Raises:
        KanNietError: as ``give_antwoord``; or this person is not asked, or nobody was there.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    rij = lock(deelname)
    _kan_beantwoord(rij, keuze, actor)
    if vastlegging.wijze == Wijze.SCHERM or not vastlegging.aanwezig.strip():
        raise KanNietError(_("Schrijf op wie erbij waren."))
    gevraagd = {stem.beslisser.id: stem.beslisser for stem in _stand(rij, actor).stemmen}
    if wie_id not in gevraagd:
        raise KanNietError(_("Deze persoon kiest niet over deze plek."))
    not_for_another(gevraagd[wie_id], gevraagd.values(), actor)
    _eis_geen_einde(rij, keuze, wie_id)
    door = Vastlegging(vastlegging.wijze, vastlegging.aanwezig.strip(), actor.deelname)
    _schrijf(rij, gevraagd[wie_id], keuze, door, now)
    return _vervolg(rij, actor=actor, now=now)


def not_for_another(wie_koos: Beslisser, gevraagd: Iterable[Beslisser], actor: Plek) -> None:
    """Refuse who decides themselves to write down what another who decides said.

    A parent who coordinates would otherwise say yes for the other parent.
    """
    zelf = actor.als_beslisser()
    if wie_koos not in zelf and zelf & set(gevraagd):
        raise KanNietError(_("U kiest hier zelf ook over. Wie ook kiest, doet dat zelf."))


def _eis_geen_einde(rij: Deelname, keuze: Keuze, lid_id: UUID | None) -> None:
    """Refuse an earlier end of a young person's JIM by anybody else: only they let the JIM stop."""
    van_jongere = rij.rol in policy.EINDIGT_DOOR_JONGERE and rij.status in wie.TOEGELATEN
    eerder = keuze.tot is not None and (rij.tot is None or keuze.tot < rij.tot)
    if van_jongere and eerder and lid_id != rij.jim_van_id:
        raise KanNietError(_("Alleen de jongere zelf kan een JIM laten stoppen."))


def _stand(rij: Deelname, actor: Plek) -> wie.Stand:
    geladen = wie.met_antwoorden(Deelname.objects.filter(pk=rij.pk)).get()
    return wie.stand(actor, geladen)


def _kan_beantwoord(rij: Deelname, keuze: Keuze, actor: Plek) -> None:
    if not wie.vraagt_instemming(rij):
        raise KanNietError(_("Over deze plek kiest het gezin niet."))
    if rij.status not in wie.LOPEND:
        raise KanNietError(_("Deze plek is gestopt."))
    if rij.status in wie.TOEGELATEN and keuze.antwoord != Antwoord.JA:
        raise KanNietError(
            _("Er is al ja gezegd. Wilt u dat %(naam)s stopt? Kies dan voor stoppen.")
            % {"naam": rij.naam}
        )
    if keuze.antwoord == Antwoord.JA:
        bekend = set(rij.plan.gemeente.leefgebieden.values_list("code", flat=True))
        if set(keuze.leefgebieden) - bekend - {ALLES} or set(keuze.secties) - {
            *alle_secties(),
            ALLES,
        }:
            raise KanNietError(
                _("Een deel van het plan dat u koos, is er niet meer. Kies opnieuw.")
            )
        if keuze.tot is not None and keuze.tot <= actor.vandaag:
            raise KanNietError(_("Kies een laatste dag die nog komt."))


def _schrijf(
    rij: Deelname, beslisser: Beslisser, keuze: Keuze, hoe: Vastlegging, now: datetime
) -> None:
    """Add an answer; the one before stays, as withdrawn now."""
    ja = keuze.antwoord == Antwoord.JA
    houder = {
        "gever_id": beslisser.id if beslisser.soort == "lid" else None,
        "gever_gebruiker_id": beslisser.id if beslisser.soort == "gebruiker" else None,
        "gever_organisatie_id": beslisser.id if beslisser.soort == "organisatie" else None,
    }
    rij.instemmingen.filter(ingetrokken_op__isnull=True, coordinatie=False, **houder).update(
        ingetrokken_op=now
    )
    Instemming.objects.create(
        deelname=rij,
        gever_naam=beslisser.naam,
        antwoord=keuze.antwoord,
        leefgebieden=sorted(keuze.leefgebieden) if ja else [],
        secties=sorted(keuze.secties) if ja else [],
        tot=keuze.tot if ja else None,
        toelichting=keuze.toelichting,
        wijze=hoe.wijze,
        aanwezig=hoe.aanwezig,
        vastgelegd_door=hoe.door,
        gegeven_op=now,
        **houder,
    )


def _vervolg(rij: Deelname, *, actor: Plek, now: datetime) -> Deelname:
    """Put the seat where the answers now bring it."""
    stand = _stand(rij, actor)
    if rij.status in wie.TOEGELATEN:
        _pas_zicht_toe(rij, stand, actor)
    elif stand.uitkomst == Plekstatus.GOEDGEKEURD:
        _keur_goed(rij, stand, actor=actor, now=now)
    elif stand.uitkomst == Plekstatus.AFGEWEZEN:
        move(rij, Plekstatus.AFGEWEZEN)
        berichten_plekken.vertel_besluit(rij, actor=actor, now=now)
    elif stand.uitkomst != rij.status:
        move(rij, stand.uitkomst)
        if stand.uitkomst == Plekstatus.IN_GESPREK:
            berichten_plekken.vraag_gesprek(rij, actor=actor, now=now)
    return rij


def _velden(rij: Deelname, stand: wie.Stand, actor: Plek) -> dict[str, object]:
    antwoorden = geldende(stand.deelname.instemmingen.all(), actor.vandaag)
    zicht = wie.nieuw_zicht(actor, stand.deelname, antwoorden)
    return {
        "leefgebieden": zicht.leefgebieden,
        "secties": zicht.secties,
        "tot": wie.einddatum(antwoorden.values()),
    }


def _pas_zicht_toe(rij: Deelname, stand: wie.Stand, actor: Plek) -> None:
    write(rij, **_velden(rij, stand, actor))


def _keur_goed(rij: Deelname, stand: wie.Stand, *, actor: Plek, now: datetime) -> None:
    move(rij, Plekstatus.GOEDGEKEURD, **_velden(rij, stand, actor))
    berichten_plekken.vertel_besluit(rij, actor=actor, now=now)
    invite(rij, actor=actor, now=now)


def invite(deelname: Deelname, *, actor: Plek, now: datetime) -> bool:
    """Send the invitation of an approved seat by mail, where that can be; else it waits.

    Without an e-mail address it waits for a letter or a card; in a concept plan for the parents to
    activate the plan (``invite_waiting``). Returns whether it was sent.
    """
    if not deelname.email or deelname.plan.status != Planstatus.ACTIEF:
        return False
    try:
        with transaction.atomic():
            nodig_uit(deelname, soort=Welkomsoort.MAIL, actor=actor, now=now)
    except KanNietError:
        return False
    deelname.refresh_from_db(fields=["status", "gebruiker", "uitgenodigd_op", "versie"])
    return True


@transaction.atomic
def invite_waiting(*, actor: Plek, now: datetime) -> int:
    """Invite everyone who was agreed to while the plan was in concept; return how many."""
    rijen = Deelname.objects.filter(plan=actor.plan, status=Plekstatus.GOEDGEKEURD)
    return sum(invite(lock(rij), actor=actor, now=now) for rij in rijen)
