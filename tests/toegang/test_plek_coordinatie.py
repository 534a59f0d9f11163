"""Handing over the work of zorgcoördinator: three have to say yes, and then the mark moves."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.access import berichten_van
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import herlaad
from toegang.models import Antwoord, Deelname, Instemming, Wijze
from toegang.overgangen import KanNietError
from toegang.workflow.coordinatie import (
    accept_opvolging,
    answer_opvolging,
    propose_opvolger,
    record_opvolging,
    withdraw_opvolger,
)
from toegang.workflow.instemmen import Vastlegging
from toegang.workflow.plekken import end_plek


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def vraag(cast: Cast, wie: str) -> None:
    propose_opvolger(cast.deelname[wie], actor=cast.plek("linda"), now=cast.now)


def aanvaard(cast: Cast, wie: str) -> bool:
    return accept_opvolging(actor=cast.plek(wie), now=cast.now)


def zegt(cast: Cast, wie: str, antwoord: str = "ja") -> bool:
    return answer_opvolging(Antwoord(antwoord), actor=cast.plek(wie), now=cast.now)


def coordinator(cast: Cast) -> str:
    rij = Deelname.objects.get(plan=cast.plan, is_zorgcoordinator=True)
    return next(naam for naam, d in cast.deelname.items() if d.pk == rij.pk)


def titels(cast: Cast, wie: str) -> list[str]:
    return [b.tekst.titel for b in berichten_van(cast.gebruiker[wie], now=cast.now)]


def test_the_mark_moves_when_successor_and_family_said_yes(cast: Cast) -> None:
    """Until then nothing of the plan opens for Peter: who coordinates sees all of it."""
    vraag(cast, "peter")
    assert titels(cast, "peter") == ["Wilt u zorgcoördinator worden?"]
    assert aanvaard(cast, "peter") is False
    assert titels(cast, "samira") == ["Mag Peter Hendriks zorgcoördinator worden?"]
    assert [zegt(cast, wie) for wie in ("samira", "mark")] == [False, False]
    inkomen = cast.leefgebied["inkomen"]
    assert not cast.plek("peter").ziet(None, inkomen)
    assert zegt(cast, "noor") is True
    assert coordinator(cast) == "peter"
    assert cast.plek("peter").ziet(None, inkomen)
    assert titels(cast, "fatma") == ["Peter Hendriks is nu zorgcoördinator"]
    assert titels(cast, "samira") == ["Peter Hendriks is nu zorgcoördinator"]


def test_who_handed_over_keeps_a_seat_and_may_then_leave(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        end_plek(cast.deelname["linda"], actor=cast.plek("linda"), now=cast.now)
    vraag(cast, "samira")
    aanvaard(cast, "samira")
    for wie in ("mark", "noor"):
        zegt(cast, wie)
    assert coordinator(cast) == "samira"
    linda = herlaad(cast.deelname["linda"])
    assert (linda.opvolger, linda.opvolger_gevraagd_op) == (None, None)
    end_plek(linda, actor=cast.plek("linda"), now=cast.now)
    with pytest.raises(Http404):
        cast.plek("linda")


def test_a_parent_who_takes_over_has_said_yes_with_it(cast: Cast) -> None:
    vraag(cast, "mark")
    aanvaard(cast, "mark")
    gezegd = Instemming.objects.filter(coordinatie=True, ingetrokken_op=None)
    assert [i.gever_id for i in gezegd] == [cast.lid["mark"].pk]


@pytest.mark.parametrize("antwoord", ["nee", "praten"])
def test_one_who_does_not_agree_stops_it(cast: Cast, antwoord: str) -> None:
    vraag(cast, "peter")
    aanvaard(cast, "peter")
    zegt(cast, "samira")
    zegt(cast, "noor")
    assert zegt(cast, "mark", antwoord) is False
    assert coordinator(cast) == "linda"
    assert zegt(cast, "mark") is True
    assert coordinator(cast) == "peter"


def test_answers_belong_to_one_question(cast: Cast) -> None:
    vraag(cast, "peter")
    aanvaard(cast, "peter")
    for wie in ("samira", "mark"):
        zegt(cast, wie)
    vraag(cast, "tom")
    assert not Instemming.objects.filter(coordinatie=True, ingetrokken_op=None).exists()
    aanvaard(cast, "tom")
    assert zegt(cast, "noor") is False


def test_answers_about_coordinating_change_nothing_of_what_a_seat_sees(cast: Cast) -> None:
    vraag(cast, "peter")
    aanvaard(cast, "peter")
    zegt(cast, "samira")
    peter = herlaad(cast.deelname["peter"])
    assert peter.leefgebieden == cast.deelname["peter"].leefgebieden
    assert peter.status == "actief"


def test_the_coordinator_or_who_was_asked_takes_it_back(cast: Cast) -> None:
    vraag(cast, "peter")
    with pytest.raises(PermissionDenied):
        withdraw_opvolger(actor=cast.plek("samira"), now=cast.now)
    withdraw_opvolger(actor=cast.plek("peter"), now=cast.now)
    assert herlaad(cast.deelname["linda"]).opvolger is None
    vraag(cast, "peter")
    withdraw_opvolger(actor=cast.plek("linda"), now=cast.now)
    assert titels(cast, "peter") == []
    with pytest.raises(KanNietError, match="niemand gevraagd"):
        aanvaard(cast, "peter")


def test_only_the_coordinator_asks_only_who_was_asked_accepts_only_who_decides_answers(
    cast: Cast,
) -> None:
    with pytest.raises(PermissionDenied):
        propose_opvolger(cast.deelname["tom"], actor=cast.plek("samira"), now=cast.now)
    vraag(cast, "peter")
    with pytest.raises(PermissionDenied):
        aanvaard(cast, "tom")
    aanvaard(cast, "peter")
    for wie in ("fatma", "tom", "esther"):
        with pytest.raises(PermissionDenied):
            zegt(cast, wie)


@pytest.mark.parametrize("wie", ["linda", "noor"])
def test_who_cannot_take_over(cast: Cast, wie: str) -> None:
    with pytest.raises(KanNietError, match="aan tafel zit"):
        vraag(cast, wie)


def test_somebody_who_left_meanwhile_does_not_become_coordinator(cast: Cast) -> None:
    vraag(cast, "peter")
    aanvaard(cast, "peter")
    for wie in ("samira", "mark"):
        zegt(cast, wie)
    end_plek(cast.deelname["peter"], actor=cast.plek("peter"), now=cast.now)
    with pytest.raises(KanNietError):
        zegt(cast, "noor")
    assert coordinator(cast) == "linda"


def test_what_was_said_in_a_conversation_is_recorded(cast: Cast) -> None:
    vraag(cast, "peter")
    aanvaard(cast, "peter")
    zegt(cast, "samira")
    zegt(cast, "noor")
    linda, mark = cast.plek("linda"), cast.lid["mark"].pk
    erbij = Vastlegging(Wijze.GESPREK, "Mark en Linda")
    with pytest.raises(KanNietError, match="wie erbij waren"):
        record_opvolging(mark, Antwoord.JA, Vastlegging(), actor=linda, now=cast.now)
    with pytest.raises(KanNietError, match="kiest hier niet"):
        record_opvolging(UUID(int=0), Antwoord.JA, erbij, actor=linda, now=cast.now)
    assert record_opvolging(mark, Antwoord.JA, erbij, actor=linda, now=cast.now) is True
    assert coordinator(cast) == "peter"


def pad(cast: Cast) -> str:
    return reverse("toegang:coordinatie", args=[cast.plan.pk])


def test_the_page_walks_the_hand_over(cast: Cast) -> None:
    clients = {wie: Client() for wie in ("linda", "peter", "samira", "mark", "noor", "fatma")}
    for wie, client in clients.items():
        log_in(client, cast.gebruiker[wie])

    def lees(wie: str) -> str:
        return clients[wie].get(pad(cast)).content.decode()

    def doe(wie: str, **velden: str) -> str:
        return clients[wie].post(pad(cast), velden, follow=True).content.decode()

    assert "Het werk overdragen" in lees("linda")
    assert "Peter Hendriks krijgt uw vraag." in doe(
        "linda", stap="vraag", opvolger=str(cast.deelname["peter"].pk)
    )
    assert "Nog geen antwoord" in lees("linda")
    assert "Wilt u zorgcoördinator worden?" in lees("peter")
    assert (
        "Er is een vraag over de zorgcoördinator"
        in clients["peter"].get(reverse("toegang:plekken", args=[cast.plan.pk])).content.decode()
    )
    assert "krijgt nu de vraag of dat mag" in doe("peter", stap="aanvaard")
    assert "Mag Peter Hendriks zorgcoördinator worden?" in lees("samira")
    doe("samira", stap="antwoord", antwoord="ja")
    doe("noor", stap="antwoord", antwoord="praten")
    assert "Niet iedereen zegt ja." in lees("samira")
    doe("noor", stap="antwoord", antwoord="ja")
    assert "Linda Brouwer is zorgcoördinator" in lees("fatma")
    assert "Vastgelegd." in doe(
        "linda",
        stap="leg_vast",
        beslisser=str(cast.lid["mark"].pk),
        gezegd="ja",
        wijze="papier",
        aanwezig="Mark en Linda",
    )
    assert coordinator(cast) == "peter"
    assert "Peter Hendriks is zorgcoördinator" in lees("fatma")


@pytest.mark.parametrize(
    ("velden", "status"),
    [
        ({}, 302),
        ({"stap": "zomaar"}, 302),
        ({"stap": "vraag"}, 422),
        ({"stap": "vraag", "opvolger": "niemand"}, 422),
        ({"stap": "leg_vast"}, 422),
        ({"stap": "antwoord", "antwoord": "misschien"}, 422),
        ({"stap": "terug"}, 422),
    ],
)
def test_bad_input_moves_nothing(
    cast: Cast, client: Client, velden: dict[str, str], status: int
) -> None:
    log_in(client, cast.gebruiker["linda"])
    assert client.post(pad(cast), velden).status_code == status
    assert coordinator(cast) == "linda"
    assert herlaad(cast.deelname["linda"]).opvolger is None


def test_taking_back_on_the_page_and_refusing(cast: Cast, client: Client) -> None:
    vraag(cast, "peter")
    log_in(client, cast.gebruiker["peter"])
    tekst = client.post(pad(cast), {"stap": "terug"}, follow=True).content.decode()
    assert "De zorgcoördinator blijft wie het was." in tekst
    assert herlaad(cast.deelname["linda"]).opvolger is None


def test_a_plan_without_a_coordinator_has_no_such_page(cast: Cast, client: Client) -> None:
    Deelname.objects.filter(pk=cast.deelname["linda"].pk).update(is_zorgcoordinator=False)
    log_in(client, cast.gebruiker["samira"])
    assert client.get(pad(cast)).status_code == 404
    assert client.get(reverse("toegang:plekken", args=[cast.plan.pk])).status_code == 200
