"""Pictures: what is drawn as SVG becomes a PNG, with our own typeface, so that it looks the same everywhere."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import resvg_py
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parent / "fonts"
FILES: Final = ("PTSans-Regular.ttf", "PTSans-Bold.ttf")
ZOOM: Final = 3.0
"""A picture is laid out for a phone 360 wide and drawn three times as large, so that it stays crisp."""

UNPRINTABLE: Final = dict.fromkeys((*range(32), 127, *range(55296, 57344), 65534, 65535))
"""What XML does not take, whatever a name holds."""


def text(words: str, x: float, y: float, *, size: float, fill: str, bold: bool = False, anchor: str = "start") -> str:
    """A line of text; `y` is where it stands."""
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{weight}'
    return f"<text {place}>{escape(plain(words))}</text>"


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 0.5) -> str:
    """A straight line."""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{stroke}" stroke-width="{width:g}"/>'


def plain(words: str) -> str:
    """The text as XML takes it."""
    return words.translate(UNPRINTABLE)


def wide(words: str, size: float) -> float:
    """How wide a text is, by the typeface's own measures; a sign that it lacks is as wide as one can be."""
    widths = _widths()
    return sum(widths.get(sign, 1.0) for sign in plain(words)) * size


def fitting(words: str, width: float, size: float) -> str:
    """The text, or as much of it as there is room for, with an ellipsis."""
    if wide(words, size) <= width:
        return words
    kept = words
    while kept and wide(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def png(width: float, height: float, drawn: list[str]) -> bytes:
    """The picture, on white."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" font-family="PT Sans">'
        f"{box(0, 0, width, height, '#FFFFFF')}{''.join(drawn)}</svg>"
    )
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, skip_system_fonts=True, font_files=_files())


@cache
def _files() -> list[str]:
    return [str(FONTS / name) for name in FILES]


@cache
def _widths() -> dict[str, float]:
    """By letter, in ems."""
    with TTFont(FONTS / FILES[0], lazy=True) as font:
        em, measures = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): measures[glyph][0] / em for code, glyph in font.getBestCmap().items()}
