"""Who may do what: the one table, as data a privacy officer can read.

``MAG`` says per handeling and role under which condition it is allowed; ``STATUS`` says in which
states of the plan. Only this module compares roles. ``zorgcoordinator`` is the extra line for the
seat that carries that mark. A condition is the name of a predicate in ``toegang.predicaten``;
``nooit`` is written as absence.
"""

from __future__ import annotations

from enum import StrEnum

from gezinsplan.models import Planstatus
from toegang.models import Rol

COORDINATOR = "zorgcoordinator"
NOODINZAGE = "noodinzage"
"""Not a seat: an hour of reading by somebody without one (``toegang.noodinzage``)."""


class Voorwaarde(StrEnum):
    """The closed list of conditions; each is one function in ``toegang.predicaten``."""

    ALTIJD = "altijd"
    IN_SCOPE = "in_scope"
    OWN = "own"
    DECIDES = "decides"
    MAY_END = "may_end"
    CONCERNS_ME = "concerns_me"
    IS_NOTULIST = "is_notulist"
    VAN_BEROEP = "van_beroep"


class Handeling(StrEnum):
    """What somebody can do inside a plan; every view declares one."""

    PLAN_ZIEN = "plan_zien"
    GEZIN_ZIEN = "gezin_zien"
    INHOUD_SCHRIJVEN = "inhoud_schrijven"
    EIGEN_WOORDEN = "eigen_woorden"
    INHOUD_VOORSTELLEN = "inhoud_voorstellen"
    PLEK_VOORSTELLEN = "plek_voorstellen"
    PLEK_INSTEMMEN = "plek_instemmen"
    PLEK_BEEINDIGEN = "plek_beeindigen"
    PLEK_UITNODIGEN = "plek_uitnodigen"
    JIM_NOEMEN = "jim_noemen"
    PLAN_ACTIVEREN = "plan_activeren"
    PLAN_BEHEREN = "plan_beheren"
    GEZAG_WIJZIGEN = "gezag_wijzigen"
    PLEK_BEPERKEN = "plek_beperken"
    BEVESTIGEN = "bevestigen"
    NETWERK_ZIEN = "netwerk_zien"
    NETWERK_SCHRIJVEN = "netwerk_schrijven"
    TAFEL_PLANNEN = "tafel_plannen"
    TIJD_KIEZEN = "tijd_kiezen"
    TIJD_DOORGEVEN = "tijd_doorgeven"
    AGENDAPUNT_VOORSTELLEN = "agendapunt_voorstellen"
    TAFEL_VOLGEN = "tafel_volgen"
    NOTULEREN = "notuleren"
    VERSLAG_LEZEN = "verslag_lezen"
    VERSLAG_GOEDKEUREN = "verslag_goedkeuren"
    ACTIE_TOEWIJZEN = "actie_toewijzen"
    ACTIE_VOORSTELLEN = "actie_voorstellen"
    ACTIE_BIJWERKEN = "actie_bijwerken"
    ACTIE_OPVOLGEN = "actie_opvolgen"
    INZAGE_ZIEN = "inzage_zien"
    AFSCHERMEN = "afschermen"
    NOODINZAGE_ZIEN = "noodinzage_zien"
    EXPORTEREN = "exporteren"


A, S, EIGEN, D = Voorwaarde.ALTIJD, Voorwaarde.IN_SCOPE, Voorwaarde.OWN, Voorwaarde.DECIDES
E, N = Voorwaarde.MAY_END, Voorwaarde.IS_NOTULIST
OUDER, JEUGDIGE = Rol.OUDER.value, Rol.JEUGDIGE.value
NETWERKLID, JIM, PROF = Rol.NETWERKLID.value, Rol.JIM.value, Rol.PROFESSIONAL.value


def _ieder(voorwaarde: Voorwaarde) -> dict[str, Voorwaarde]:
    return dict.fromkeys([OUDER, JEUGDIGE, NETWERKLID, JIM, PROF, COORDINATOR], voorwaarde)


