"""The few SVG words that the drawings share, and their colours on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

# The light colours of static/css/tokens.css; tests/vormgeving keeps the two the same.
PAPIER = {
    "vel": "#ffffff",
    "lijn": "#ddd3c2",
    "lijn-sterk": "#857d6f",
    "inkt-zacht": "#57615a",
    "merk": "#1f5142",
    "op-merk": "#ffffff",
    "hout": "#ecdcc0",
    "op-hout": "#4a3413",
    "hout-rand": "#a0793a",
}
LETTER = "Noto Sans Druk, Noto Sans, sans-serif"

SOORTEN = ("gezin", "netwerk", "professional", "voorstel", "afwezig")


def getal(waarde: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{waarde:.1f}".removesuffix(".0")


def attributen(waarden: Mapping[str, str | float]) -> str:
    """Attributes, escaped; underscores become hyphens."""
    return "".join(
        f' {naam.replace("_", "-")}="'
        + (escape(waarde) if isinstance(waarde, str) else getal(waarde))
        + '"'
        for naam, waarde in waarden.items()
    )


@dataclass
class Tekening:
    """Collects shapes. ``kleuren`` says how each (class, kind) looks on paper."""

    druk: bool
    kleuren: Mapping[tuple[str, str], Mapping[str, str | float]]
    delen: list[str] = field(default_factory=list)

    def vorm(self, tag: str, klasse: str, soort: str = "", **maten: str | float) -> None:
        self.delen.append(f"<{tag}{self._uiterlijk(klasse, soort)}{attributen(maten)}/>")

    def tekst(
        self, klasse: str, x: float, y: float, inhoud: str, *, soort: str = "", grootte: float
    ) -> None:
        maten: dict[str, str | float] = {"x": x, "y": y, "font_size": grootte}
        if self.druk:
            maten |= {"font_family": LETTER, "text_anchor": "middle"}
        self.delen.append(
            f"<text{self._uiterlijk(klasse, soort)}{attributen(maten)}>{escape(inhoud)}</text>"
        )

    def groep(self, klasse: str) -> None:
        self.delen.append("<g>" if self.druk else f'<g class="{klasse}">')

    def sluit(self) -> None:
        self.delen.append("</g>")

    def svg(self, klasse: str, vak: tuple[float, float, float, float], alt: str) -> str:
        """The whole picture; an empty ``alt`` means that the text beside it says the same."""
        maten = " ".join(getal(maat) for maat in vak)
        spreek = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        size = f' width="{getal(vak[2])}" height="{getal(vak[3])}"' if self.druk else ""
        return f'<svg class="{klasse}"{size} viewBox="{maten}" {spreek}>{"".join(self.delen)}</svg>'

    def _uiterlijk(self, klasse: str, soort: str) -> str:
        if not self.druk:
            return f' class="{klasse}"'
        stijl = self.kleuren.get((klasse, soort)) or self.kleuren.get((klasse, ""), {})
        return attributen(stijl)
