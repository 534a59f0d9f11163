"""A proposal of somebody at the table is taken over there, or not, in one tap."""

from __future__ import annotations

from typing import Any

import pytest

from doelen import workflow as doelwerk
from doelen.access import UitspraakT
from doelen.models import Doel, Kracht
from notifications.models import Bericht
from rondetafel.models import Rondetafel, Stap
from rondetafel.workflow.tafelmodus import openen
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, adres, als, ga_naar, post, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """A table at its one goal; Linda writes, Peter and Tom are there."""
    doel = zet_doel(cast, "Noor gaat weer elke dag naar school")
    tafel = zet_bezig(cast, "samira", "noor", "linda", "peter", "tom", "fatma")
    return ga_naar(cast, tafel, Stap.DOELEN, doel)


def stel_voor(
    cast: Cast, model: type[UitspraakT], tekst: str = "Elke woensdag samen eten", wie: str = "fatma"
) -> UitspraakT:
    gebied = cast.leefgebied["vrije-tijd"]
    velden: dict[str, Any] = {"leefgebied": gebied, "betreft": None, "tekst": tekst}
    return doelwerk.propose(model, actor=cast.plek(wie), now=NU, **velden)


def _html(cast: Cast, wie: str, tafel: Rondetafel) -> str:
    return als(cast, wie).get(adres("aan_tafel", tafel)).content.decode()


def _post(cast: Cast, wie: str, tafel: Rondetafel, wat: str, rij: Doel | Kracht) -> Any:
    return post(als(cast, wie), f"tafel_{rij.soort}_{wat}", tafel, rij.pk, versie=rij.versie)


@pytest.mark.parametrize("model", [Doel, Kracht])
def test_one_tap_takes_it_over_in_the_words_of_who_proposed(
    cast: Cast, tafel: Rondetafel, model: Any
) -> None:
    rij = stel_voor(cast, model)
    response = _post(cast, "linda", tafel, "overnemen", rij)
    assert response.url == adres("aan_tafel", tafel)
    rij.refresh_from_db()
    assert (rij.voorstel, rij.tekst, rij.door) == (
        False,
        "Elke woensdag samen eten",
        cast.deelname["fatma"],
    )
    assert ververs(tafel).stand == tafel.stand + 1
    gemeld = Bericht.objects.filter(soort="doelen.overgenomen")
    assert [b.ontvanger for b in gemeld] == [cast.gebruiker["fatma"]]


def test_a_goal_taken_over_is_talked_about_after_the_others(cast: Cast, tafel: Rondetafel) -> None:
    rij = stel_voor(cast, Doel)
    _post(cast, "linda", tafel, "overnemen", rij)
    assert ververs(tafel).stap_doel_id == tafel.stap_doel_id
    assert "Verder naar doel 2" in _html(cast, "linda", tafel)


def test_without_another_goal_the_table_talks_about_it_at_once(cast: Cast) -> None:
    rij = stel_voor(cast, Doel)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.DOELEN)
    assert tafel.stap_doel_id is None
    _post(cast, "linda", tafel, "overnemen", rij)
    assert ververs(tafel).stap_doel_id == rij.pk


@pytest.mark.parametrize("model", [Doel, Kracht])
def test_one_tap_leaves_it_and_who_proposed_hears_so(
    cast: Cast, tafel: Rondetafel, model: Any
) -> None:
    rij = stel_voor(cast, model)
    _post(cast, "linda", tafel, "laten", rij)
    rij.refresh_from_db()
    assert (rij.voorstel, rij.weggehaald_op) == (True, AAN_TAFEL)
    gemeld = Bericht.objects.filter(soort="doelen.afgewezen")
    assert [b.ontvanger for b in gemeld] == [cast.gebruiker["fatma"]]
    assert "Elke woensdag" not in _html(cast, "linda", tafel)


def test_a_parent_who_writes_takes_over_and_another_notulist_does_not(cast: Cast) -> None:
    zet_doel(cast, "Noor gaat weer elke dag naar school")
    rij = stel_voor(cast, Doel)
    tafel = zet_bezig(cast)
    for wie, status in (("peter", 404), ("noor", 403), ("samira", 302)):
        Rondetafel.objects.filter(pk=tafel.pk).update(notulist=cast.deelname[wie])
        assert _post(cast, wie, tafel, "overnemen", rij).status_code == status, wie
    rij.refresh_from_db()
    assert not rij.voorstel


