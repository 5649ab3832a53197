"""Writes the tables of docs/SCALING.md, between its marks, and its pictures, from what the simulator measured."""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

POLICIES = {
    "arena": "#1b7f5c",
    "tbb": "#4c72b0",
    "omp": "#c44e52",
    "smp": "#dd8452",
    "sequential": "#9aa0a6",
}
CORES = [8, 64, 256]
BEGIN, END = "<!-- begin of the tables -->\n", "<!-- end of the tables -->\n"

Results = dict[tuple[str, int, str], dict]


def read(folder: Path) -> Results:
    """All results by scenario, cores and policy."""
    lines = [line for policy in POLICIES for line in (folder / f"{policy}.jsonl").read_text().splitlines()]
    runs = [json.loads(line) for line in lines]
    return {(run["scenario"], run["cores"], run["policy"]): run["result"] for run in runs}


def scenarios(results: Results) -> list[str]:
    """In the order in which they were run."""
    return list(dict.fromkeys(scenario for scenario, _, _ in results))


def number(result: dict, field: str, form: str) -> str:
    """A cell; empty if the policy needs too many threads."""
    return format(result[field], form) if field in result else "–"


def table(results: Results, title: str, field: str, form: str) -> str:
    """A row a scenario and number of cores, a column a policy."""
    text = f"### {title}\n| | cores | {' | '.join(POLICIES)} |\n|---|---|{'---|' * len(POLICIES)}\n"
    for scenario in scenarios(results):
        for cores in CORES:
            cells = [number(results[scenario, cores, policy], field, form) for policy in POLICIES]
            text += f"| {scenario} | {cores} | {' | '.join(cells)} |\n"
    return text


def arena_table(results: Results) -> str:
    """What the arena itself did."""
    text = "### What the arena did\n| | cores | bound, ms | makespan, ms | steals | sleeps | preemptions | threads |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    for scenario in scenarios(results):
        for cores in CORES:
            run = results[scenario, cores, "arena"]
            text += f"| {scenario} | {cores} | {run['bound'] / 1e6:.1f} | {run['makespan'] / 1e6:.1f} | "
            text += f"{run['arena']['steals']} | {run['sleeps']} | {run['preemptions']} | {run['threads']} |\n"
    return text


def picture(results: Results, field: str, label: str, log: bool, file: Path) -> None:
    """A panel a scenario, a group of bars a number of cores."""
    names = scenarios(results)
    figure, panels = plt.subplots(2, (len(names) + 1) // 2, figsize=(12, 6), layout="constrained")
    for panel, scenario in zip(panels.flat, names, strict=True):
        for i, (policy, colour) in enumerate(POLICIES.items()):
            runs = [results[scenario, cores, policy] for cores in CORES]
            places = [group + (i - len(POLICIES) / 2) * 0.16 + 0.08 for group in range(len(CORES))]
            panel.bar(places, [run.get(field, 0) for run in runs], 0.15, color=colour, label=policy)
        panel.set_title(scenario, fontsize=10)
        panel.set_xticks(range(len(CORES)), [f"{cores} cores" for cores in CORES])
        panel.grid(axis="y", alpha=0.3)
        if log:
            panel.set_yscale("log")
            panel.set_ylim(bottom=0.9)
    for row in panels:
        row[0].set_ylabel(label)
    panels.flat[0].legend(fontsize=8)
    figure.savefig(file, dpi=90)
    plt.close(figure)


def main() -> None:
    """report.py RESULTS DOCS"""
    folder, docs = Path(sys.argv[1]), Path(sys.argv[2])
    results = read(folder)
    picture(results, "ratio", "makespan / lower bound", True, docs / "scaling-makespan.png")
    picture(results, "utilisation", "utilisation", False, docs / "scaling-utilisation.png")
    tables = [
        table(results, "Makespan over the lower bound", "ratio", ".2f"),
        table(results, "Utilisation", "utilisation", ".2f"),
        table(results, "Part of the time with more runnable threads than cores", "over", ".2f"),
        table(results, "Threads that were runnable and had no core, for each core", "waiting", ".2f"),
        arena_table(results),
    ]
    page = docs / "SCALING.md"
    before, rest = page.read_text().split(BEGIN)
    page.write_text(before + BEGIN + "\n".join(tables) + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
