"""Elements, scales and axes: just enough SVG for the pictures here."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


def element(tag: str, content: str | Sequence[str] = "", /, **attributes: object) -> str:
    """`stroke_width=2` becomes stroke-width="2", `class_` class; none is left out. Content is markup."""
    words = [tag]
    for name, value in attributes.items():
        if value is not None and value != "":
            text = f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
            words.append(f'{name.rstrip("_").replace("_", "-")}="{escape(text)}"')
    inside = content if isinstance(content, str) else "".join(content)
    return f"<{' '.join(words)}>{inside}</{tag}>" if inside else f"<{' '.join(words)}/>"


def text(x: float, y: float, words: str, anchor: str = "", **attributes: object) -> str:
    return element("text", escape(words), x=float(x), y=float(y), text_anchor=anchor, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=class_)


def dot(x: float, y: float, radius: float, tip: str = "", class_: str = "dot") -> str:
    return element("circle", titled(tip), cx=float(x), cy=float(y), r=float(radius), class_=class_)


def titled(tip: str) -> str:
    """What a pointer that rests on the element around it shows."""
    return element("title", escape(tip)) if tip else ""


def untitled(markup: str) -> str:
    """Without what a pointer would show: in an image there is none."""
    return re.sub(r"<title>[^<]*</title>", "", markup)


def cross(x: float, y: float, tip: str) -> str:
    """Where a result was wrong."""
    strokes = [line(x - 4, y - 4, x + 4, y + 4, "cross"), line(x - 4, y + 4, x + 4, y - 4, "cross")]
    return element("g", [titled(tip), *strokes])


def path(points: Sequence[tuple[float, float]], dash: str = "") -> str:
    steps = " ".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(points))
    return element("path", d=steps, stroke_dasharray=dash)


def picture(width: float, height: float, content: Sequence[str], label: str, style: str = "") -> str:
    """A picture; with a style sheet it stands alone as a file."""
    inside = [element("title", escape(label)), element("style", style) if style else "", *content]
    namespace = "http://www.w3.org/2000/svg" if style else None
    return element(
        "svg",
        inside,
        xmlns=namespace,
        class_="chart",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=round(width) if style else None,
        height=round(height) if style else None,
        role="img",
        aria_label=label,
    )


@dataclass(frozen=True)
class Scale:
    """From values to places; what is outside goes to the nearer end."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        if self.low == self.high:
            return (self.start + self.end) / 2
        low, high, value = (math.log(v) if self.log else v for v in (self.low, self.high, self._inside(value)))
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def _inside(self, value: float) -> float:
        return min(max(value, min(self.low, self.high)), max(self.low, self.high))

    def holds(self, value: float) -> bool:
        return min(self.low, self.high) <= value <= max(self.low, self.high)


RATIO_TICKS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0)
RATIO_ENDS = (0.33, 5.0)  # what lies beyond is drawn at the edge; its number is in the tip and in the table


def ratio_scale(lows: Sequence[float], highs: Sequence[float], start: float, end: float) -> Scale:
    """Logarithmic, so that twice as fast is as far from 1 as twice as slow; always with room on both sides of 1."""
    low = max(min([0.9, *lows]) / 1.04, RATIO_ENDS[0])
    high = min(max([1.15, *highs]) * 1.04, RATIO_ENDS[1])
    return Scale(low, high, start, end, log=True)


def ticks(scale: Scale, candidates: Sequence[float], gap: float) -> list[float]:
    """Those of the candidates that the scale holds, at least so far apart; 1 comes first."""
    chosen: list[float] = []
    for value in sorted(candidates, key=lambda v: (v != 1.0, v)):
        if scale.holds(value) and all(abs(scale(value) - scale(other)) >= gap for other in chosen):
            chosen.append(value)
    return sorted(chosen)


FEW = 3  # of ticks: a narrow range gets them in even steps instead


def round_ticks(scale: Scale, gap: float) -> list[float]:
    """1, 2, 5, 10, 20, 50 … where the scale holds them, or even steps where it holds too few."""
    low, high = sorted((scale.low, scale.high))
    found = ticks(scale, decades(low, high), gap) if scale.log else []
    return found if len(found) >= FEW else ticks(scale, steps(low, high), gap)


def decades(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, 20, 50 … that cover a range."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [digit * 10.0**power for power in powers for digit in (1, 2, 5)]


def steps(low: float, high: float) -> list[float]:
    """Some four multiples of a round number within a range."""
    span = high - low
    step = min(decades(span / 100, span), key=lambda value: abs(span / value - 4.5))
    return [step * k for k in range(math.ceil(low / step), math.floor(high / step) + 1)]
