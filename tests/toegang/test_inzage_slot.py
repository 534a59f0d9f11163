"""Lines and seals are added and never changed: not by the ORM, not by SQL."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from toegang.inzage.models import AlleenErbijError, Inzage, Zegel
from toegang.inzage.schrijven import Regel, schrijf
from toegang.inzage.verzegelen import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def regel() -> Inzage:
    now = timezone.now()
    schrijf(Regel(now, "lezen", "gelukt", "pagina", uuid4(), "plan", actor_naam="Peter"))
    seal(now=now)
    return Inzage.objects.get()


def test_the_orm_changes_nothing(regel: Inzage) -> None:
    zegel = Zegel.objects.get()
    regel.actor_naam = "Iemand anders"
    pogingen: list[Callable[[], object]] = [
        lambda: Inzage.objects.update(actor_naam="x"),
        lambda: Inzage.objects.all().delete(),
        lambda: Inzage.objects.filter(pk=regel.pk).update(actor_naam="x"),
        lambda: Inzage.objects.bulk_update([regel], ["actor_naam"]),
        regel.save,
        regel.delete,
        lambda: Zegel.objects.update(aantal=0),
        lambda: Zegel.objects.all().delete(),
        zegel.save,
        zegel.delete,
    ]
    for poging in pogingen:
        with pytest.raises(AlleenErbijError), transaction.atomic():
            poging()
    assert Inzage.objects.get().actor_naam == "Peter"


@pytest.mark.parametrize("tabel", ["inzage_inzage", "inzage_zegel"])
def test_the_database_refuses_too(regel: Inzage, tabel: str) -> None:
    zinnen = ["UPDATE tabel SET op = op", "DELETE FROM tabel"]
    if connection.vendor == "postgresql":
        zinnen.append("TRUNCATE tabel")
    for zin in (zin.replace("tabel", tabel) for zin in zinnen):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(zin)
    assert (Inzage.objects.count(), Zegel.objects.count()) == (1, 1)
