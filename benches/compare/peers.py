"""Fetches what `peers.toml` lists into a private folder: nothing is installed, and later runs need no network."""

from __future__ import annotations

import fnmatch
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from libraries import Library, Names

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / "build" / "peers"
STAMP = "fetched.json"  # what was asked for, and the versions that came; written last


class Missing(RuntimeError):
    """A peer that can't be had, and why."""


def table() -> dict[str, dict]:
    """`peers.toml`, with entries that share files filled in."""
    entries = tomllib.loads((HERE / "peers.toml").read_text())
    for name, entry in entries.items():
        source = entry.get("same_files_as", name)
        entries[name] = {"folder": source} | entries[source] | entry
    return entries


def peers(wanted: Sequence[str], quick: bool) -> Iterator[Library]:
    """Those asked for by name, else all that take part by default, fetched if need be."""
    for name, entry in table().items():
        if (name in wanted) if wanted else entry.get("default", True) and (entry.get("quick", True) or not quick):
            yield _peer(name, entry)


def _peer(name: str, entry: dict) -> Library:
    file, version, missing = None, "", None
    folder = FOLDER / entry["folder"]
    try:
        version = _build(entry, folder) if "crate" in entry else _fetch(entry, folder)
        file = folder / entry["library"]
        if not file.exists():
            raise Missing(f"{entry['library']} is not in what was fetched")
    except Missing as reason:
        file, missing = None, str(reason)
    environment = {k: v.format(folder=folder) for k, v in entry.get("environment", {}).items()}
    return Library(
        name=name,
        title=entry["title"],
        file=file,
        names=Names(**entry["names"]),
        environment=environment,
        threads=tuple(entry.get("threads", ("one", "many"))),
        limit=entry.get("limit", ""),
        version=version,
        missing=missing,
    )


def _fetch(entry: dict, folder: Path) -> str:
    """The peer's version; its files are in the folder afterwards."""
    asked = {key: entry[key] for key in ("wheels", "debs", "files") if key in entry}
    stamp = folder / STAMP
    if stamp.exists():
        fetched = json.loads(stamp.read_text())
        if fetched["asked"] == asked:
            return fetched["version"]
    print(f"Fetching {entry['title']}: {', '.join(asked.get('wheels', asked.get('debs')))}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
        get = _wheels if "wheels" in entry else _debs
        version = get(asked, Path(scratch), folder)
    stamp.write_text(json.dumps({"asked": asked, "version": version}, indent=1) + "\n")
    return version


def _wheels(asked: dict, scratch: Path, folder: Path) -> str:
    """Their shared libraries, side by side."""
    _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", *asked["wheels"]], scratch)
    patterns = asked.get("files", ["*.so*"])
    for wheel in scratch.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                file = Path(member).name
                if any(fnmatch.fnmatch(file, pattern) for pattern in patterns):
                    with archive.open(member) as source, (folder / file).open("wb") as target:
                        shutil.copyfileobj(source, target)
    return asked["wheels"][0].split("==")[1]


def _debs(asked: dict, scratch: Path, folder: Path) -> str:
    """Unpacked as they are."""
    _run(["apt-get", "download", "--quiet", *asked["debs"]], scratch)
    for package in scratch.glob("*.deb"):
        _run(["dpkg", "--extract", str(package), str(folder)], scratch)
    (first,) = scratch.glob(f"{asked['debs'][0]}_*.deb")
    return _run(["dpkg-deb", "--field", str(first), "Version"], scratch).strip()


def _build(entry: dict, folder: Path) -> str:
    """A peer that is a crate: our own few lines around it."""
    crate = ROOT / entry["crate"]
    if not (crate / "Cargo.toml").exists():
        raise Missing(f"there is no {entry['crate']}")
    _run(["cargo", "build", "--release", "--quiet", "--locked", "--target-dir", str(FOLDER / "target")], crate)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy2(FOLDER / "target" / "release" / entry["library"], folder)
    packages = tomllib.loads((crate / "Cargo.lock").read_text())["package"]
    return next(package["version"] for package in packages if package["name"] == folder.name)


def _run(command: Sequence[str], folder: Path) -> str:
    """Its output; fails with the last line of what it said."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise Missing(f"there is no {command[0]} here") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines() or [f"status {error.returncode}"]
        raise Missing(f"{Path(command[0]).name} {command[1]}: {said[-1]}") from None
    return done.stdout
