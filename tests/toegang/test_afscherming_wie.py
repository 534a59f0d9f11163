"""Who may hide what from whom, who knows of it, and that nobody else ever does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doelen.models import Zorg
from gezinsplan.models import Gezinslid
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.verbergen import GROND, dingen, scherm_af, zorg
from toegang.afscherming.models import Afscherming
from toegang.afscherming.overzicht import get_regel, verborgen
from toegang.afscherming.workflow import hide
from toegang.models import Deelname
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


# --- who may --------------------------------------------------------------------------------------


def kan(cast: Cast, wie: str, voor: str, **op: Any) -> bool:
    return bool(dingen(cast, wie, voor, **op))


def test_what_concerns_an_adult_is_theirs_to_hide(cast: Cast) -> None:
    rij = zorg(cast, "mijn schuld", "samira")
    assert kan(cast, "samira", "mark", id=rij.pk)
    assert kan(cast, "samira", "peter", id=rij.pk)
    assert not kan(cast, "mark", "peter", id=rij.pk)


def test_a_parent_does_not_hide_a_child_from_the_other_parent_but_from_others(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt slecht", "daan")
    assert not kan(cast, "samira", "mark", id=rij.pk)
    assert kan(cast, "samira", "peter", id=rij.pk)
    assert kan(cast, "linda", "mark", id=rij.pk)
    ding = dingen(cast, "linda", "mark", id=rij.pk)
    with pytest.raises(PermissionDenied):
        hide(ding, cast.deelname["mark"], grond=GROND, actor=cast.plek("samira"), now=cast.now)


def test_from_sixteen_a_young_person_hides_their_own_from_the_parents(cast: Cast) -> None:
    rij = zorg(cast, "van Noor", "noor")
    assert not kan(cast, "noor", "mark", id=rij.pk)
    Gezinslid.objects.filter(pk=cast.lid["noor"].pk).update(geboortedatum="2010-01-01")
    assert kan(cast, "noor", "mark", id=rij.pk)
    assert not kan(cast, "samira", "peter", id=rij.pk)


def test_a_relative_who_coordinates_decides_no_more_than_as_a_relative(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt slecht", "daan")
    Deelname.objects.filter(plan=cast.plan).update(is_zorgcoordinator=False)
    Deelname.objects.filter(pk=cast.deelname["samira"].pk).update(is_zorgcoordinator=True)
    assert not kan(cast, "samira", "mark", id=rij.pk)


def test_nobody_hides_from_the_coordinator_from_themselves_or_without_a_say(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt slecht", "daan")
    assert not kan(cast, "samira", "linda", id=rij.pk)
    assert not kan(cast, "mark", "mark", id=rij.pk)
    assert not cast.plek("peter").mag(Handeling.AFSCHERMEN)
    Deelname.objects.filter(pk=cast.deelname["samira"].pk).update(beslist_mee=False)
    assert not kan(cast, "samira", "peter", id=rij.pk)


def test_it_takes_a_ground_and_something_to_hide(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt slecht", "daan")
    ding, linda = dingen(cast, "linda", "mark", id=rij.pk), cast.plek("linda")
    for gekozen, grond in ((ding, " "), ([], GROND)):
        with pytest.raises(KanNietError, match="waarom"):
            hide(gekozen, cast.deelname["mark"], grond=grond, actor=linda, now=cast.now)
    hide(ding, cast.deelname["mark"], grond=GROND, actor=linda, now=cast.now)
    assert hide(ding, cast.deelname["mark"], grond=GROND, actor=linda, now=cast.now) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Afscherming.objects.create(
            plan=cast.plan,
            voor=cast.deelname["mark"],
            soort="zorg",
            object_id=rij.pk,
            grond=GROND,
            door=cast.deelname["linda"],
            sinds=cast.now,
        )


# --- who knows ------------------------------------------------------------------------------------


def weet(cast: Cast, wie: str) -> set[str]:
    return {regel.naam for regel in verborgen(cast.plek(wie))}


def test_who_it_is_hidden_from_never_knows(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt slecht", "daan")
    (af,) = scherm_af(cast, "mark", id=rij.pk)
    assert weet(cast, "linda") == weet(cast, "samira") == {"Daan slaapt slecht"}
    assert weet(cast, "mark") == set()
    assert weet(cast, "noor") == set()
    with pytest.raises(Http404):
        get_regel(cast.plek("mark"), af.pk)


def test_the_pages_look_the_same_to_who_it_is_hidden_from(cast: Cast, client: Client) -> None:
    """Before anything was written, and after it was written and hidden: the very same answers."""
    log_in(client, cast.gebruiker["mark"])
    namen = ("doelen:overzicht", "overzicht:plan", "toegang:plekken", "afscherming:overzicht")
    paden = [reverse(naam, args=[cast.plan.pk]) for naam in namen]
    Deelname.objects.filter(pk=cast.deelname["tom"].pk).update(status="afgewezen")
    eerst = [_kaal(client, pad) for pad in paden]
    Deelname.objects.filter(pk=cast.deelname["tom"].pk).update(status="actief")
    scherm_af(cast, "mark", id=cast.deelname["tom"].pk)
    scherm_af(cast, "mark", id=zorg(cast, "Daan slaapt slecht", "daan").pk)
    daarna = [_kaal(client, pad) for pad in paden]
    # Mark decides and reads what was refused; of Tom he then reads nothing at all.
    assert daarna[0] == eerst[0]
    for pagina in daarna:
        assert "Tom" not in pagina


def _kaal(client: Client, pad: str) -> str:
    tekst = client.get(pad).content.decode()
    return re.sub(r"[A-Za-z0-9]{64}|nonce=\"[^\"]*\"", "", tekst)


def test_what_is_gone_is_still_listed_for_the_coordinator(cast: Cast) -> None:
    rij = zorg(cast, "Daan slaapt heel slecht", "daan")
    scherm_af(cast, "mark", id=rij.pk)
    Zorg.objects.filter(pk=rij.pk).update(weggehaald_op=cast.now)
    assert weet(cast, "linda") == {"Daan slaapt heel slecht"}
    assert weet(cast, "samira") == set()
