"""Times this library beside those that one would use instead: each in a process of its own, loaded by the same program
and called by the same symbols, by turns. Every result is checked. What is compared is fetched once, into build/peers.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import baseline
import record
import report
from bench import ALL_SUITES, Plan, run
from libraries import Library, own
from peers import peers, table
from suites import named

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "compare"


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # processes that are stopped must not outlive this one
    options = _options()
    if options.agree:
        return _agree(*options.agree)
    if options.render:
        found, slower = record.load(options.render), []
    else:
        plan = _plan(options)
        found, slower = run(plan, " ".join(["scripts/compare.sh", *options.words]))
        name = found["date"].replace(":", "")
        file = options.json or FOLDER / f"{name}.json"
        record.save(found, file)
    page = options.html or FOLDER / f"{found['date'].replace(':', '')}.html"
    report.print_table(found, sys.stdout, regressions=slower)
    report.write_html(found, page, regressions=slower)
    print(f"Page: {page}")
    if not options.render:
        print(f"Record: {file}")
    if options.docs:
        report.write_docs(found, options.docs)
    return _judge(found, slower)


def _judge(found: dict, slower: Sequence[baseline.Change]) -> int:
    """The exit status, and why."""
    if found["wrong"]:
        print("\nWRONG RESULTS:", *found["wrong"], sep="\n  ")
    if slower:
        print("\nSLOWER THAN THE BASELINE:", *slower, sep="\n  ")
    return 1 if found["wrong"] or slower else 0


def _agree(first: Path, second: Path) -> int:
    """How well two runs agree."""
    pairs = baseline.agreement(record.load(first)["cells"], record.load(second)["cells"])
    if not pairs:
        sys.exit("the two records have no cell in common")
    for suite in dict.fromkeys(pair.suite for pair in pairs):
        those = [pair for pair in pairs if pair.suite == suite]
        print(f"{suite:10} {sum(pair.close for pair in those):4} of {len(those):4} cells within 10 %")
    share = sum(pair.close for pair in pairs) / len(pairs)
    print(f"{'all':10} {sum(pair.close for pair in pairs):4} of {len(pairs):4}: {100 * share:.1f} %")
    print("farthest apart:")
    for pair in pairs[:10]:
        print(f"  {named(pair.label, pair.threads)}: {pair.factor:.2f}")
    return 0 if share >= baseline.CLOSE_SHARE else 1


def _plan(options: argparse.Namespace) -> Plan:
    quick = not options.full
    builds = [own(options.own), *options.library]
    asked = [] if options.libraries is None else options.libraries
    found = [] if asked == ["none"] else list(peers(asked, quick))
    for peer in found:
        if peer.missing:
            print(f"{peer.title} is not there: {peer.missing}", file=sys.stderr)
    names = [library.name for library in (*builds, *found)]
    if len(set(names)) < len(names):
        sys.exit(f"two libraries of one name: {', '.join(names)}")
    cores = len(os.sched_getaffinity(0))
    counts = [1 << i for i in range(cores.bit_length()) if 1 << i < cores]
    return Plan(
        client=options.client.resolve(),
        libraries=[*builds, *found],
        suites=options.only or ALL_SUITES,
        threads=options.threads or [*counts, cores],
        quick=quick,
        text=options.cells,
        baseline=record.load(options.baseline) if options.baseline else None,
        minutes=options.minutes,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/compare.sh", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="a chosen few cells, two minutes (the default)")
    length.add_argument("--full", action="store_true", help="all cells, some 45 minutes")
    parser.add_argument("--minutes", type=float, metavar="N", help="the cells' time, and so the rounds that each gets")
    parser.add_argument("--only", type=_suites, metavar="SUITES", help=f"of {', '.join(ALL_SUITES)}; by commas")
    parser.add_argument("--cells", default="", metavar="TEXT", help="only cells whose label contains this")
    parser.add_argument("--threads", type=_counts, metavar="N,N", help="numbers of threads (1, 2, 4 … all cores)")
    parser.add_argument("--libraries", type=_peers, metavar="NAMES", help=f"peers: none, or of {', '.join(table())}")
    parser.add_argument(
        "--library",
        type=_build,
        action="append",
        default=[],
        metavar="FILE[=NAME]",
        help="another build of this library, to compare with",
    )
    parser.add_argument("--baseline", type=Path, metavar="JSON", help="an earlier record: fails if something is slower")
    parser.add_argument("--agree", type=Path, nargs=2, metavar="JSON", help="measure nothing: how well two runs agree")
    parser.add_argument("--render", type=Path, metavar="JSON", help="measure nothing: report an earlier record")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the record goes (build/compare/DATE.json)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="where the page goes (build/compare/DATE.html)")
    parser.add_argument("--docs", type=Path, metavar="FOLDER", help="write PERFORMANCE.md and its pictures there")
    parser.add_argument("--own", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--client", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    hidden = ("--own", "--client")
    options.words = [w for i, w in enumerate(sys.argv) if i and w not in hidden and sys.argv[i - 1] not in hidden]
    return options


def _suites(text: str) -> list[str]:
    return _among(text, ALL_SUITES)


def _peers(text: str) -> list[str]:
    return _among(text, ("none", *table()))


def _among(text: str, known: Sequence[str]) -> list[str]:
    unknown = [name for name in text.split(",") if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(known)}")
    return text.split(",")


def _counts(text: str) -> list[int]:
    counts = sorted({int(count) for count in text.split(",")})
    if counts[0] < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return counts


def _build(text: str) -> Library:
    file, _, name = text.partition("=")
    if not Path(file).is_file():
        raise argparse.ArgumentTypeError(f"there is no {file}")
    return own(Path(file), name or Path(file).stem)


if __name__ == "__main__":
    sys.exit(main())
