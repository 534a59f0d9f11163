"""What beat starts by itself. A task here is a thin wrapper that looks for rows that are due."""

from datetime import timedelta
from typing import Any

HEARTBEAT_SECONDS = 20

SCHEDULE: dict[str, dict[str, Any]] = {
    "hartslag": {
        "task": "config.tasks.hartslag",
        "schedule": timedelta(seconds=HEARTBEAT_SECONDS),
        # A heartbeat that waited in the queue says nothing about now.
        "options": {"expires": HEARTBEAT_SECONDS},
    },
    "bezorg": {
        "task": "notifications.tasks.bezorg",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "dagmail": {
        "task": "notifications.tasks.dagmail",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "acties.volg_op": {
        "task": "acties.tasks.volg_op",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "rondetafel.volg_op": {
        "task": "rondetafel.tasks.volg_op",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "exemplaren": {
        "task": "rondetafel.tasks.maak_wachtende_exemplaren",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "toegang.vier_verjaardagen": {
        "task": "toegang.tasks.vier_verjaardagen",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "toegang.sluit_plekken": {
        "task": "toegang.tasks.sluit_plekken",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "inzage.verzegel": {
        "task": "toegang.inzage.tasks.verzegel",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "inzage.let_op": {
        "task": "toegang.inzage.tasks.let_op",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 5 * 60},
    },
}
