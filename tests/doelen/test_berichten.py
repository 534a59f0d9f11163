"""What others hear of this room, and that they read only what they see at that moment."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from doelen import workflow
from doelen.access import UitspraakT
from doelen.models import Doel, Kracht, Zorg
from notifications.access import berichten_van
from notifications.models import Bericht, Mailstatus
from notifications.soorten import Tekst
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def stel_voor(cast: Cast, model: type[UitspraakT], wie: str = "peter") -> UitspraakT:
    """Propose a text about Noor and school."""
    return workflow.propose(
        model,
        actor=cast.plek(wie),
        now=cast.now,
        tekst="Noor eet op school",
        leefgebied=cast.leefgebied["school"],
        betreft=cast.lid["noor"],
    )


def stel_alles_voor(cast: Cast) -> None:
    """Propose one of each kind."""
    stel_voor(cast, Kracht)
    stel_voor(cast, Zorg)
    stel_voor(cast, Doel)


def leest(cast: Cast, wie: str) -> list[Tekst]:
    """The notices of this person as they read them."""
    return [r.tekst for r in berichten_van(cast.gebruiker[wie], now=cast.now)]


@pytest.mark.parametrize(
    ("model", "titel", "plek"),
    [
        (Kracht, "Peter Hendriks schreef op wat goed gaat. Neemt u dat over?", "kracht"),
        (Zorg, "Peter Hendriks schreef een zorg op. Neemt u die over?", "zorg"),
        (Doel, "Peter Hendriks stelt een doel voor. Neemt u dat over?", "doel"),
    ],
)
def test_a_proposal_waits_for_the_parents_and_the_coordinator(
    cast: Cast, model: type[Zorg], titel: str, plek: str
) -> None:
    rij = stel_voor(cast, model)
    url = f"{reverse('doelen:overzicht', args=[cast.plan.pk])}#{plek}-{rij.pk}"
    verwacht = [Tekst(titel, "Noor eet op school", url, "Bekijk het voorstel")]
    iedereen = {wie: leest(cast, wie) for wie in cast.deelname}
    assert {wie for wie, teksten in iedereen.items() if teksten} == {"samira", "mark", "linda"}
    assert iedereen["samira"] == verwacht
    assert set(Bericht.objects.values_list("mail", flat=True)) == {Mailstatus.GEEN}


def test_a_proposal_that_was_answered_waits_for_nobody(cast: Cast) -> None:
    rij = stel_voor(cast, Zorg)
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    assert leest(cast, "samira") == []
    titels = [t.titel for t in leest(cast, "peter")]
    assert titels == ["Wat u voorstelde, staat nu in het plan"]
    workflow.remove(rij, 1, actor=cast.plek("mark"), now=cast.now)
    assert leest(cast, "peter") == []


def test_a_proposer_reads_why_not(cast: Cast) -> None:
    for reden, regel in (
        ("Dit weten wij al", "U schreef: “Noor eet op school” Waarom niet: Dit weten wij al"),
        ("", "U schreef: “Noor eet op school”"),
    ):
        Bericht.objects.all().delete()
        rij = stel_voor(cast, Zorg)
        workflow.decline_proposal(rij, 0, reden=reden, actor=cast.plek("mark"), now=cast.now)
        assert [t.regel for t in leest(cast, "peter")] == [regel]


def test_whose_seat_ended_or_scope_shrank_reads_nothing(cast: Cast) -> None:
    rij = stel_voor(cast, Zorg)
    workflow.accept_proposal(rij, 0, actor=cast.plek("mark"), now=cast.now)
    assert len(leest(cast, "peter")) == 1
    peter = cast.deelname["peter"]
    peter.leefgebieden = {}
    peter.save()
    assert leest(cast, "peter") == []
    peter.leefgebieden = {str(cast.lid["noor"].pk): ["school"]}
    peter.save()
    assert len(leest(cast, "peter")) == 1
    peter.status, peter.beeindigd_op = "beeindigd", cast.now
    peter.save()
    assert leest(cast, "peter") == []


def test_new_words_of_a_goal_are_read_while_it_is_there(cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    workflow.edit_doel(doel, 0, actor=cast.plek("samira"), now=cast.now, tekst="Noor gaat")
    url = reverse("doelen:doel", args=[cast.plan.pk, doel.pk])
    verwacht = [Tekst("Een doel heeft nieuwe woorden", "Noor gaat", url, "Bekijk het doel")]
    assert leest(cast, "noor") == verwacht
    assert leest(cast, "samira") == []
    Doel.objects.filter(pk=doel.pk).update(weggehaald_op=cast.now)
    assert leest(cast, "noor") == []


def test_the_coordinator_hears_that_a_text_is_contradicted_and_not_how(cast: Cast) -> None:
    zorg = zet_plan(cast)["lessen"]
    rij = workflow.dispute(
        "zorg", zorg.pk, eigen_woorden="KANARIE-NEE", actor=cast.plek("noor"), now=cast.now
    )
    tekst = leest(cast, "linda")[0]
    assert (tekst.titel, tekst.regel) == (
        "Noor de Wit zegt: dit klopt niet",
        "Het staat bij een zorg. Het komt op de agenda van de volgende tafel.",
    )
    workflow.withdraw_tegenspraak(rij, actor=cast.plek("noor"), now=cast.now)
    assert leest(cast, "linda") == []


def test_thirty_notices_cost_as_many_queries_as_one(cast: Cast) -> None:
    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            leest(cast, "linda")
        return len(vragen)

    teksten = zet_plan(cast)
    stel_alles_voor(cast)
    workflow.dispute(
        "zorg", teksten["lessen"].pk, eigen_woorden="x", actor=cast.plek("noor"), now=cast.now
    )
    een = tel()
    for _ in range(8):
        stel_alles_voor(cast)
    workflow.dispute(
        "zorg", teksten["ruzie"].pk, eigen_woorden="x", actor=cast.plek("noor"), now=cast.now
    )
    assert len(leest(cast, "linda")) == 29
    assert tel() == een