MAG: dict[Handeling, dict[str, Voorwaarde]] = {
    Handeling.PLAN_ZIEN: _ieder(S) | {COORDINATOR: A, NOODINZAGE: A},
    Handeling.GEZIN_ZIEN: {OUDER: A, JEUGDIGE: A, COORDINATOR: A, NOODINZAGE: A},
    Handeling.INHOUD_SCHRIJVEN: {OUDER: S, COORDINATOR: A},
    Handeling.EIGEN_WOORDEN: {OUDER: EIGEN, JEUGDIGE: EIGEN},
    Handeling.INHOUD_VOORSTELLEN: _ieder(S) | {COORDINATOR: A},
    Handeling.PLEK_VOORSTELLEN: _ieder(A),
    Handeling.PLEK_INSTEMMEN: {OUDER: D, JEUGDIGE: D, PROF: D},
    Handeling.PLEK_BEEINDIGEN: {
        OUDER: E,
        JEUGDIGE: E,
        NETWERKLID: E,
        JIM: E,
        PROF: E,
        COORDINATOR: E,
    },
    Handeling.PLEK_UITNODIGEN: {OUDER: A, JEUGDIGE: D, PROF: D, COORDINATOR: A},
    Handeling.JIM_NOEMEN: {JEUGDIGE: Voorwaarde.CONCERNS_ME, COORDINATOR: A},
    Handeling.PLAN_ACTIVEREN: {OUDER: D},
    Handeling.PLAN_BEHEREN: {COORDINATOR: A},
    Handeling.GEZAG_WIJZIGEN: {COORDINATOR: Voorwaarde.VAN_BEROEP},
    Handeling.PLEK_BEPERKEN: {PROF: A},
    Handeling.BEVESTIGEN: {PROF: A},
    Handeling.NETWERK_ZIEN: _ieder(S) | {COORDINATOR: A, NOODINZAGE: A},
    Handeling.NETWERK_SCHRIJVEN: {OUDER: A, JEUGDIGE: EIGEN, COORDINATOR: A},
    Handeling.TAFEL_PLANNEN: {COORDINATOR: A},
    Handeling.TIJD_KIEZEN: {OUDER: A, COORDINATOR: A},
    Handeling.TIJD_DOORGEVEN: _ieder(EIGEN),
    Handeling.AGENDAPUNT_VOORSTELLEN: _ieder(A),
    Handeling.TAFEL_VOLGEN: _ieder(EIGEN) | {COORDINATOR: A},
    Handeling.NOTULEREN: _ieder(N) | {COORDINATOR: A},
    Handeling.VERSLAG_LEZEN: _ieder(S) | {COORDINATOR: A, NOODINZAGE: A},
    Handeling.VERSLAG_GOEDKEUREN: {OUDER: D, JEUGDIGE: D, PROF: D},
    Handeling.ACTIE_TOEWIJZEN: {OUDER: S, COORDINATOR: A},
    Handeling.ACTIE_VOORSTELLEN: _ieder(S) | {COORDINATOR: A},
    Handeling.ACTIE_BIJWERKEN: _ieder(EIGEN),
    Handeling.ACTIE_OPVOLGEN: {COORDINATOR: A},
    Handeling.INZAGE_ZIEN: {OUDER: D, JEUGDIGE: D, PROF: D},
    Handeling.AFSCHERMEN: {OUDER: D, JEUGDIGE: D, PROF: D, COORDINATOR: A},
    Handeling.NOODINZAGE_ZIEN: {OUDER: A, JEUGDIGE: A, COORDINATOR: A},
    Handeling.EXPORTEREN: _ieder(EIGEN),
}
"""A mark on a seat adds to what its role may; the first line that allows, allows."""

