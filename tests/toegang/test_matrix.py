"""Every route inside a plan x everybody x every state of a seat: who gets in, and what they hear.

Built from the URL resolver: a new route is in it by itself, and a route with a parameter this file
does not know fails. Nobody but who sits there gets anything but 404, and no answer, whatever its
code, holds a word that was not for that seat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from acties.models import Actie
from doelen.models import Doel, Kracht, Tegenspraak, Werkdoel, Zorg
from gezinsplan.models import Gezag, Gezinslid, Huishouden
from netwerk.models import Netwerklid
from rondetafel.models import Agendapunt, Besluit, Rondetafel, Verslagexemplaar
from tests.inloggen import log_in
from tests.toegang.kanaries import Voliere, account, gehoord, zet_voliere
from toegang.afscherming.models import Afscherming
from toegang.beperking.models import Verzoek
from toegang.models import Deelname
from uitwisseling.demo import CASUS
from uitwisseling.lezen import importeer

pytestmark = pytest.mark.django_db

AAN_TAFEL = ["samira", "mark", "noor", "linda", "peter", "aisha", "tom", "fatma", "youssef"]
BUITEN = ["bram", "els", "wim", "ruth", "esther"]
STATEN = [
    "voorgesteld",
    "in_gesprek",
    "goedgekeurd",
    "uitgenodigd",
    "afgewezen",
    "beeindigd",
    "tot",
]
TAFELS = {1: "vastgesteld", 2: "peiling"}


def routes() -> list[tuple[str, list[str]]]:
    """Every route with a plan: its name and its other parameters."""

    def loop(resolver: URLResolver, ruimte: str) -> Iterator[tuple[str, list[str]]]:
        for deel in resolver.url_patterns:
            if isinstance(deel, URLResolver):
                yield from loop(deel, f"{deel.namespace}:" if deel.namespace else ruimte)
            elif isinstance(deel, URLPattern) and "plan_id" in deel.pattern.converters:
                anders = [k for k in deel.pattern.converters if k != "plan_id"]
                yield f"{ruimte}{deel.name}", anders

    return list(loop(get_resolver(), ""))


ROUTES = routes()


def eerste(rijen: Any) -> UUID:
    rij = rijen.order_by("pk").first()
    pk: UUID = rij.pk if rij else uuid4()
    return pk


def plaatsen(v: Voliere) -> dict[str, Any]:
    """What stands in for each parameter: something that is there, so that it could leak."""
    plan = v.plan
    return {
        "deelname_id": Deelname.objects.get(plan=plan, naam="Jolanda Mulder").pk,
        "lid_id": Gezinslid.objects.get(gezin=plan.gezin, voornaam="Samira").pk,
        "huis_id": eerste(Huishouden.objects.filter(gezin=plan.gezin)),
        "gezag_id": eerste(Gezag.objects.filter(kind__gezin=plan.gezin)),
        "doel_id": Doel.objects.get(plan=plan, leefgebied__code="inkomen").pk,
        "werkdoel_id": eerste(Werkdoel.objects.filter(doel__plan=plan)),
        "actie_id": Actie.objects.filter(plan=plan, leefgebied__code="inkomen").latest("pk").pk,
        "netwerklid_id": eerste(Netwerklid.objects.filter(plan=plan, deelname=None)),
        "punt_id": eerste(Agendapunt.objects.filter(tafel__plan=plan, leefgebied=None)),
        "besluit_id": eerste(Besluit.objects.filter(tafel__plan=plan)),
        "exemplaar_id": eerste(Verslagexemplaar.objects.all()),
        "tegenspraak_id": eerste(Tegenspraak.objects.filter(plan=plan)),
        "afscherming_id": eerste(Afscherming.objects.filter(plan=plan)),
        "verzoek_id": eerste(Verzoek.objects.filter(plan=plan)),
        "soort": "zorg",
        "stap": "afspraken",
    }


def teksten(v: Voliere) -> dict[str, UUID]:
    """What stands in for ``pk``, by the kind of text in the name of the route."""
    return {
        f"{ruimte}{model._meta.model_name}": eerste(
            model.objects.filter(plan=v.plan).exclude(leefgebied__code="school")
        )
        for model in (Kracht, Zorg, Doel)
        for ruimte in ("doelen:", "rondetafel:tafel_")
    }


def adressen(v: Voliere) -> Iterator[tuple[str, str]]:
    """Every address of this plan: by name and, where a table is in it, for each of its tables."""
    waarden, tekst = plaatsen(v), teksten(v)
    tafels = dict(Rondetafel.objects.filter(plan=v.plan).values_list("nummer", "pk"))
    assert set(tafels) == set(TAFELS)
    for naam, parameters in ROUTES:
        waarden["pk"] = tekst.get(naam.rsplit("_", 1)[0], tekst["doelen:zorg"])
        for nummer in tafels if "tafel_id" in parameters else [0]:
            waarden["tafel_id"] = tafels.get(nummer)
            kwargs = {p: waarden[p] for p in parameters}
            yield f"{naam}/{nummer}", reverse(naam, kwargs={"plan_id": v.plan.pk, **kwargs})


def vraag(client: Client, methode: str, url: str) -> tuple[int, bytes]:
    """Ask, and undo what the asking did."""
    with transaction.atomic():
        antwoord = getattr(client, methode)(url)
        transaction.set_rollback(True)
    return antwoord.status_code, antwoord.content if not antwoord.streaming else b""


def als(wie: str | None) -> Client:
    client = Client(raise_request_exception=True)
    if wie:
        log_in(client, account(wie))
    return client


@pytest.fixture
def v() -> Voliere:
    return zet_voliere(timezone.now())


@pytest.mark.parametrize("wie", AAN_TAFEL)
def test_who_sits_there_hears_only_what_is_theirs(v: Voliere, wie: str) -> None:
    client, mag = als(wie), v.te_horen(v.deelname(wie))
    mis: list[tuple[str, str, int, set[str]]] = []
    for naam, url in adressen(v):
        for methode in ("get", "post"):
            code, inhoud = vraag(client, methode, url)
            if code not in (200, 302, 400, 403, 404, 405, 409, 422):
                mis.append((naam, methode, code, set()))
            if teveel := gehoord(inhoud) - mag:
                mis.append((naam, methode, code, teveel))
    assert mis == []


def test_the_birds_do_sing(v: Voliere) -> None:
    """The test above would pass on empty pages: every canary is heard by somebody, somewhere."""
    gezien: set[str] = set()
    for wie in ("linda", "samira", "mark", "noor"):
        client = als(wie)
        for _, url in adressen(v):
            gezien |= gehoord(vraag(client, "get", url)[1])
    assert set(v.luistert) - gezien == set()


@pytest.mark.parametrize("wie", BUITEN)
def test_who_has_no_seat_finds_nothing(v: Voliere, wie: str) -> None:
    if wie == "bram":
        tekst = (CASUS / "2-kowalczyk.json").read_text(encoding="utf-8")
        importeer(tekst, vandaag=timezone.localdate(v.now))
    _niets(v, als(wie), {404})


def test_who_is_not_logged_in_is_sent_to_the_login_and_hears_nothing(v: Voliere) -> None:
    _niets(v, als(None), {302})


@pytest.mark.parametrize("staat", STATEN)
def test_a_seat_that_does_not_count_opens_nothing(v: Voliere, staat: str) -> None:
    peter = Deelname.objects.filter(pk=v.deelname("peter").pk)
    if staat == "tot":
        peter.update(tot=timezone.localdate(v.now))
    else:
        peter.update(status=staat, beeindigd_op=v.now if staat == "beeindigd" else None)
    _niets(v, als("peter"), {404})


def _niets(v: Voliere, client: Client, codes: set[int]) -> None:
    mis = []
    for naam, url in adressen(v):
        for methode in ("get", "post"):
            code, inhoud = vraag(client, methode, url)
            if code not in codes or gehoord(inhoud) or b"De Wit" in inhoud:
                mis.append((naam, methode, code, gehoord(inhoud)))
    assert mis == []


def test_it_is_large_enough_to_mean_something(v: Voliere) -> None:
    cellen = len(list(adressen(v))) * 2 * (len(AAN_TAFEL) + len(BUITEN) + 1 + len(STATEN))
    assert cellen >= 5_000


def test_a_stranger_learns_as_much_from_a_plan_that_never_was(v: Voliere) -> None:
    """Unreachable equals nonexistent: the two answers are the same to the byte, but the address."""
    client = als("els")
    hier = client.get(reverse("overzicht:plan", args=[v.plan.pk]))
    nergens = client.get(reverse("overzicht:plan", args=[uuid4()]))
    assert (hier.status_code, _kaal(hier.content)) == (nergens.status_code, _kaal(nergens.content))


def _kaal(inhoud: bytes) -> bytes:
    """Without what differs at every request."""
    return re.sub(rb"[A-Za-z0-9]{64}|nonce=\"[^\"]*\"", b"", inhoud)


def test_sessions_end_before_the_next_request(v: Voliere) -> None:
    client = als("fatma")
    url = reverse("overzicht:plan", args=[v.plan.pk])
    assert client.get(url).status_code == 200
    Deelname.objects.filter(pk=v.deelname("fatma").pk).update(
        status="beeindigd", beeindigd_op=v.now - timedelta(seconds=1)
    )
    assert client.get(url).status_code == 404
