"""The clinic's colour, made dark or light enough to be read.

Text in the accent colour, and text on it, keeps a contrast of 7 to 1 (WCAG 2.2, 1.4.6) on every ground of
the pages, in light and in dark. Hue and saturation stay as chosen; lightness gives way.
"""

import colorsys
from dataclasses import dataclass

LEAST_CONTRAST = 7.0
# The grounds of site.css that accents stand on: --paper and --card, in light and in dark.
LIGHT_GROUNDS = ("#fcfbf8", "#ffffff")
DARK_GROUNDS = ("#11191d", "#18232a")
TINT_SHARE = {"light": 0.09, "dark": 0.16}  # how much of the accent is in --tint
STEP = 0.004
RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Accent:
    """The accent and its tint, as #rrggbb, for light and for dark pages."""

    light: str
    dark: str
    light_tint: str
    dark_tint: str


HOUSE = Accent("#0a5a5c", "#7fd0cc", "#e9f3f1", "#16302f")  # what site.css has


def fit(chosen: str) -> Accent:
    """Return the accent for a chosen colour, #rrggbb."""
    light, light_tint = _readable(chosen, LIGHT_GROUNDS, "light", -STEP)
    dark, dark_tint = _readable(chosen, DARK_GROUNDS, "dark", STEP)
    return Accent(light, dark, light_tint, dark_tint)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2: from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _readable(chosen: str, grounds: tuple[str, ...], scheme: str, step: float) -> tuple[str, str]:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(chosen))
    while True:
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        tint = _mix(colour, grounds[-1], TINT_SHARE[scheme])
        if min(contrast(colour, ground) for ground in (*grounds, tint)) >= LEAST_CONTRAST:
            return colour, tint
        # Black on light and white on dark have 15 to 1 and more: the walk ends.
        lightness = min(1.0, max(0.0, lightness + step))


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: str, ground: str, share: float) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    red, green, blue = (share * a + (1 - share) * b for a, b in pairs)
    return _hex((red, green, blue))


def _rgb(colour: str) -> RGB:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: RGB) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
