"""The family's answers to a seat, and what follows from them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gebruikers.models import Instemregel, Organisatie
from gezinsplan.models import Gezag, Gezinsplan, Planstatus
from notifications.models import Bericht
from tests.cast import Cast, maak_gebruiker, zet_cast, zet_plek
from tests.toegang.voorstellen import (
    goedgekeurd,
    herlaad,
    stand,
    stel_voor,
    zeg,
    zicht_per_naam,
)
from toegang.models import Antwoord, Deelname, Instemming, Plekstatus, Rol, Wijze
from toegang.overgangen import KanNietError
from toegang.workflow.instemmen import (
    Keuze,
    Vastlegging,
    give_antwoord,
    invite_waiting,
    record_antwoord,
)


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def berichten(cast: Cast, soort: str) -> dict[str, int]:
    """How many notices of a kind each person has, by first name."""
    per_pk = {g.pk: naam for naam, g in cast.gebruiker.items()}
    rijen = Bericht.objects.filter(soort=f"toegang.{soort}").values_list("ontvanger", flat=True)
    return {per_pk[pk]: list(rijen).count(pk) for pk in rijen}


def test_a_proposal_waits_for_both_parents_and_asks_them(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    assert jolanda.status == Plekstatus.VOORGESTELD
    assert [b.naam for b in stand(cast, jolanda).wacht_op] == ["Samira El Amrani", "Mark de Wit"]
    assert berichten(cast, "plek_gevraagd") == {"samira": 1, "mark": 1}


def test_one_yes_is_not_enough(cast: Cast) -> None:
    jolanda = zeg(cast, "samira", stel_voor(cast))
    assert jolanda.status == Plekstatus.VOORGESTELD
    assert jolanda.leefgebieden == {}
    assert [b.naam for b in stand(cast, jolanda).wacht_op] == ["Mark de Wit"]


def test_when_all_said_yes_the_intersection_is_written_and_the_invitation_goes(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda, leefgebieden=["gezondheid", "opvoeding"], secties=["*"])
    jolanda = zeg(cast, "mark", jolanda, leefgebieden=["gezondheid", "school"])
    assert jolanda.status == Plekstatus.UITGENODIGD
    assert zicht_per_naam(cast, jolanda) == {"daan": ["gezondheid"], "gezin": ["gezondheid"]}
    assert jolanda.secties == ["acties"]
    assert jolanda.gebruiker is not None
    assert jolanda.gebruiker.email == "jolanda@voorbeeld.test"
    assert berichten(cast, "plek_besluit") == {"aisha": 1, "linda": 1}
    uitnodiging = Bericht.objects.get(soort="toegang.uitnodiging")
    assert uitnodiging.ontvanger_id == jolanda.gebruiker_id


def test_without_an_address_the_seat_waits_for_a_card(cast: Cast) -> None:
    jolanda = goedgekeurd(cast, email="", telefoon="06 12345678")
    assert jolanda.status == Plekstatus.GOEDGEKEURD
    assert jolanda.gebruiker is None
    assert not Bericht.objects.filter(soort__startswith="toegang.uitnodiging").exists()


def test_in_a_concept_plan_nobody_is_invited_until_the_plan_is_active(cast: Cast) -> None:
    Gezinsplan.objects.filter(pk=cast.plan.pk).update(status=Planstatus.CONCEPT, actief_op=None)
    jolanda = stel_voor(cast, door="samira")
    linda = cast.plek("linda")
    jolanda = zeg(cast, "mark", jolanda)
    assert jolanda.status == Plekstatus.GOEDGEKEURD
    Gezinsplan.objects.filter(pk=cast.plan.pk).update(status=Planstatus.ACTIEF, actief_op=cast.now)
    linda = cast.plek("linda")
    assert invite_waiting(actor=linda, now=cast.now) == 1
    assert herlaad(jolanda).status == Plekstatus.UITGENODIGD


def test_the_earliest_end_date_holds(cast: Cast) -> None:
    vandaag = timezone.localdate(cast.now)
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda, tot=vandaag + timedelta(days=30))
    jolanda = zeg(cast, "mark", jolanda, tot=vandaag + timedelta(days=10))
    assert jolanda.tot == vandaag + timedelta(days=10)
    assert jolanda.is_actief(vandaag) is False


def test_a_no_of_one_of_two_is_a_state_and_never_a_silent_yes(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda)
    jolanda = zeg(cast, "mark", jolanda, "nee")
    assert jolanda.status == Plekstatus.IN_GESPREK
    assert stand(cast, jolanda).is_oneens
    assert jolanda.leefgebieden == {}
    assert berichten(cast, "plek_gesprek") == {"linda": 1}


def test_a_wish_to_talk_first_stops_everything(cast: Cast) -> None:
    jolanda = zeg(cast, "mark", stel_voor(cast), "praten")
    assert jolanda.status == Plekstatus.IN_GESPREK
    jolanda = zeg(cast, "samira", jolanda)
    assert jolanda.status == Plekstatus.IN_GESPREK


def test_who_changes_their_mind_is_heard(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "mark", jolanda, "nee")
    assert zeg(cast, "mark", jolanda).status == Plekstatus.VOORGESTELD
    jolanda = zeg(cast, "samira", jolanda)
    assert jolanda.status == Plekstatus.UITGENODIGD
    gezegd = Instemming.objects.filter(deelname=jolanda, gever=cast.lid["mark"])
    assert [(i.antwoord, i.ingetrokken_op is None) for i in gezegd.order_by("-antwoord")] == [
        ("nee", False),
        ("ja", True),
    ]


def test_when_all_say_no_it_does_not_happen_and_who_proposed_hears(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda, "nee")
    jolanda = zeg(cast, "mark", jolanda, "nee")
    assert jolanda.status == Plekstatus.AFGEWEZEN
    assert berichten(cast, "plek_besluit") == {"aisha": 1, "linda": 1}
    with pytest.raises(KanNietError, match="gestopt"):
        zeg(cast, "samira", jolanda)


def test_a_no_of_the_only_one_who_decides_ends_it(cast: Cast) -> None:
    tom = stel_voor(cast, betreft="samira")
    assert zeg(cast, "samira", tom, "nee").status == Plekstatus.AFGEWEZEN


def test_where_one_parent_suffices_one_yes_does_it_and_a_no_still_stops_it(cast: Cast) -> None:
    cast.gemeente.instemregel = Instemregel.EEN
    cast.gemeente.save()
    eerste = stel_voor(cast)
    assert zeg(cast, "samira", eerste).status == Plekstatus.UITGENODIGD
    tweede = stel_voor(cast, email="ander@voorbeeld.test")
    zeg(cast, "mark", tweede, "nee")
    assert zeg(cast, "samira", tweede).status == Plekstatus.IN_GESPREK


def test_about_noor_of_fifteen_she_is_asked_too_and_from_sixteen_she_alone(cast: Cast) -> None:
    over_noor = stel_voor(cast, betreft="noor")
    zeg(cast, "samira", over_noor)
    assert zeg(cast, "mark", over_noor).status == Plekstatus.VOORGESTELD
    assert zeg(cast, "noor", over_noor).status == Plekstatus.UITGENODIGD
    noor = cast.lid["noor"]
    noor.geboortedatum = noor.geboortedatum.replace(year=noor.geboortedatum.year - 1)
    noor.save()
    alleen = stel_voor(cast, betreft="noor", email="ander@voorbeeld.test")
    with pytest.raises(PermissionDenied):
        zeg(cast, "samira", alleen)
    assert zeg(cast, "noor", alleen).status == Plekstatus.UITGENODIGD


def test_the_seat_asks_everyone_where_it_is_about_everyone(cast: Cast) -> None:
    allen = stel_voor(cast, betreft="samira mark noor daan")
    zeg(cast, "samira", allen, leefgebieden=["inkomen"])
    zeg(cast, "noor", allen, leefgebieden=["inkomen"])
    allen = zeg(cast, "mark", allen, leefgebieden=[])
    assert allen.status == Plekstatus.UITGENODIGD
    assert zicht_per_naam(cast, allen) == {
        "samira": ["inkomen"],
        "mark": [],
        "noor": [],
        "daan": [],
        "gezin": [],
    }


@pytest.mark.parametrize("wie", ["fatma", "youssef", "linda", "peter", "aisha", "noor"])
def test_who_does_not_decide_about_daan_cannot_answer(cast: Cast, wie: str) -> None:
    jolanda = stel_voor(cast)
    with pytest.raises(PermissionDenied):
        zeg(cast, wie, jolanda)
    assert not Instemming.objects.filter(deelname=jolanda).exists()


def test_a_guardian_with_an_account_and_an_institution_answer_for_themselves(cast: Cast) -> None:
    Gezag.objects.filter(kind=cast.lid["daan"]).delete()
    gi = Organisatie.objects.get(code="gi-noord")
    Gezag.objects.create(
        kind=cast.lid["daan"], soort="gi", organisatie=gi, van=cast.lid["daan"].geboortedatum
    )
    jolanda = stel_voor(cast)
    assert [b.naam for b in stand(cast, jolanda).wacht_op] == ["GI Noord"]
    with pytest.raises(PermissionDenied):
        zeg(cast, "samira", jolanda)
    assert zeg(cast, "esther", jolanda).status == Plekstatus.UITGENODIGD
    assert Instemming.objects.get(deelname=jolanda).gever_organisatie_id == gi.pk
    voogd = cast.gebruiker["victor"] = maak_gebruiker("victor", "Victor Voogd")
    zet_plek(cast, "victor", Rol.PROFESSIONAL)
    Gezag.objects.filter(kind=cast.lid["daan"]).update(organisatie=None, gebruiker=voogd)
    tweede = stel_voor(cast, email="ander@voorbeeld.test")
    assert zeg(cast, "victor", tweede).status == Plekstatus.UITGENODIGD
    assert Instemming.objects.get(deelname=tweede).gever_gebruiker_id == voogd.pk


def test_a_yes_on_paper_is_recorded_with_who_was_there(cast: Cast) -> None:
    jolanda = zeg(cast, "samira", stel_voor(cast))
    record_antwoord(
        jolanda,
        cast.lid["mark"].pk,
        Keuze(Antwoord.JA, ["gezondheid"], ["acties"], toelichting="Getekend aan tafel"),
        Vastlegging(Wijze.PAPIER, "Mark, Linda en een tolk"),
        actor=cast.plek("linda"),
        now=cast.now,
    )
    assert herlaad(jolanda).status == Plekstatus.UITGENODIGD
    i = Instemming.objects.get(deelname=jolanda, gever=cast.lid["mark"])
    assert (i.wijze, i.aanwezig, i.vastgelegd_door_id, i.toelichting) == (
        "papier",
        "Mark, Linda en een tolk",
        cast.deelname["linda"].pk,
        "Getekend aan tafel",
    )


def test_only_the_coordinator_records_and_only_for_who_is_asked(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    keuze = Keuze(Antwoord.JA, ["gezondheid"])
    erbij = Vastlegging(Wijze.GESPREK, "Mark en Linda")
    mark = cast.lid["mark"].pk
    with pytest.raises(PermissionDenied):
        record_antwoord(jolanda, mark, keuze, erbij, actor=cast.plek("aisha"), now=cast.now)
    linda = cast.plek("linda")
    noor = cast.lid["noor"].pk
    with pytest.raises(KanNietError, match="kiest niet"):
        record_antwoord(jolanda, noor, keuze, erbij, actor=linda, now=cast.now)
    for fout in (Vastlegging(Wijze.PAPIER, "  "), Vastlegging(Wijze.SCHERM, "Mark")):
        with pytest.raises(KanNietError, match="wie erbij waren"):
            record_antwoord(jolanda, mark, keuze, fout, actor=linda, now=cast.now)
    assert not Instemming.objects.filter(deelname=jolanda).exists()


@pytest.mark.parametrize(
    "keuze",
    [
        Keuze(Antwoord.JA, ["bestaat-niet"]),
        Keuze(Antwoord.JA, ["gezondheid"], ["bestaat-niet"]),
        Keuze(Antwoord.JA, ["gezondheid"], tot=timezone.localdate()),
    ],
)
def test_a_yes_to_what_does_not_exist_is_refused(cast: Cast, keuze: Keuze) -> None:
    jolanda = stel_voor(cast)
    with pytest.raises(KanNietError):
        give_antwoord(jolanda, keuze, actor=cast.plek("samira"), now=cast.now)
    assert not Instemming.objects.filter(deelname=jolanda).exists()


@pytest.mark.parametrize("wie", ["mark", "noor", "esther", "linda"])
def test_about_the_familys_own_a_statutory_and_the_coordinators_seat_nobody_chooses(
    cast: Cast, wie: str
) -> None:
    with pytest.raises(KanNietError, match="kiest het gezin niet"):
        zeg(cast, "samira", cast.deelname[wie])


def test_a_seat_that_is_seated_is_narrowed_at_once_and_widened_only_together(cast: Cast) -> None:
    jolanda = goedgekeurd(cast)
    Deelname.objects.filter(pk=jolanda.pk).update(status="actief", actief_op=cast.now)
    zeg(cast, "samira", jolanda, leefgebieden=["gezondheid", "school"])
    assert zicht_per_naam(cast, jolanda) == {"daan": ["gezondheid"], "gezin": ["gezondheid"]}
    zeg(cast, "mark", jolanda, leefgebieden=["school"])
    assert zicht_per_naam(cast, jolanda) == {"daan": ["school"], "gezin": ["school"]}
    assert herlaad(jolanda).status == Plekstatus.ACTIEF
    zeg(cast, "mark", jolanda, leefgebieden=[])
    assert zicht_per_naam(cast, jolanda) == {"daan": [], "gezin": []}


@pytest.mark.parametrize("antwoord", ["nee", "praten"])
def test_a_seat_that_was_agreed_to_is_stopped_not_refused(cast: Cast, antwoord: str) -> None:
    jolanda = goedgekeurd(cast)
    with pytest.raises(KanNietError, match="Kies dan voor stoppen"):
        zeg(cast, "mark", jolanda, antwoord)


def test_who_decides_since_later_narrows_and_widens_nothing(cast: Cast) -> None:
    """Peter's seat has no recorded answers; Samira alone can take away, and give nothing."""
    zeg(cast, "samira", cast.deelname["peter"], leefgebieden=["school", "inkomen"], secties=["*"])
    peter = herlaad(cast.deelname["peter"])
    assert zicht_per_naam(cast, peter) == {
        "samira": ["inkomen", "school"],
        "mark": ["school", "vrije-tijd"],
        "noor": ["school"],
        "daan": ["school"],
        "gezin": ["school"],
    }
    assert peter.secties == ["acties", "rondetafels"]


def test_a_stepfather_without_gezag_is_asked_and_holds_nobody_up(cast: Cast) -> None:
    stief = cast.lid["mark"]
    Gezag.objects.filter(lid=stief).delete()
    allen = stel_voor(cast, betreft="samira mark daan")
    assert [s.nodig for s in stand(cast, allen).stemmen] == [True, False]
    allen = zeg(cast, "samira", allen)
    assert allen.status == Plekstatus.UITGENODIGD
    assert "mark" not in zicht_per_naam(cast, allen)
