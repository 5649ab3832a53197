"""A run as one page that needs nothing else: no network, and no script but for sorting tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from . import palette, plots, sections, targets, words
from .model import Cell, Run
from .palette import Pen
from .plots import Picture
from .sections import row, table
from .summary import CLOSE, summarise
from .svg import element

HERE = Path(__file__).parent


def page(run: Run) -> str:
    """The whole page."""
    pens = palette.pens(run.present)
    verdicts = targets.judge(run)
    parts = [*_whole(run, verdicts, pens), *_suites(run, pens), *_rest(run, pens)]
    parts = [(id_, title, content) for id_, title, content in parts if content]
    body = [sections.alarms(run), sections.cards(run, verdicts)]
    body += [element("section", element("h2", title) + content, id=id_) for id_, title, content in parts]
    part = {name: (HERE / f"page.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}
    fields = {
        "title": escape(f"{run.ours}, {words.date(run.record)}"),
        "style": "\n".join((palette.STYLE, part["css"], *_hiding(run))),
        "about": _about(run),
        "navigation": "".join(element("a", title, href=f"#{id_}") for id_, title, _ in parts),
        "legend": _legend(run, pens),
        "body": "\n".join(body),
        "script": part["js"],
    }
    html = part["html"]
    for name, value in fields.items():
        html = html.replace(f"{{{{{name}}}}}", value)
    return html


Part = tuple[str, str, str]  # id, title, content


def _whole(run: Run, verdicts: Sequence[targets.Judgement], pens: dict[str, Pen]) -> list[Part]:
    groups = plots.suite_groups(run)
    seen = plots.overview(run, groups, "All cells by suite").inline if groups else ""
    return [
        ("targets", "Targets", sections.targets(verdicts)),
        ("overview", "Overview", _wide(seen) + _summaries(run) if seen else ""),
        ("libraries", "Libraries", sections.libraries(run, pens)),
        ("machine", "Machine", sections.machine(run)),
    ]


def _suites(run: Run, pens: dict[str, Pen]) -> list[Part]:
    parts = []
    for suite in run.suites:
        if suite == "scaling":
            figures = [_figures(run, cells) for cells in run.families(suite).values()]
            gallery = _gallery(plots.over_threads(run, pens), "narrow")
            parts.append((suite, words.suite(suite), "".join([gallery, *figures])))
            continue
        groups = plots.family_groups(run, suite)
        content = (
            [_wide(plots.overview(run, groups, words.suite(suite)).inline)] if len(run.families(suite)) > 1 else []
        )
        for families, cells in plots.chapters(run, suite):
            names = [element("span", escape(family), id=f"{suite}-{family}") for family in families]
            content.append(element("h3", ", ".join(names)))
            content.append(_gallery(plots.family(run, cells, pens)) + _figures(run, cells))
        parts.append((suite, words.suite(suite), "".join(content)))
    return parts


def _rest(run: Run, pens: dict[str, Pen]) -> list[Part]:
    return [
        ("composability", "Composability", _gallery(plots.composability(run))),
        ("startup", "Start-up", sections.startup(run, pens)),
        ("instructions", "Instructions", sections.instructions(run)),
        ("failures", "What could not be measured", sections.failures(run)),
        ("method", "How it is measured", sections.METHOD),
    ]


def _wide(picture: str) -> str:
    return element("div", picture, class_="scroll wide")


def _gallery(pictures: Sequence[Picture], class_: str = "") -> str:
    """Pictures beside each other, as many as there is room for; those of one cell a line take all of it."""
    shown = [
        element("figure", picture.inline, class_="whole scroll" if picture.width > 600 else "") for picture in pictures
    ]
    return element("div", shown, class_=f"gallery {class_}".strip()) if shown else ""


def _about(run: Run) -> str:
    record = run.record
    facts = [words.date(record), f"<code>{escape(record['command'])}</code>", words.duration(record["seconds"])]
    return " · ".join([*facts, escape(words.machine(run))])


def _legend(run: Run, pens: dict[str, Pen]) -> str:
    """The libraries' strokes; a peer's box takes it out of pictures and tables."""
    marks = []
    for library in run.present:
        name = f"{sections.sample(pens[library.name])} {escape(library.title)}"
        if library.ours and library.name == run.ours:
            marks.append(element("span", name, class_="ours"))
        else:
            box = f'<input type="checkbox" id="show-{escape(library.name)}" checked>'
            marks.append(element("label", f"{box}{name}"))
    return "".join(marks)


def _hiding(run: Run) -> list[str]:
    """What the legend's boxes do, without a script."""
    names = [library.name for library in run.present if library.name != run.ours]
    return [f"body:has(#show-{name}:not(:checked)) .lib-{name} {{ display: none; }}" for name in names]


