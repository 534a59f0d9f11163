""" "Dit klopt niet": who may say it, who reads it, and what the table gets of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from doelen import workflow
from doelen.access import get_tegenspraak, open_tegenspraken, tegenspraken_bij
from doelen.models import Kracht, Tegenspraak
from doelen.tegenspraak import Bron, get_bron, register
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import LESSEN, SCHULD, zet_hulpvraag, zet_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def zeg(cast: Cast, wie: str, soort: str, tekst: object, woorden: str = "Nee") -> Tegenspraak:
    """Say that a text is not right, each time a minute later."""
    now = cast.now + timedelta(minutes=Tegenspraak.objects.count())
    plek, pk = cast.plek(wie), vars(tekst)["id"]
    return workflow.dispute(soort, pk, eigen_woorden=woorden, actor=plek, now=now)


@pytest.mark.parametrize("wie", ["samira", "mark", "noor"])
def test_the_family_may_contradict_what_it_sees(cast: Cast, wie: str) -> None:
    rij = zeg(cast, wie, "zorg", zet_plan(cast)["lessen"])
    assert (rij.door, rij.eigen_woorden, rij.besproken_op) == (cast.deelname[wie], "Nee", None)


@pytest.mark.parametrize("wie", ["linda", "peter", "fatma", "youssef"])
def test_who_is_not_of_the_family_may_not(cast: Cast, wie: str) -> None:
    with pytest.raises(PermissionDenied):
        zeg(cast, wie, "zorg", zet_plan(cast)["lessen"])


def test_what_somebody_does_not_see_does_not_exist_for_them(cast: Cast) -> None:
    teksten = zet_plan(cast)
    with pytest.raises(Http404):
        zeg(cast, "mark", "zorg", teksten["schuld"])
    with pytest.raises(Http404):
        zeg(cast, "mark", "onzin", teksten["lessen"])
    assert not Tegenspraak.objects.exists()


def test_a_second_time_replaces_the_words_and_tells_nobody_again(cast: Cast) -> None:
    zorg = zet_plan(cast)["lessen"]
    zeg(cast, "noor", "zorg", zorg, "Het is minder")
    zeg(cast, "noor", "zorg", zorg, "Het is veel minder")
    assert Tegenspraak.objects.get().eigen_woorden == "Het is veel minder"
    gehoord = Bericht.objects.filter(soort="doelen.tegenspraak")
    assert [b.ontvanger for b in gehoord] == [cast.gebruiker["linda"]]


def test_after_it_was_discussed_one_may_say_something_new(cast: Cast) -> None:
    zorg = zet_plan(cast)["lessen"]
    eerste = zeg(cast, "noor", "zorg", zorg, "Het is minder")
    workflow.discuss_tegenspraak(eerste, actor=cast.plek("linda"), now=cast.now)
    zeg(cast, "noor", "zorg", zorg, "Nog steeds")
    bij = tegenspraken_bij(cast.plek("peter"), [zorg.pk])
    assert [t.eigen_woorden for t in bij[zorg.pk]] == ["Het is minder", "Nog steeds"]
    with pytest.raises(workflow.OvergangError):
        workflow.discuss_tegenspraak(eerste, actor=cast.plek("linda"), now=cast.now)


def test_the_agenda_gets_what_is_open_with_its_scope(cast: Cast) -> None:
    teksten = zet_plan(cast)
    zeg(cast, "noor", "zorg", teksten["lessen"], "Het is minder")
    zeg(cast, "samira", "zorg", teksten["schuld"], "Het is al lager")
    per_wie = {
        wie: [(o.tekst, o.eigen_woorden) for o in open_tegenspraken(cast.plek(wie))]
        for wie in ("linda", "mark", "peter", "tom")
    }
    lessen = (f"Klopt dit: “{LESSEN}”", "Het is minder")
    schuld = (f"Klopt dit: “{SCHULD}”", "Het is al lager")
    assert per_wie == {
        "linda": [lessen, schuld],
        "mark": [lessen],
        "peter": [lessen],
        "tom": [schuld],
    }
    eerste = open_tegenspraken(cast.plek("linda"))[0]
    assert (eerste.betreft_id, eerste.leefgebied_id) == (
        cast.lid["noor"].pk,
        cast.leefgebied["school"].pk,
    )


def test_a_section_leaves_no_words_on_an_agenda_that_everyone_reads(cast: Cast) -> None:
    rij = zet_hulpvraag(cast, "mark", "Ik wil mijn kinderen zien KANARIE")
    zeg(cast, "samira", "hulpvraag", rij, "Dat mag al KANARIE")
    open_ = open_tegenspraken(cast.plek("linda"))[0]
    assert "KANARIE" not in open_.tekst + open_.eigen_woorden
    assert open_.leefgebied_id is None
    assert open_tegenspraken(cast.plek("peter")) == []


def test_a_long_text_fits_on_the_agenda(cast: Cast) -> None:
    kracht = zet_plan(cast)["kracht"]
    Kracht.objects.filter(pk=kracht.pk).update(tekst="a" * 500)
    zeg(cast, "noor", "kracht", kracht)
    assert len(open_tegenspraken(cast.plek("linda"))[0].tekst) < 300


def test_discussed_taken_back_and_text_gone_leave_the_agenda(cast: Cast) -> None:
    teksten, linda = zet_plan(cast), cast.plek("linda")
    een = zeg(cast, "noor", "zorg", teksten["lessen"])
    twee = zeg(cast, "noor", "zorg", teksten["ruzie"])
    zeg(cast, "noor", "kracht", teksten["kracht"])
    assert len(open_tegenspraken(linda)) == 3
    workflow.discuss_tegenspraak(een, actor=linda, now=cast.now)
    workflow.withdraw_tegenspraak(twee, actor=cast.plek("noor"), now=cast.now)
    workflow.remove(teksten["kracht"], 0, actor=cast.plek("samira"), now=cast.now)
    assert open_tegenspraken(linda) == []


def test_own_words_are_taken_back_by_who_wrote_them_only(cast: Cast) -> None:
    rij = zeg(cast, "noor", "zorg", zet_plan(cast)["lessen"])
    for wie in ("samira", "linda", "peter"):
        with pytest.raises(PermissionDenied):
            workflow.withdraw_tegenspraak(rij, actor=cast.plek(wie), now=cast.now)
    workflow.withdraw_tegenspraak(rij, actor=cast.plek("noor"), now=cast.now)
    with pytest.raises(Http404):
        get_tegenspraak(cast.plek("noor"), rij.pk)


def test_the_writer_the_coordinator_and_the_notulist_say_that_it_was_discussed(
    cast: Cast,
) -> None:
    teksten = zet_plan(cast)

    class Tafel:
        notulist_id = cast.deelname["peter"].pk

    for naam, wie, tafel in (
        ("lessen", "noor", None),
        ("ruzie", "linda", None),
        ("kracht", "peter", Tafel()),
    ):
        soort = "kracht" if naam == "kracht" else "zorg"
        rij = zeg(cast, "noor", soort, teksten[naam])
        for ander in ("youssef", "mark"):
            with pytest.raises(PermissionDenied):
                workflow.discuss_tegenspraak(rij, actor=cast.plek(ander), now=cast.now, tafel=tafel)
        workflow.discuss_tegenspraak(rij, actor=cast.plek(wie), now=cast.now, tafel=tafel)
        assert rij.besproken_op == cast.now


def test_own_words_are_found_by_who_sees_the_text(cast: Cast) -> None:
    rij = zeg(cast, "samira", "zorg", zet_plan(cast)["schuld"])
    assert get_tegenspraak(cast.plek("tom"), rij.pk) == rij
    with pytest.raises(Http404):
        get_tegenspraak(cast.plek("mark"), rij.pk)


def test_a_kind_of_text_is_registered_once() -> None:
    zorg = get_bron("zorg")
    assert zorg is not None
    assert register(zorg) is zorg
    with pytest.raises(ValueError, match="zorg exists already"):
        register(Bron("zorg", "x", zorg.zichtbaar, zorg.agenda))
