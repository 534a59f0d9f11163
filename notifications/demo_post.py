"""Reads the mail that the demo wrote to files instead of sending it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

SCHEIDING = re.compile(rb"^-{79}$", re.MULTILINE)
"""What Django's file backend writes after each mail."""


@dataclass(frozen=True)
class Demomail:
    """One mail; ``naam`` identifies it in the address of its page."""

    naam: str
    bericht: EmailMessage

    @property
    def aan(self) -> str:
        """Who it is to."""
        return str(self.bericht["To"])

    @property
    def onderwerp(self) -> str:
        """Its subject."""
        return str(self.bericht["Subject"])

    @property
    def op(self) -> datetime:
        """When it was caused."""
        return parsedate_to_datetime(str(self.bericht["Date"]))

    @property
    def tekst(self) -> str:
        """Its plain text."""
        deel = self.bericht.get_body(("plain",))
        return deel.get_content() if deel else ""

    @property
    def bijlagen(self) -> list[EmailMessage]:
        """The files that came with it."""
        return list(self.bericht.iter_attachments())


def alle(map_: Path | None = None) -> list[Demomail]:
    """Return every mail in the folder, newest first."""
    mails = []
    for bestand in sorted((map_ or Path(settings.EMAIL_FILE_PATH)).glob("*.log")):
        for ruw in SCHEIDING.split(bestand.read_bytes()):
            if ruw.strip():
                bericht = message_from_bytes(ruw.lstrip(), policy=default)
                mails.append(Demomail(sha256(ruw).hexdigest()[:20], bericht))
    return sorted(mails, key=lambda m: m.op, reverse=True)