def _summaries(run: Run) -> str:
    """Family by family, in numbers."""
    heads = ["", "family", "cells", "mean", "worst", "", "below 0.95", "below 1", "closest to the limit", "wrong"]
    rows = []
    for suite in run.suites:
        for family, cells in run.families(suite).items() if suite != "scaling" else ():
            found = summarise(run, cells)
            worst = found.worst
            rows.append(
                row(
                    [
                        element("td", words.suite(suite), class_="words soft"),
                        element("td", f'<a href="#{suite}-{family}">{escape(family)}</a>', class_="words"),
                        str(len(found.judged)),
                        f"<b>{words.ratio(found.mean)}</b>" if found.mean else "",
                        words.ratio(worst.ratio.median) if worst else "",
                        element("td", escape(words.name(worst.cell)) if worst else "", class_="words soft"),
                        *(str(found.below(floor) or "") for floor in (CLOSE, 1.0)),
                        words.percent(found.fraction),
                        element("td", str(found.wrong or ""), class_="bad"),
                    ]
                )
            )
    return table(heads, rows, "sortable")


def _figures(run: Run, cells: Sequence[Cell]) -> str:
    """A table of them, folded."""
    families = ", ".join(dict.fromkeys(cell.family for cell in cells))
    title = f"{escape(families)}: figures of {words.count(len(cells), 'cell')}; the best peer's are underlined"
    return element("details", element("summary", title) + _cells(run, cells))


def _cells(run: Run, cells: Sequence[Cell]) -> str:
    """Every figure of a family."""
    libraries = [lib for lib in run.present if any(lib.name in cell.results for cell in cells)]
    heads = [f"cell, in {words.UNITS[cells[0].unit]}", "threads"]
    heads += [element("th", escape(library.name), class_=f"lib-{library.name}") for library in libraries]
    heads += ["÷ best peer", "quartiles", "of the limit", ""]
    return table(heads, [_cell(run, cell, [lib.name for lib in libraries]) for cell in cells], "sortable")


def _cell(run: Run, cell: Cell, names: Sequence[str]) -> str:
    ratio, slower = run.ratio(cell), run.slower(cell)
    figures = []
    for name in names:
        result = cell.results.get(name)
        mark = "best " if name == cell.best_peer else ""
        mark += "" if result is None or result.right else "bad "
        shown = words.figure(cell, result.median) if result else ""
        figures.append(element("td", shown or "&#8203;", class_=f"{mark}lib-{name}"))
    notes = ["WRONG: " + ", ".join(cell.wrong)] if cell.wrong else []
    notes += ["slower than the baseline"] if slower else []
    low = ratio is not None and ratio.median < CLOSE
    return row(
        [
            element("td", escape(cell.label), class_="words"),
            str(cell.threads),
            *figures,
            element("td", words.ratio(ratio.median) if ratio else "–", class_="bad" if low else "ratio"),
            element("td", words.quartiles(ratio) if ratio else "&#8203;", class_="soft"),
            words.percent(run.fraction(cell)),
            element("td", escape("; ".join(notes)) or "&#8203;", class_="words bad"),
        ],
        "wrong" if cell.wrong else "slower" if slower else "",
    )
