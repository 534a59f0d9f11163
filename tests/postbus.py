"""A real SMTP server for tests: aiosmtpd on a free port, keeping what it gets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from threading import Condition

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbus(MessageHandler):
    """What the server got; ``antwoord`` is what it says to every receiver's address.

    Who waits for a mail waits on ``nieuw``.
    """

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[EmailMessage] = []
        self.nieuw = Condition()
        self.antwoord = "250 OK"
        self.poort = 0
        # aiosmtpd looks handlers up by this spelling
        vars(self)["handle_RCPT"] = self._ontvanger

    async def _ontvanger(
        self, server: SMTP, session: Session, envelope: Envelope, adres: str, opties: list[str]
    ) -> str:
        if self.antwoord.startswith("250"):
            envelope.rcpt_tos.append(adres)
        return self.antwoord

    def prepare_message(self, session: Session, envelope: Envelope) -> Message:
        """Parse with the modern policy, so that bodies and attachments can be asked for."""
        inhoud = envelope.content
        ruw = inhoud if isinstance(inhoud, bytes) else (inhoud or "").encode()
        return message_from_bytes(ruw, policy=default)

    def handle_message(self, message: Message) -> None:
        """Keep a mail that was accepted."""
        assert isinstance(message, EmailMessage)
        with self.nieuw:
            self.mails.append(message)
            self.nieuw.notify_all()

    def aan(self, adres: str) -> list[EmailMessage]:
        """The mails to one address, oldest first."""
        return [m for m in self.mails if adres in str(m["To"])]


@contextmanager
def open_postbus() -> Iterator[Postbus]:
    """Run the server while the block runs; ``poort`` is where it listens on 127.0.0.1."""
    bus = Postbus()
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        bus.poort = vrij.getsockname()[1]
    server = Controller(bus, hostname="127.0.0.1", port=bus.poort)
    server.start()
    try:
        yield bus
    finally:
        server.stop()
