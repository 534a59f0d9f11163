"""Icons from lucide, as inline SVG in the colour of the text beside them."""

from functools import lru_cache

from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

# These point somewhere, so they turn round where the language runs from right to left.
_RICHTING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "play", "redo-2"}
)


@lru_cache(maxsize=256)
def icoon(naam: str) -> SafeString:
    """The icon as SVG, hidden from screen readers: the words beside it say the same.

    Raises lucide.IconDoesNotExist for a name that lucide does not have.
    """
    klasse = "i i--spiegel" if naam in _RICHTING else "i"
    svg = lucide(naam, size=None, **{"class": klasse, "aria-hidden": "true"})
    # The style sheet says how thick the line is; a page with forty actions holds eighty icons.
    kort = " ".join(svg.split()).replace("> <", "><").replace(" />", "/>")
    return SafeString(kort.replace(' stroke-width="2"', "", 1))
