"""The same pages among many plans: one small plan copied in SQL, rows and relations and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from acties.models import Actie, Actiehouder
from bench import content
from bench.families import make_familie, make_professionals
from bench.measuring import FLOOR, measure
from bench.server import Server
from bench.world import World
from gebruikers.models import Gebruiker
from gezinsplan.models import Gezag, Gezin, Gezinslid, Gezinsplan
from rondetafel.models import Rondetafel, Tafelstatus, Uitnodiging
from toegang.models import Deelname

PLANS, STEP = 100_000, 10_000
ACTIONS = 10
ROUNDS = 40
COPIED: Sequence[type[models.Model]] = (
    Gebruiker,
    Gezin,
    Gezinslid,
    Gezag,
    Gezinsplan,
    Deelname,
    Actie,
    Actiehouder,
    Rondetafel,
    Uitnodiging,
)


def compare(server: Server, world: World, cookies: dict[str, dict[str, str]]) -> dict[str, float]:
    """Return how much slower each page is among 100,000 plans than among 100, over the floor."""
    template = _template(world)
    _copy(template, 1, 100)
    before = measure(server, world.floor, world.pages, cookies, rounds=ROUNDS)
    for first in range(101, PLANS, STEP):
        _copy(template, first, min(first + STEP - 1, PLANS))
    _analyse()
    after = measure(server, world.floor, world.pages, cookies, rounds=ROUNDS)
    floor = after.pop(FLOOR).p50 / before.pop(FLOOR).p50
    return {name: round(t.p50 / before[name].p50 / floor, 2) for name, t in after.items()}


def _template(world: World) -> Gezinsplan:
    """Write the plan that is copied: six seats, ten actions, one table."""
    mensen = make_professionals("schaal")
    samen = {wie: mensen[wie] for wie in ("linda", "peter")}
    familie = make_familie(
        world.usual.plan.gemeente,
        "schaal",
        samen,
        timezone.now(),
        netwerk=[("fatma", "Fatma Öztürk", "buurvrouw")],
    )
    content.write_actions(familie, ACTIONS, [])
    content.write_table(familie, 1, Tafelstatus.CONCEPT, None)
    return familie.plan


def _copy(plan: Gezinsplan, first: int, last: int) -> None:
    """Copy every row of this plan once for each number; ids follow from id and number."""
    with connection.cursor() as cursor:
        # The rows are copies of rows that hold: checking a million foreign keys again shows nothing
        cursor.execute("SET session_replication_role = replica")
        for model in COPIED:
            columns = list(_columns(model))
            cursor.execute(
                sql.SQL(
                    "INSERT INTO {table} ({names}) SELECT {values} FROM {table} t,"
                    " generate_series(%s, %s) n WHERE t.id = ANY(%s)"
                ).format(
                    table=sql.Identifier(model._meta.db_table),
                    names=sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns),
                    values=sql.SQL(", ").join(value for _, value in columns),
                ),
                [first, last, [str(pk) for pk in _rows(model, plan)]],
            )
        cursor.execute("SET session_replication_role = DEFAULT")


def _columns(model: type[models.Model]) -> Iterator[tuple[str, sql.Composable]]:
    """Each column and what a copy has there: its own id, those of its copied relations, or same."""
    for field in model._meta.concrete_fields:
        name = field.column or field.name
        column = sql.Identifier("t", name)
        copied = field.primary_key or field.related_model in COPIED
        if copied:
            value: sql.Composable = sql.SQL("md5({}::text || n)::uuid").format(column)
        elif field.unique:
            value = sql.SQL("md5({}::text || n)").format(column)
        else:
            value = column
        yield name, value


def _rows(model: type[models.Model], plan: Gezinsplan) -> list[object]:
    """The ids of what belongs to the copied plan."""
    lookups: dict[type[models.Model], dict[str, object]] = {
        Gebruiker: {"deelnames__plan": plan},
        Gezin: {"pk": plan.gezin_id},
        Gezinslid: {"gezin": plan.gezin_id},
        Gezag: {"kind__gezin": plan.gezin_id},
        Gezinsplan: {"pk": plan.pk},
        Actiehouder: {"actie__plan": plan},
        Uitnodiging: {"tafel__plan": plan},
    }
    rows = model._default_manager.filter(**lookups.get(model, {"plan": plan}))
    return list(rows.order_by().values_list("pk", flat=True))


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
