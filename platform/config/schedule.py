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
}