LEZEN = {
    Handeling.PLAN_ZIEN,
    Handeling.GEZIN_ZIEN,
    Handeling.NETWERK_ZIEN,
    Handeling.VERSLAG_LEZEN,
    Handeling.INZAGE_ZIEN,
    Handeling.NOODINZAGE_ZIEN,
    Handeling.EXPORTEREN,
    Handeling.PLEK_BEEINDIGEN,
}
IN_CONCEPT = LEZEN | {
    Handeling.INHOUD_SCHRIJVEN,
    Handeling.EIGEN_WOORDEN,
    Handeling.INHOUD_VOORSTELLEN,
    Handeling.PLEK_VOORSTELLEN,
    Handeling.PLEK_INSTEMMEN,
    Handeling.PLEK_UITNODIGEN,
    Handeling.PLAN_ACTIVEREN,
    Handeling.PLAN_BEHEREN,
    Handeling.NETWERK_SCHRIJVEN,
    Handeling.AFSCHERMEN,
    Handeling.GEZAG_WIJZIGEN,
}

STATUS: dict[str, frozenset[Handeling]] = {
    Planstatus.CONCEPT.value: frozenset(IN_CONCEPT),
    Planstatus.ACTIEF.value: frozenset(set(Handeling) - {Handeling.PLAN_ACTIVEREN}),
    Planstatus.AFGESLOTEN.value: frozenset(LEZEN),
}

CONCEPT_ZICHTBAAR_VOOR = frozenset({OUDER, COORDINATOR})
"""Until the parents activate a plan, it exists for nobody else."""

EINDIGT_NIET_DOOR_ANDEREN = frozenset({OUDER, JEUGDIGE})
"""Seats that only their holder may leave."""

ZONDER_INSTEMMING = frozenset({OUDER, JEUGDIGE})
"""Seats of the family itself: nobody agrees to them, nobody else chooses what they see."""

KAN_BEPERKT = frozenset({OUDER})
"""Seats of which scope and say are restricted: on a ground, with a second professional."""

EINDIGT_DOOR_JONGERE = frozenset({JIM})
"""Seats that end by the young person they are of."""

VAN_HET_NETWERK = frozenset({NETWERKLID, JIM})
"""Seats whose action a professional does not take over without the method's three questions."""

BLIJFT_BIJ_GEZINSTIJD = frozenset({OUDER, JEUGDIGE, NETWERKLID, JIM})
"""Seats that stay in the room while the family talks alone."""

LEEST_DE_METHODE = frozenset({PROF})
"""Roles that say, once, that they read what the method asks of them before they take a seat."""

TWEEDE_FACTOR = frozenset({PROF, COORDINATOR})
"""Seats whose holder must have used a second factor to reach a family page."""


def regels(
    handeling: Handeling, rol: str, *, coordinator: bool, planstatus: str
) -> list[Voorwaarde]:
    """Return the conditions of which one must hold; empty means never.

    Args:
        handeling: what somebody wants to do.
        rol: the role of their seat (``Rol``).
        coordinator: whether that seat carries the mark zorgcoördinator.
        planstatus: the state of the plan (``Planstatus``).
    """
    if handeling not in STATUS[planstatus]:
        return []
    if planstatus == Planstatus.CONCEPT and not bestaat_in_concept(rol, coordinator=coordinator):
        return []
    rij = MAG[handeling]
    lijnen = [rij.get(rol)] + ([rij.get(COORDINATOR)] if coordinator else [])
    return [v for v in lijnen if v is not None]


def blijft_bij_gezinstijd(rol: str) -> bool:
    """Whether a seat of this role stays while the family talks without professionals."""
    return rol in BLIJFT_BIJ_GEZINSTIJD


def leest_de_methode(rol: str) -> bool:
    """Whether a seat of this role is taken only after reading the method's page."""
    return rol in LEEST_DE_METHODE


def bestaat_in_concept(rol: str, *, coordinator: bool) -> bool:
    """Whether a plan in concept exists for a seat of this role."""
    return rol in CONCEPT_ZICHTBAAR_VOOR or (coordinator and COORDINATOR in CONCEPT_ZICHTBAAR_VOOR)


def vraagt_drie_vragen(rol: str, *, in_plaats_van: str) -> bool:
    """Whether taking over from a seat of role ``in_plaats_van`` asks the three questions first."""
    return rol == PROF and in_plaats_van in VAN_HET_NETWERK