def test_a_young_notulist_reads_it_and_that_it_waits(cast: Cast, tafel: Rondetafel) -> None:
    stel_voor(cast, Doel)
    Rondetafel.objects.filter(pk=tafel.pk).update(notulist=cast.deelname["noor"])
    html = _html(cast, "noor", tafel)
    assert "Elke woensdag samen eten" in html
    assert "Wacht op een ouder of de zorgcoördinator" in html
    assert "Neem over" not in html


def test_a_notulist_outside_the_family_sees_no_proposal_of_another(
    cast: Cast, tafel: Rondetafel
) -> None:
    stel_voor(cast, Doel)
    Rondetafel.objects.filter(pk=tafel.pk).update(notulist=cast.deelname["peter"])
    html = _html(cast, "peter", tafel)
    assert "Noor gaat weer elke dag naar school" in html
    assert "Elke woensdag" not in html
    assert "voorstel" not in html


def test_it_is_folded_while_somebody_is_there_who_does_not_see_it(
    cast: Cast, tafel: Rondetafel
) -> None:
    stel_voor(cast, Doel)
    vouw = '<details class="uitklap"><summary><h2>Er wacht een voorstel</h2>'
    html = _html(cast, "linda", tafel)
    assert vouw in html
    assert "Peter en Tom zien anders niet alles wat hier komt te staan." in html
    for wie in ("peter", "tom"):
        plek = f"plek-{cast.deelname[wie].pk}"
        post(als(cast, "linda"), "tafel_aanwezig", tafel, wie=plek, aanwezig="nee", versie=0)
    html = _html(cast, "linda", tafel)
    assert vouw.replace("uitklap", 'uitklap" open') not in html
    assert '<details class="uitklap" open><summary><h2>Er wacht een voorstel</h2>' in html


def test_who_follows_sees_no_proposal_of_another(cast: Cast, tafel: Rondetafel) -> None:
    stel_voor(cast, Doel)
    stel_voor(cast, Kracht)
    for stap in (Stap.KRACHTEN, Stap.DOELEN):
        tafel = ga_naar(cast, tafel, stap)
        html = als(cast, "peter").get(adres("volgen_deel", tafel)).content.decode()
        assert "Elke woensdag" not in html


def test_a_proposal_that_changed_meanwhile_is_shown_again(cast: Cast, tafel: Rondetafel) -> None:
    rij = stel_voor(cast, Doel)
    doelwerk.edit_doel(
        rij,
        rij.versie,
        actor=cast.plek("fatma"),
        now=NU,
        tekst="Elke vrijdag samen eten",
        leefgebied=rij.leefgebied,
        betreft=None,
    )
    linda = als(cast, "linda")
    response = post(linda, "tafel_doel_overnemen", tafel, rij.pk, versie=0)
    html = linda.get(response.url).content.decode()
    assert "Iemand anders veranderde dit net." in html
    assert "Elke vrijdag samen eten" in html
    assert Doel.objects.get(pk=rij.pk).voorstel


@pytest.mark.parametrize("wat", ["overnemen", "laten"])
def test_what_was_taken_away_or_taken_over_elsewhere_stays_so(
    cast: Cast, tafel: Rondetafel, wat: str
) -> None:
    weg, over = stel_voor(cast, Doel), stel_voor(cast, Doel)
    linda = cast.plek("linda")
    doelwerk.decline_proposal(weg, weg.versie, reden="", actor=linda, now=NU)
    doelwerk.accept_proposal(over, over.versie, actor=linda, now=NU)
    for rij in (weg, over):
        assert _post(cast, "linda", tafel, wat, rij).status_code == 302
    assert Doel.objects.get(pk=weg.pk).weggehaald_op == NU
    assert Doel.objects.get(pk=weg.pk).voorstel
    assert Doel.objects.get(pk=over.pk).weggehaald_op is None


def test_while_the_family_talks_alone_nothing_is_taken_over(cast: Cast, tafel: Rondetafel) -> None:
    rij = stel_voor(cast, Doel)
    linda = cast.plek("linda", now=AAN_TAFEL)
    openen.set_family_time(tafel, alleen=True, actor=linda, now=AAN_TAFEL)
    _post(cast, "linda", tafel, "overnemen", rij)
    assert Doel.objects.get(pk=rij.pk).voorstel
