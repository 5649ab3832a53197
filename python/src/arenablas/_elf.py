"""What a shared object says about itself: the libraries that it needs, and the names that it looks for elsewhere."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

_DYNAMIC, _DYNSYM = 6, 11  # section types
_NEEDED, _RPATH, _RUNPATH = 1, 15, 29  # tags of the dynamic section


class SharedObject(NamedTuple):
    """A shared object's wants."""

    needed: list[str]
    search: list[Path]  # where it wants its libraries to be looked for
    undefined: set[str]
    defined: set[str]


def read(path: Path) -> SharedObject | None:
    """None if it is no 64-bit little-endian ELF file with sections."""
    elf = path.read_bytes()
    if elf[:6] != b"\x7fELF\x02\x01":
        return None
    sections = _sections(elf)
    needed: list[str] = []
    search: list[Path] = []
    undefined: set[str] = set()
    defined: set[str] = set()
    for kind, offset, size, link in sections:
        if kind == _DYNAMIC:
            for tag, value in struct.iter_unpack("<qQ", elf[offset : offset + size]):
                if tag == _NEEDED:
                    needed.append(_text(elf, sections[link].offset + value))
                elif tag in (_RPATH, _RUNPATH):
                    folders = _text(elf, sections[link].offset + value).split(":")
                    search += [Path(folder.replace("$ORIGIN", str(path.parent))) for folder in folders if folder]
        elif kind == _DYNSYM:
            for name, _, _, section, _, _ in struct.iter_unpack("<IBBHQQ", elf[offset : offset + size]):
                (defined if section else undefined).add(_text(elf, sections[link].offset + name))
    return SharedObject(needed, search, undefined, defined)


class _Section(NamedTuple):
    kind: int
    offset: int
    size: int
    link: int


def _sections(elf: bytes) -> list[_Section]:
    (table,) = struct.unpack_from("<Q", elf, 0x28)
    size, count = struct.unpack_from("<HH", elf, 0x3A)
    headers = (struct.unpack_from("<IIQQQQI", elf, table + i * size) for i in range(count))
    return [_Section(kind, offset, length, link) for _, kind, _, _, offset, length, link in headers]


def _text(elf: bytes, start: int) -> str:
    return elf[start : elf.index(b"\0", start)].decode(errors="replace")
