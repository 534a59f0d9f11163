"""Writing, proposing, taking over and taking away krachten and zorgen."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from doelen import workflow
from doelen.models import Kracht, Zorg
from gezinsplan.versies import VerouderdError
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def schrijf_op(cast: Cast, wie: str, gebied: str, betreft: str = "") -> Zorg:
    """Write down a worry as this person."""
    return workflow.write_down(
        Zorg,
        actor=cast.plek(wie),
        now=cast.now,
        tekst="Daan slaapt slecht",
        leefgebied=cast.leefgebied[gebied],
        betreft=cast.lid[betreft] if betreft else None,
    )


@pytest.mark.parametrize(
    ("wie", "gebied", "betreft", "voorstel"),
    [
        ("samira", "inkomen", "samira", False),
        ("samira", "school", "noor", False),
        ("samira", "school", "", False),
        ("mark", "school", "noor", False),
        ("linda", "inkomen", "samira", False),
        ("noor", "school", "noor", False),
        ("noor", "school", "", True),
        ("noor", "school", "daan", True),
        ("fatma", "vrije-tijd", "daan", True),
        ("youssef", "school", "noor", True),
        ("peter", "school", "noor", True),
        ("tom", "inkomen", "samira", True),
    ],
)
def test_a_parent_and_the_coordinator_write_and_others_propose(
    cast: Cast, wie: str, gebied: str, betreft: str, voorstel: bool
) -> None:
    rij = schrijf_op(cast, wie, gebied, betreft)
    assert (rij.voorstel, rij.door, rij.weggehaald_op) == (voorstel, cast.deelname[wie], None)


@pytest.mark.parametrize(
    ("wie", "gebied", "betreft"),
    [
        ("mark", "inkomen", "samira"),
        ("samira", "inkomen", "mark"),
        ("peter", "inkomen", ""),
        ("tom", "school", "noor"),
        ("noor", "inkomen", "samira"),
        ("fatma", "school", "noor"),
    ],
)
def test_nobody_writes_or_proposes_beyond_what_they_see(
    cast: Cast, wie: str, gebied: str, betreft: str
) -> None:
    with pytest.raises(PermissionDenied):
        schrijf_op(cast, wie, gebied, betreft)
    assert Zorg.objects.count() == 0
    assert Bericht.objects.count() == 0


def test_who_may_only_propose_cannot_add(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        workflow.add(
            Zorg,
            actor=cast.plek("peter"),
            now=cast.now,
            tekst="x",
            leefgebied=cast.leefgebied["school"],
            betreft=None,
        )


def test_a_text_is_about_somebody_of_this_family_in_a_domain_of_its_municipality(
    cast: Cast,
) -> None:
    ander = zet_cast_elders(cast)
    for velden in (
        {"betreft": ander.lid["daan"], "leefgebied": cast.leefgebied["school"]},
        {"betreft": None, "leefgebied": ander.leefgebied["school"]},
    ):
        with pytest.raises(PermissionDenied):
            workflow.add(Zorg, actor=cast.plek("linda"), now=cast.now, tekst="x", **velden)


def zet_cast_elders(cast: Cast) -> Cast:
    """Another family in another municipality, without accounts in common."""
    from gebruikers.models import Gebruiker, Gemeente, Organisatie

    Gebruiker.objects.all().update(email=None)
    Gemeente.objects.filter(pk=cast.gemeente.pk).update(code="elders")
    for organisatie in Organisatie.objects.all():
        Organisatie.objects.filter(pk=organisatie.pk).update(code=f"elders-{organisatie.code}")
    return zet_cast(cast.now)


def test_texts_stand_in_the_order_in_which_they_were_written(cast: Cast) -> None:
    for _ in range(3):
        schrijf_op(cast, "samira", "school")
    assert list(Zorg.objects.values_list("volgorde", flat=True)) == [1, 2, 3]


def test_a_parent_takes_a_proposal_over_and_its_proposer_hears_so(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    rij.refresh_from_db()
    assert (rij.voorstel, rij.versie, rij.door) == (False, 1, cast.deelname["peter"])
    gehoord = Bericht.objects.filter(soort="doelen.overgenomen")
    assert [b.ontvanger for b in gehoord] == [cast.gebruiker["peter"]]


def test_a_proposal_is_taken_over_once(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(workflow.OvergangError):
        workflow.accept_proposal(rij, 1, actor=cast.plek("samira"), now=cast.now)
    with pytest.raises(workflow.OvergangError):
        workflow.decline_proposal(rij, 1, reden="", actor=cast.plek("samira"), now=cast.now)


def test_two_parents_who_decide_at_once_do_not_overrule_each_other(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    zelfde = Zorg.objects.get()
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(VerouderdError):
        workflow.decline_proposal(zelfde, 0, reden="", actor=cast.plek("samira"), now=cast.now)
    rij.refresh_from_db()
    assert rij.weggehaald_op is None


def test_a_declined_proposal_is_gone_and_its_proposer_hears_why(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    reden = "Dit weten wij al"
    workflow.decline_proposal(rij, 0, reden=reden, actor=cast.plek("samira"), now=cast.now)
    rij.refresh_from_db()
    assert (rij.weggehaald_op, rij.weggehaald_door, rij.weggehaald_reden) == (
        cast.now,
        cast.deelname["samira"],
        reden,
    )
    assert not Zorg.objects.visible_to(cast.plek("peter")).exists()
    gehoord = Bericht.objects.filter(soort="doelen.afgewezen")
    assert [b.ontvanger for b in gehoord] == [cast.gebruiker["peter"]]


@pytest.mark.parametrize("wie", ["noor", "youssef", "peter"])
def test_only_who_may_write_takes_a_proposal_over(cast: Cast, wie: str) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    with pytest.raises(PermissionDenied):
        workflow.accept_proposal(rij, 0, actor=cast.plek(wie), now=cast.now)
    with pytest.raises(PermissionDenied):
        workflow.decline_proposal(rij, 0, reden="", actor=cast.plek(wie), now=cast.now)


def test_a_proposer_may_change_and_withdraw_what_still_waits(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    workflow.edit(rij, 0, actor=cast.plek("peter"), now=cast.now, tekst="Noor is vaak moe")
    assert (rij.tekst, rij.voorstel) == ("Noor is vaak moe", True)
    workflow.remove(rij, 1, actor=cast.plek("peter"), now=cast.now)
    assert not Zorg.objects.visible_to(cast.plek("linda")).exists()


def test_after_it_was_taken_over_a_proposal_is_the_familys(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(PermissionDenied):
        workflow.edit(rij, 1, actor=cast.plek("peter"), now=cast.now, tekst="x")
    with pytest.raises(PermissionDenied):
        workflow.remove(rij, 1, actor=cast.plek("peter"), now=cast.now)


def test_a_parent_who_changes_a_proposal_takes_it_over(cast: Cast) -> None:
    rij = schrijf_op(cast, "peter", "school", "noor")
    workflow.edit(rij, 0, actor=cast.plek("samira"), now=cast.now, tekst="Noor is moe")
    rij.refresh_from_db()
    assert (rij.tekst, rij.voorstel) == ("Noor is moe", False)
    assert Bericht.objects.filter(soort="doelen.overgenomen").count() == 1


def test_a_text_cannot_be_moved_to_where_its_writer_does_not_see(cast: Cast) -> None:
    rij = schrijf_op(cast, "samira", "school", "noor")
    with pytest.raises(PermissionDenied):
        workflow.edit(rij, 0, actor=cast.plek("samira"), now=cast.now, betreft=cast.lid["mark"])
    rij.refresh_from_db()
    assert rij.betreft == cast.lid["noor"]


def test_noor_changes_what_she_said_about_herself_and_not_what_others_said(cast: Cast) -> None:
    eigen = schrijf_op(cast, "noor", "school", "noor")
    workflow.edit(eigen, 0, actor=cast.plek("noor"), now=cast.now, tekst="Ik slaap slecht")
    assert eigen.tekst == "Ik slaap slecht"
    van_samira = schrijf_op(cast, "samira", "school", "noor")
    with pytest.raises(PermissionDenied):
        workflow.edit(van_samira, 0, actor=cast.plek("noor"), now=cast.now, tekst="x")


def test_two_writers_lose_nothing(cast: Cast) -> None:
    rij = schrijf_op(cast, "samira", "school", "noor")
    zelfde = Zorg.objects.get()
    workflow.edit(rij, 0, actor=cast.plek("samira"), now=cast.now, tekst="van Samira")
    with pytest.raises(VerouderdError) as fout:
        workflow.edit(zelfde, 0, actor=cast.plek("mark"), now=cast.now, tekst="van Mark")
    assert str(fout.value.huidig) == "van Samira"
    assert fout.value.velden == {"tekst": "van Mark"}
    assert Zorg.objects.get().tekst == "van Samira"


def test_what_was_taken_away_is_gone_for_everyone(cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent goed", "school", "noor")
    workflow.remove(rij, 0, actor=cast.plek("mark"), now=cast.now)
    for wie in ("samira", "linda", "peter", "noor"):
        assert not Kracht.objects.visible_to(cast.plek(wie)).exists()
    rij.refresh_from_db()
    assert (rij.weggehaald_door, rij.weggehaald_op) == (cast.deelname["mark"], cast.now)


def test_nothing_is_written_in_a_closed_plan(cast: Cast) -> None:
    cast.plan.status, cast.plan.afgesloten_op = "afgesloten", cast.now
    cast.plan.save()
    rij = zet_tekst(Kracht, cast, "Noor tekent goed", "school", "noor")
    with pytest.raises(PermissionDenied):
        schrijf_op(cast, "linda", "school")
    with pytest.raises(PermissionDenied):
        workflow.edit(rij, 0, actor=cast.plek("samira"), now=cast.now, tekst="x")


def test_a_parent_writes_in_a_plan_in_concept(cast: Cast) -> None:
    cast.plan.status, cast.plan.actief_op = "concept", None
    cast.plan.save()
    assert schrijf_op(cast, "samira", "school").voorstel is False
