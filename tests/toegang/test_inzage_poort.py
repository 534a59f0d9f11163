"""The door of a plan and the log: what fails, what is rolled back, what is refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from gezinsplan.models import Gezin
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.inzage.models import Inzage
from toegang.policy import Handeling

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@in_plan(Handeling.PLAN_ZIEN)
def kapot(request: HttpRequest, plek: Plek) -> HttpResponse:
    """A view with a fault."""
    raise ZeroDivisionError


@in_plan(Handeling.PLAN_ZIEN)
def uit(request: HttpRequest, plek: Plek) -> HttpResponse:
    """A view that says itself that it failed."""
    return HttpResponse("kapot", status=503)


@in_plan(Handeling.PLAN_ZIEN)
@transaction.atomic
def teruggedraaid(request: HttpRequest, plek: Plek) -> HttpResponse:
    """A view that writes, and then finds that it may not, or that there is nothing."""
    Gezin.objects.update(naam="half")
    raise PermissionDenied if request.method == "POST" else Http404


PLAN = "plannen/<uuid:plan_id>/"
urlpatterns = [
    path(f"{PLAN}kapot/", kapot, name="kapot"),
    path(f"{PLAN}uit/", uit, name="uit"),
    path(f"{PLAN}teruggedraaid/", teruggedraaid, name="teruggedraaid"),
    path("", include("config.urls")),
]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def vraag(cast: Cast, naam: str, methode: str = "get") -> tuple[int, list[tuple[object, ...]]]:
    client = Client(raise_request_exception=False)
    log_in(client, cast.gebruiker["peter"])
    antwoord = getattr(client, methode)(reverse(naam, args=[cast.plan.pk]))
    regels = Inzage.objects.values_list("uitkomst", "gebeurtenis", "status", "deelname_id")
    return antwoord.status_code, list(regels)


@pytest.mark.parametrize(("naam", "code"), [("kapot", 500), ("uit", 503)])
def test_what_failed_showed_nothing_and_is_noted_once(cast: Cast, naam: str, code: int) -> None:
    peter = cast.deelname["peter"].pk
    assert vraag(cast, naam) == (code, [("storing", "lezen", code, peter)])


@pytest.mark.parametrize(("methode", "code"), [("get", 404), ("post", 403)])
def test_a_refusal_outlives_the_rollback(cast: Cast, methode: str, code: int) -> None:
    gebeurtenis = {"get": "lezen", "post": "wijzigen"}[methode]
    peter = cast.deelname["peter"].pk
    assert vraag(cast, "teruggedraaid", methode) == (
        code,
        [("geweigerd", gebeurtenis, code, peter)],
    )
    assert "half" not in set(Gezin.objects.values_list("naam", flat=True))
