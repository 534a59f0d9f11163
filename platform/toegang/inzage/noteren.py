"""Noting who looks: at the door of a plan, and for the few pages that show several plans.

The door opens a :class:`Poort` before it asks for the seat. What the view made is noted before it
leaves the door, in the same transaction; what was refused is noted by the middleware, after the
rollback and by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from structlog.contextvars import get_contextvars

from toegang import policy
from toegang.inzage.models import Basis, Gebeurtenis, Uitkomst, Weg
from toegang.inzage.onderdelen import Onderdeel, object_van, onderdeel_van
from toegang.inzage.schrijven import Regel, schrijf
from toegang.models import Deelname, Plekstatus

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from notifications.access import Regel as Berichtregel

POORT = "inzagepoort"
LEEST = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass
class Poort:
    """One request at the door of one plan; nothing is noted of it yet."""

    request: HttpRequest
    plan_id: UUID
    kwargs: Mapping[str, Any]
    deelname: Deelname | None = None
    sleutel: str = ""
    genoteerd: bool = field(default=False, init=False)

    def sluit(self, antwoord: HttpResponseBase) -> None:
        """Note what leaves the door. A failure of the server is left to ``weiger``."""
        if antwoord.status_code >= 500:
            return
        if not (self.sleutel and antwoord.status_code == 204):  # nothing new was told
            schrijf(self._regel(antwoord))
        self.genoteerd = True

    def weiger(self, antwoord: HttpResponseBase) -> None:
        """Note what was refused or failed, unless the door noted it."""
        if not self.genoteerd:
            schrijf(self._regel(antwoord))
            self.genoteerd = True

    def _regel(self, antwoord: HttpResponseBase) -> Regel:
        route = _route(self.request)
        soort, object_id = object_van(route, self.kwargs)
        deel = onderdeel_van(route)
        wie = wie_van(self.request.user, self.deelname)
        eens = f"{self.plan_id}:{self.sleutel}:{wie['actor_id']}"
        return Regel(
            plan_id=self.plan_id,
            onderdeel=deel.value if deel else route.partition(":")[0][:20],
            object_soort=soort,
            object_id=object_id,
            eenmaal=sha256(eens.encode()).hexdigest() if self.sleutel else None,
            **verzoek_van(self.request),
            **uitkomst_van(self.request, antwoord),
            **wie,
        )


def open_poort(request: HttpRequest, plan_id: UUID, kwargs: Mapping[str, Any]) -> Poort:
    """Begin at the door of a plan: until something is noted, the middleware notes a refusal."""
    poort = Poort(request, plan_id, kwargs)
    vars(request)[POORT] = poort
    return poort


def volgt(request: HttpRequest, sleutel: str) -> None:
    """Say that this is a page that refreshes itself: it counts once per person per ``sleutel``.

    What it answered with 204 showed nothing, and is not noted.
    """
    poort: Poort | None = vars(request).get(POORT)
    if poort is not None:
        poort.sleutel = f"{_route(request)}:{sleutel}"


def noteer_lijst(
    request: HttpRequest,
    deelnames: Iterable[Deelname],
    onderdeel: Onderdeel = Onderdeel.PLAN,
    weg: Weg = Weg.LIJST,
) -> None:
    """Note that a page outside a plan showed something of the plans of these seats: one line each.

    For a page that one person sees of several families, in one statement.
    """
    per_plan = {d.plan_id: d for d in deelnames}
    gelezen = request.method in LEEST
    vast = verzoek_van(request) | {
        "gebeurtenis": Gebeurtenis.LEZEN if gelezen else Gebeurtenis.WIJZIGEN,
        "uitkomst": Uitkomst.GELUKT,
        "weg": weg,
        "onderdeel": onderdeel.value,
    }
    gebruiker = request.user
    schrijf(*(Regel(plan_id=p, **vast, **wie_van(gebruiker, d)) for p, d in per_plan.items()))


def noteer_plannen(
    request: HttpRequest,
    gebruiker: Gebruiker,
    plannen: Iterable[UUID],
    onderdeel: Onderdeel,
    weg: Weg = Weg.LIJST,
) -> None:
    """Note the same where only the plans are known: the feed of a calendar, notices."""
    nodig = set(plannen)
    if not nodig:
        return
    zetels = Deelname.objects.filter(
        gebruiker=gebruiker, plan__in=nodig, status=Plekstatus.ACTIEF
    ).select_related("organisatie")
    per_plan = {d.plan_id: d for d in zetels}
    vast = verzoek_van(request) | {
        "gebeurtenis": Gebeurtenis.LEZEN if request.method in LEEST else Gebeurtenis.WIJZIGEN,
        "uitkomst": Uitkomst.GELUKT,
        "weg": weg,
        "onderdeel": onderdeel.value,
    }
    ids = sorted(nodig)
    schrijf(*(Regel(plan_id=p, **vast, **wie_van(gebruiker, per_plan.get(p))) for p in ids))


def noteer_berichten(request: HttpRequest, regels: Sequence[Berichtregel]) -> None:
    """Note the plans that the page of notices named; ``notifications`` calls this."""
    plannen = {r.bericht.plan_id for r in regels if r.bericht.plan_id}
    if plannen and request.user.is_authenticated:
        noteer_plannen(request, request.user, plannen, Onderdeel.BERICHTEN)


def wie_van(gebruiker: Any, deelname: Deelname | None) -> dict[str, Any]:
    """Return the fields of a line that say who, in what role, on what ground."""
    bekend = gebruiker is not None and gebruiker.is_authenticated
    uit: dict[str, Any] = {
        "actor_id": gebruiker.pk if bekend else None,
        "actor_naam": gebruiker.naam if bekend else "",
    }
    if deelname is None:
        return uit
    organisatie = deelname.organisatie
    return uit | {
        "actor_naam": deelname.naam,
        "deelname_id": deelname.pk,
        "rol": "+".join([deelname.rol, *_merken(deelname)]),
        "organisatie_id": organisatie.pk if organisatie else None,
        "organisatie_naam": organisatie.naam if organisatie else "",
        "basis": _basis(deelname),
        "grondslag": deelname.grondslag,
    }


def _merken(deelname: Deelname) -> list[str]:
    return [policy.COORDINATOR] if deelname.is_zorgcoordinator else []


def _basis(deelname: Deelname) -> Basis:
    if deelname.rol == policy.NOODINZAGE:
        return Basis.NOOD
    if deelname.rol in policy.ZONDER_INSTEMMING:
        return Basis.GEZIN
    return Basis.GRONDSLAG if deelname.wettelijk else Basis.INSTEMMING


def verzoek_van(request: HttpRequest) -> dict[str, Any]:
    """Return the fields of a line that say when and from where."""
    sleutel = request.session.session_key if hasattr(request, "session") else None
    return {
        "op": timezone.now(),
        "ip": _ip(request),
        "sessie": salted_hmac("inzage.sessie", sleutel).hexdigest()[:32] if sleutel else "",
        "verzoek": verzoek_id(),
        "route": _route(request),
    }


def uitkomst_van(request: HttpRequest, antwoord: HttpResponseBase) -> dict[str, Any]:
    """Return the fields of a line that say what was done, and how it ended."""
    code = antwoord.status_code
    bestand = antwoord.headers.get("Content-Disposition", "").startswith("attachment")
    gebeurtenis = Gebeurtenis.MEENEMEN if bestand else Gebeurtenis.LEZEN
    if request.method not in LEEST:
        gebeurtenis = Gebeurtenis.WIJZIGEN
    uitkomst = Uitkomst.GELUKT
    if code >= 400:
        geweigerd = Uitkomst.GEWEIGERD if code in (403, 404) else Uitkomst.NIET_GELUKT
        uitkomst = Uitkomst.STORING if code >= 500 else geweigerd
    weg = Weg.DEEL if request.headers.get("HX-Request") else Weg.PAGINA
    return {
        "gebeurtenis": gebeurtenis,
        "uitkomst": uitkomst,
        "weg": Weg.BESTAND if bestand else weg,
        "status": code,
    }


def _route(request: HttpRequest) -> str:
    return (request.resolver_match.view_name if request.resolver_match else "")[:80]


def _ip(request: HttpRequest) -> str | None:
    """The address of who asks, as far as the proxies in front are believed."""
    try:
        return get_client_ip(request)
    except ImproperlyConfigured:
        return None


def verzoek_id() -> str:
    """The id that ties this line to those of the technical log; a task makes its own."""
    bekend = get_contextvars().get("request_id")
    return bekend if isinstance(bekend, str) else uuid4().hex
