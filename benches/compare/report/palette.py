"""A colour and a dash for each library, the same in all pictures. The project gives the colour, its builds and layers
differ by dash, so that neither alone has to tell them apart. Colours after Okabe and Ito, which the colour-blind see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .model import Library

PROJECTS = ("openblas", "mkl", "blis", "faer")
OTHERS = ("other1", "other2")  # for libraries that this report has not heard of
DASHES = ("", "5 3", "1.5 2.5", "7 2 1.5 2")


@dataclass(frozen=True)
class Pen:
    """How a library is drawn: a class of the style sheet, which knows the colour in light and dark, and a dash."""

    css: str
    dash: str


def pens(libraries: Sequence[Library]) -> dict[str, Pen]:
    """A pen for each library, by name."""
    found: dict[str, Pen] = {}
    used: dict[str, int] = {}
    strangers: dict[str, str] = {}
    for library in libraries:
        project = "ours" if library.ours else next((p for p in PROJECTS if library.name.startswith(p)), None)
        if project is None:
            project = strangers.setdefault(library.name, OTHERS[len(strangers) % len(OTHERS)])
        place = used[project] = used.get(project, -1) + 1
        found[library.name] = Pen(f"c-{project}", DASHES[place % len(DASHES)])
    return found


# What the pictures use of colours; the page adds its own. `{scope}` is where a set applies.
STYLE = """
.chart, :root { --ink: #1c1f24; --soft: #646b76; --grid: #e4e6ea; --paper: #ffffff; --bad: #c21a6b; --below: #fbeff5;
  --ours: #d1440c; --openblas: #0a6cb0; --mkl: #0b8f68; --blis: #7a58b8; --faer: #b07f00; --other1: #4c9fd6;
  --other2: #7d7d7d; --fast: 28 118 190; --slow: 214 96 28; }
@media (prefers-color-scheme: dark) {
  .chart, :root { --ink: #e7e9ec; --soft: #9aa2ae; --grid: #30353c; --paper: #1b1e23; --bad: #ff6fb5; --below: #2e212a;
    --ours: #ff7f45; --openblas: #56a8ea; --mkl: #35c59a; --blis: #b69af0; --faer: #e3b43c; --other1: #8cc8f0;
    --other2: #a8a8a8; --fast: 70 150 220; --slow: 226 120 60; }
}
.chart { font: 11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
.chart text { fill: var(--ink); } .chart text.soft { fill: var(--soft); } .chart text.bad { fill: var(--bad); }
.chart .head { font-size: 12.5px; font-weight: 600; }
.chart .grid { stroke: var(--grid); } .chart .one { stroke: var(--ink); stroke-width: 1.2; }
.chart .ceiling path { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 4 3; }
.chart .faint { opacity: .55; } .chart .mean { fill: var(--paper); stroke: var(--c); stroke-width: 2; }
.chart .limit { stroke: var(--ink); stroke-dasharray: 2 3; } .chart .below { fill: var(--below); }
.chart path, .chart .bar { stroke: var(--c); fill: none; }
.chart path { stroke-width: 1.4; stroke-linejoin: round; } .chart .bar { stroke-width: 1; opacity: .45; }
.chart .dot { fill: var(--c); stroke: var(--paper); stroke-width: .8; }
.chart .c-ours path { stroke-width: 2.8; } .chart .c-ours .bar { stroke-width: 4; opacity: .35; }
.chart .dot.bad { fill: var(--bad); } .chart .bar.bad { stroke: var(--bad); }
.chart .framed { stroke: var(--ink); stroke-width: 1.6; }
.chart .cross { stroke: var(--bad); stroke-width: 2.5; }
.c-ours { --c: var(--ours); } .c-openblas { --c: var(--openblas); } .c-mkl { --c: var(--mkl); }
.c-blis { --c: var(--blis); } .c-faer { --c: var(--faer); } .c-other1 { --c: var(--other1); }
.c-other2 { --c: var(--other2); }
""".strip()
