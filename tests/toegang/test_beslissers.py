"""Who decides about whom: the table at its edges. No database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gebruikers.models import Gebruiker, Organisatie
from gezinsplan.models import Gezag, Gezinslid
from toegang.beslissers import (
    Beslisser,
    doorslaggevend,
    gezag_over_gezin,
    groep_over,
    groepen_over,
    lid_beslist,
)

VANDAAG = date(2026, 11, 24)


def lid(naam: str, geboren: date) -> Gezinslid:
    return Gezinslid(voornaam=naam, geboortedatum=geboren)


def jarig(leeftijd: int) -> date:
    """Born so long ago that today is the birthday."""
    return date(VANDAAG.year - leeftijd, VANDAAG.month, VANDAAG.day)


MOEDER = lid("Moeder", jarig(39))
VADER = lid("Vader", jarig(42))


def gezag_over(kind: Gezinslid, *ouders: Gezinslid) -> list[Gezag]:
    return [Gezag(kind=kind, lid=ouder, van=kind.geboortedatum) for ouder in ouders]


def wie_over(kind: Gezinslid, *ouders: Gezinslid, dag: date = VANDAAG) -> set[str]:
    return {b.naam for b in groep_over(kind, gezag_over(kind, *ouders), dag).allen}


@pytest.mark.parametrize(
    ("leeftijd", "beslissen"),
    [
        (11, {"Moeder", "Vader"}),
        (12, {"Moeder", "Vader", "Kind"}),
        (15, {"Moeder", "Vader", "Kind"}),
        (16, {"Kind"}),
        (17, {"Kind"}),
        (18, {"Kind"}),
    ],
)
def test_on_the_birthday_the_age_counts(leeftijd: int, beslissen: set[str]) -> None:
    assert wie_over(lid("Kind", jarig(leeftijd)), MOEDER, VADER) == beslissen


@pytest.mark.parametrize(
    ("wordt", "dag_ervoor"),
    [(12, {"Moeder", "Vader"}), (16, {"Moeder", "Vader", "Kind"}), (18, {"Kind"})],
)
def test_the_day_before_the_birthday_the_old_age_counts(wordt: int, dag_ervoor: set[str]) -> None:
    kind = lid("Kind", jarig(wordt) + timedelta(days=1))
    assert wie_over(kind, MOEDER, VADER) == dag_ervoor


def test_who_is_born_on_29_february_ages_on_1_march() -> None:
    kind = lid("Kind", date(2014, 3, 1))
    schrikkel = lid("Kind", date(2012, 2, 29))
    assert wie_over(schrikkel, MOEDER, dag=date(2028, 2, 28)) == {"Moeder", "Kind"}
    assert wie_over(schrikkel, MOEDER, dag=date(2028, 2, 29)) == {"Kind"}
    assert wie_over(schrikkel, MOEDER, dag=date(2024, 2, 28)) == {"Moeder"}
    assert wie_over(kind, MOEDER, dag=date(2026, 2, 28)) == {"Moeder"}


def test_only_who_carries_gezag_decides_about_a_child() -> None:
    kind = lid("Kind", jarig(9))
    assert wie_over(kind, MOEDER) == {"Moeder"}


def test_gezag_counts_from_its_first_day_until_the_day_before_its_end() -> None:
    kind = lid("Kind", jarig(9))
    gezag = Gezag(kind=kind, lid=MOEDER, van=VANDAAG, tot=VANDAAG + timedelta(days=2))
    dagen = [VANDAAG + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [bool(groep_over(kind, [gezag], dag).gezag) for dag in dagen] == [
        False,
        True,
        True,
        False,
    ]


def test_a_guardian_and_an_institution_decide_like_parents() -> None:
    kind = lid("Kind", jarig(9))
    voogd = Gebruiker(naam="Voogd")
    instelling = Organisatie(naam="GI Noord")
    gezag = [
        Gezag(kind=kind, gebruiker=voogd, van=kind.geboortedatum),
        Gezag(kind=kind, organisatie=instelling, van=kind.geboortedatum),
    ]
    assert groep_over(kind, gezag, VANDAAG).allen == {
        Beslisser("gebruiker", voogd.id, "Voogd"),
        Beslisser("organisatie", instelling.id, "GI Noord"),
    }


def test_gezag_without_a_holder_is_an_error_and_not_a_yes() -> None:
    kind = lid("Kind", jarig(9))
    with pytest.raises(ValueError, match="without a holder"):
        groep_over(kind, [Gezag(kind=kind, van=kind.geboortedatum)], VANDAAG)


def test_all_with_gezag_must_agree_unless_the_gemeente_lets_one_decide() -> None:
    kind = lid("Kind", jarig(9))
    gezag = gezag_over(kind, MOEDER, VADER)
    alleen = frozenset({lid_beslist(MOEDER)})
    beiden = alleen | {lid_beslist(VADER)}
    assert not groep_over(kind, gezag, VANDAAG).is_rond(alleen)
    assert groep_over(kind, gezag, VANDAAG).is_rond(beiden)
    assert groep_over(kind, gezag, VANDAAG, een=True).is_rond(alleen)


def test_a_child_of_twelve_is_needed_also_where_one_parent_suffices() -> None:
    kind = lid("Kind", jarig(12))
    groep = groep_over(kind, gezag_over(kind, MOEDER, VADER), VANDAAG, een=True)
    assert not groep.is_rond(frozenset({lid_beslist(MOEDER)}))
    assert groep.is_rond(frozenset({lid_beslist(MOEDER), lid_beslist(kind)}))
    assert not groep.is_rond(frozenset({lid_beslist(kind)}))
    assert groep.ontbreekt({lid_beslist(MOEDER)}) == {lid_beslist(kind)}
    assert groep.ontbreekt({lid_beslist(kind)}) == {lid_beslist(MOEDER), lid_beslist(VADER)}


def test_nobody_to_ask_is_never_a_yes() -> None:
    kind = lid("Kind", jarig(9))
    assert not groep_over(kind, [], VANDAAG).is_rond(frozenset())
    assert not groep_over(kind, [], VANDAAG, een=True).is_rond(frozenset({lid_beslist(MOEDER)}))


def test_about_the_family_together_those_with_gezag_over_any_minor_decide() -> None:
    jong, oud = lid("Jong", jarig(9)), lid("Oud", jarig(16))
    gezag = [*gezag_over(jong, MOEDER), *gezag_over(oud, MOEDER, VADER)]
    groepen = gezag_over_gezin([MOEDER, VADER, jong, oud], gezag, VANDAAG)
    assert {b.naam for groep in groepen for b in groep.allen} == {"Moeder", "Vader"}


def test_in_a_family_without_minors_every_adult_decides() -> None:
    volwassen = lid("Volwassen", jarig(18))
    gezag = gezag_over(volwassen, MOEDER)
    groepen = gezag_over_gezin([MOEDER, volwassen], gezag, VANDAAG)
    assert {b.naam for groep in groepen for b in groep.allen} == {"Moeder", "Volwassen"}


def test_an_adult_asked_beside_children_holds_nobody_up() -> None:
    kind = lid("Kind", jarig(9))
    stiefvader = lid("Stiefvader", jarig(40))
    gezag = gezag_over(kind, MOEDER)
    groepen = groepen_over([MOEDER, stiefvader, kind], gezag, VANDAAG)
    assert [g.over.voornaam for g in doorslaggevend(groepen, VANDAAG)] == ["Kind"]
    alleen_groot = groepen_over([MOEDER, stiefvader], gezag, VANDAAG)
    assert [g.over.voornaam for g in doorslaggevend(alleen_groot, VANDAAG)] == [
        "Moeder",
        "Stiefvader",
    ]
