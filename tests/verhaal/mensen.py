"""The people of the story: each with a browser, a mailbox and a device of their own."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cached_property
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.verhaal.bekijken import MATEN, SCHERMEN, bekijk, koppelingen
from tests.verhaal.systeem import Systeem

expect.set_options(timeout=20_000)
PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Mens:
    """Somebody in front of a screen. ``gelezen`` is how many of their mails were read.

    ``als`` is the same person in another browser, whose login this one begins with.
    """

    systeem: Systeem
    browser: Browser
    adres: str
    breed: int = 390
    js: bool = True
    als: Mens | None = None
    gelezen: int = 0
    klachten: list[str] = field(default_factory=list)
    bezocht: set[str] = field(default_factory=set)

    @cached_property
    def context(self) -> BrowserContext:
        """Their own browser: their own cookies."""
        return self.browser.new_context(
            base_url=self.systeem.url,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": self.breed, "height": MATEN.get(self.breed, 900)},
            reduced_motion="reduce",
            java_script_enabled=self.js,
            storage_state=self.als.context.storage_state() if self.als else None,
        )

    @cached_property
    def page(self) -> Page:
        """The one page they look at. What the browser complains of is kept."""
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda fout: self.klachten.append(str(fout)))
        page.on("console", self._hoor)
        return page

    def _hoor(self, bericht: ConsoleMessage) -> None:
        """Keep what the browser complains of; a form that is not right yet is none.

        Two who write at once are one: only who expects that takes it away (``botst``).
        """
        # axe leaves empty style attributes, and htmx copies those: the hash is of the empty string.
        # Who leaves the page of a table breaks off its question what is new.
        gewoon = re.search(
            r"status of 422|47DEQpj8HBSa\+/TImW|htmx:(afterRequest|sendError)", bericht.text
        )
        if bericht.type == "error" and not gewoon:
            self.klachten.append(f"{self.page.url}: {bericht.text}")

    # --- mail -------------------------------------------------------------------------------------
    def mail(self, onderwerp: str = "", *, naar: str = "") -> EmailMessage:
        """Read on to the next mail with this subject and a button to such an address."""

        def deze(bericht: EmailMessage) -> bool:
            return onderwerp in str(bericht["Subject"]) and naar in link_in(bericht)

        bericht, self.gelezen = self.systeem.mail(self.adres, deze, na=self.gelezen)
        return bericht

    def volg_mail(self, onderwerp: str = "", *, naar: str = "") -> EmailMessage:
        """Read on to that mail and tap its button; it leads to the page, not away from it."""
        bericht = self.mail(onderwerp, naar=naar)
        self.ga(link_in(bericht))
        assert pad_van(self.page.url) == pad_van(link_in(bericht))
        return bericht

    # --- logging in -------------------------------------------------------------------------------
    def log_in(self) -> None:
        """Ask for a code on the page that asks to log in, and fill it in."""
        if "/inloggen/" not in self.page.url:
            self.page.goto("/inloggen/")
        self.page.get_by_label("Uw e-mailadres").fill(self.adres)
        self.knop("Stuur mij een code")
        code = re.search(r"^\d{4} \d{4}$", tekst_van(self.mail("code")), re.MULTILINE)
        assert code is not None
        self.page.get_by_label("De code").fill(code.group())
        self.knop("Log in")
        self.page.wait_for_url(lambda url: "/inloggen/" not in url)

    def krijg_passkey(self) -> None:
        """Give this person's browser a device that holds passkeys."""
        sessie = self.context.new_cdp_session(self.page)
        sessie.send("WebAuthn.enable")
        sessie.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})

    # --- walking about ----------------------------------------------------------------------------
    def ga(self, pad: str) -> None:
        """Open an address of this site."""
        antwoord = self.page.goto(pad)
        assert antwoord is not None
        assert antwoord.status == 200, f"{antwoord.status} op {pad}"

    def vindt_niet(self, pad: str) -> None:
        """This address does not exist for them; the browser's own complaint of it is expected."""
        antwoord = self.page.goto(pad)
        assert antwoord is not None
        assert antwoord.status == 404, f"{antwoord.status} op {pad}"
        self.klachten[:] = [k for k in self.klachten if "status of 404" not in k]

    def botst(self, naam: str | re.Pattern[str]) -> None:
        """Press a button and hear that somebody else wrote here too, as is expected."""
        self.knop(naam)
        gehoord = [k for k in self.klachten if "status of 409" in k]
        assert len(gehoord) == 1, self.klachten
        self.klachten.remove(gehoord[0])

    def knop(self, naam: str | re.Pattern[str], *, in_: Locator | None = None) -> None:
        """Press the button or link of this name, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.tik(naam, in_=in_)

    def tik(self, naam: str | re.Pattern[str], *, in_: Locator | None = None) -> None:
        """Press a button that changes the page one is on."""
        waar = in_ or self.page
        knop = waar.get_by_role("button", name=naam).or_(waar.get_by_role("link", name=naam))
        knop.first.click()

    def ziet(self, tekst: str | re.Pattern[str]) -> None:
        """This is readable on the page."""
        expect(self.page.get_by_text(tekst).first).to_be_visible()

    def ziet_kop(self, tekst: str | re.Pattern[str]) -> None:
        """This is a heading of the page."""
        expect(self.page.get_by_role("heading", name=tekst).first).to_be_visible()

    def ziet_niet(self, *woorden: str) -> None:
        """None of these is anywhere in what the server sent."""
        inhoud = self.page.content()
        assert [woord for woord in woorden if woord in inhoud] == []

    def vul(self, **velden: str) -> None:
        """Fill fields in by their name, as ``vul(voornaam="Noor")``; a choice by what it says."""
        for naam, waarde in velden.items():
            veld = self.page.locator(f"[name='{naam}']").first
            if veld.evaluate("e => e.tagName") == "SELECT":
                veld.select_option(label=waarde)
            else:
                veld.fill(waarde)

    def kies(self, tekst: str | re.Pattern[str], *, in_: Locator | None = None) -> None:
        """Tap a choice by what its row says, as a thumb does."""
        (in_ or self.page).locator("label", has_text=tekst).first.click()

    def bekijk(self, naam: str, *, lopen: bool = True) -> None:
        """Look well at this page, and follow everything it links to.

        Not (``lopen``) before the second step is made: the site then remembers where one wanted
        to go, and that would be the last link followed.
        """
        eerder = len(self.klachten)
        bekijk(self.page, naam)
        # axe and the camera set styles; a page that refreshes itself meanwhile copies them.
        self.klachten[eerder:] = [k for k in self.klachten[eerder:] if "inline style" not in k]
        if lopen:
            self.loop_na()

    def loop_na(self) -> None:
        """No link of this page leads nowhere."""
        nieuw = {a for a in koppelingen(self.page) if a not in self.bezocht}
        self.bezocht |= nieuw
        dood = {
            adres: status
            for adres in sorted(nieuw)
            if (status := self.context.request.get(adres).status) >= 400
        }
        assert dood == {}, f"op {self.page.url}"

    def foto(self, naam: str) -> None:
        """A picture of where somebody got stuck."""
        self.page.screenshot(path=SCHERMEN / f"{naam}.png", full_page=True)


def tekst_van(bericht: EmailMessage) -> str:
    """The plain words of a mail."""
    deel = bericht.get_body(("plain",))
    assert deel is not None
    return str(deel.get_content()).replace("\r\n", "\n")


def link_in(bericht: EmailMessage) -> str:
    """The link behind the button of a mail: the first it holds; "" of one without."""
    gevonden = re.search(r"https?://\S+", tekst_van(bericht))
    return gevonden.group() if gevonden else ""


def pad_van(url: str) -> str:
    """An address without its host."""
    return urlsplit(url).path


def appcode(geheim: str) -> str:
    """What a code app shows now for this secret (RFC 6238: SHA-1, 30 seconds, six digits)."""
    sleutel = base64.b32decode(geheim + "=" * (-len(geheim) % 8))
    som = hmac.digest(sleutel, struct.pack(">Q", int(time.time()) // 30), "sha1")
    plaats = som[-1] & 0x0F
    getal = struct.unpack(">I", som[plaats : plaats + 4])[0] & 0x7FFFFFFF
    return f"{getal % 1_000_000:06d}"
