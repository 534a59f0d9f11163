"""Random walks over inviting, agreeing, changing and ending: nobody sees what was not allowed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from doelen.models import Zorg
from netwerk.models import Netwerklid
from tests.cast import Cast, zet_cast
from tests.toegang.voorstellen import herlaad, voorstel
from toegang import wie
from toegang.access import Plek, get_plek
from toegang.models import Antwoord, Deelname, Plekstatus
from toegang.overgangen import KanNietError
from toegang.uitnodiging import geldige_uitnodigingen
from toegang.workflow.instemmen import Keuze, give_antwoord
from toegang.workflow.plekken import end_plek, propose_plek
from toegang.workflow.uitnodiging import neem_plek_aan

CODES = ["school", "gezondheid", "inkomen"]
SLEUTELS = ["gezin", "samira", "mark", "noor", "daan"]
BESLISSERS = ["samira", "mark", "noor"]
codes = st.lists(st.sampled_from(CODES), unique=True)
secties = st.lists(st.sampled_from(["acties", "netwerk"]), unique=True)


def beslist(sleutel: str, noor_is_zestien: bool) -> set[str]:
    """Who decide about what concerns this member: written again, simply, to compare with."""
    if sleutel in {"samira", "mark"}:
        return {sleutel}
    if sleutel == "noor":
        return {"noor"} if noor_is_zestien else set(BESLISSERS)
    return {"samira", "mark"}


class Plekken(RuleBasedStateMachine):
    """One family, up to two proposed seats, and three who decide."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.now = self.cast.now
        self.seats: list[UUID] = []
        self.ja: dict[tuple[UUID, str], tuple[set[str], set[str]]] = {}
        self.zag: dict[UUID, dict[str, set[str]]] = {}
        self.zestien = False
        self.blok = transaction.atomic()
        self.blok.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.blok.__exit__(None, None, None)

    def plek(self, naam: str) -> Plek:
        self.now += timedelta(seconds=1)
        return self.cast.plek(naam, now=self.now)

    def seat(self, keuze: int) -> Deelname:
        return herlaad(Deelname(pk=self.seats[keuze % len(self.seats)]))

    @initialize(
        over=st.sampled_from(["daan", "noor", "noor daan", "samira", "samira mark noor daan"])
    )
    def eerste(self, over: str) -> None:
        self.stel_voor(over)

    @precondition(lambda self: len(self.seats) < 2)
    @rule(over=st.sampled_from(["daan", "samira mark noor daan", "mark"]))
    def stel_voor(self, over: str) -> None:
        adres = f"nieuw{len(self.seats)}@voorbeeld.test"
        plek = self.plek("aisha")
        gevraagd = voorstel(self.cast, over, email=adres)
        self.seats.append(propose_plek(gevraagd, actor=plek, now=self.now).pk)

    @rule(
        keuze=st.integers(0, 1),
        naam=st.sampled_from(BESLISSERS),
        antwoord=st.sampled_from(["ja", "ja", "ja", "nee", "praten"]),
        gebieden=codes,
        delen=secties,
    )
    def zeg(
        self, keuze: int, naam: str, antwoord: str, gebieden: list[str], delen: list[str]
    ) -> None:
        seat, plek = self.seat(keuze), self.plek(naam)
        gezegd = Keuze(Antwoord(antwoord), gebieden, delen)
        try:
            give_antwoord(seat, gezegd, actor=plek, now=self.now)
        except (PermissionDenied, KanNietError):
            return
        self.ja.pop((seat.pk, naam), None)
        if antwoord == "ja":
            self.ja[(seat.pk, naam)] = (set(gebieden), set(delen))

    @rule(keuze=st.integers(0, 1), gebieden=st.tuples(codes, codes, codes), delen=secties)
    def ieder_zegt_ja(
        self, keuze: int, gebieden: tuple[list[str], list[str], list[str]], delen: list[str]
    ) -> None:
        """Without this walk few seats would be agreed to."""
        for naam, mag in zip(BESLISSERS, gebieden, strict=True):
            self.zeg(keuze, naam, "ja", mag, delen)
            delen = [*delen, "netwerk"]

    @rule(keuze=st.integers(0, 1))
    def neem_aan(self, keuze: int) -> None:
        seat = self.seat(keuze)
        uitnodiging = geldige_uitnodigingen(self.now).filter(deelname=seat).first()
        if uitnodiging and seat.gebruiker:
            neem_plek_aan(uitnodiging, actor=seat.gebruiker, now=self.now, methode_gelezen=True)

    @rule(keuze=st.integers(0, 1), naam=st.sampled_from(BESLISSERS))
    def stop(self, keuze: int, naam: str) -> None:
        try:
            end_plek(self.seat(keuze), actor=self.plek(naam), now=self.now)
        except (PermissionDenied, KanNietError):
            return

    @precondition(lambda self: not self.zestien)
    @rule()
    def noor_wordt_zestien(self) -> None:
        noor = self.cast.lid["noor"]
        geboren = noor.geboortedatum.replace(year=noor.geboortedatum.year - 1)
        type(noor).objects.filter(pk=noor.pk).update(geboortedatum=geboren)
        self.zestien = True

    @invariant()
    def ziet_alleen_wat_mag(self) -> None:
        for pk in self.seats:
            seat = herlaad(Deelname(pk=pk))
            if seat.status in wie.TE_KIEZEN:
                assert seat.leefgebieden == {}
            if seat.status in wie.TOEGELATEN:
                self.controleer_zicht(seat)
            if seat.gebruiker:
                self.controleer_bladzijden(seat)

    def controleer_zicht(self, seat: Deelname) -> None:
        zag, nu = self.zag.get(seat.pk, {}), {}
        for sleutel in SLEUTELS:
            id_ = sleutel if sleutel == "gezin" else str(self.cast.lid[sleutel].pk)
            ziet = set(seat.leefgebieden.get(id_, []))
            wie_beslist = beslist(sleutel, self.zestien)
            gezegd = [self.ja[(seat.pk, b)][0] for b in wie_beslist if (seat.pk, b) in self.ja]
            mag = set.intersection(*gezegd) if gezegd else set(CODES)
            if len(gezegd) < len(wie_beslist):
                # Somebody new decides: what was seen can only become less.
                mag &= zag.get(sleutel, set())
            assert ziet <= mag, (sleutel, ziet, mag)
            nu[sleutel] = ziet
        self.zag[seat.pk] = nu

    def controleer_bladzijden(self, seat: Deelname) -> None:
        """What the querysets give is what the scope says; without a seat there is no plan."""
        gebruiker = seat.gebruiker
        assert gebruiker is not None
        if seat.status != Plekstatus.ACTIEF:
            with pytest.raises(Http404):
                get_plek(gebruiker, self.cast.plan.pk, now=self.now)
            return
        plek = get_plek(gebruiker, self.cast.plan.pk, now=self.now)
        gezien = set(Zorg.objects.visible_to(plek).values_list("tekst", flat=True))
        zag = self.zag[seat.pk]
        assert gezien == {f"{s} {code}" for s in SLEUTELS for code in zag[s]}
        if Netwerklid.objects.visible_to(plek).exists():
            ja = [self.ja.get((seat.pk, b), (set(), set()))[1] for b in ("samira", "mark")]
            assert all("netwerk" in delen for delen in ja)


@pytest.mark.django_db
def test_a_seat_never_sees_what_one_who_decides_did_not_allow() -> None:
    cast = zet_cast(timezone.now())
    for sleutel in SLEUTELS:
        for code in CODES:
            Zorg.objects.create(
                plan=cast.plan,
                tekst=f"{sleutel} {code}",
                leefgebied=cast.leefgebied[code],
                betreft=None if sleutel == "gezin" else cast.lid[sleutel],
                gemaakt_op=cast.now,
            )
    Netwerklid.objects.create(plan=cast.plan, naam="Oma", relatie="oma", gemaakt_op=cast.now)
    Plekken.cast = cast
    run_state_machine_as_test(
        Plekken,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
