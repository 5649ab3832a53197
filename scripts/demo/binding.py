"""Which shared library answers when an already loaded module calls a function.

The module calls through its global offset table; the loader has put there the address that it will jump to. So the
slot is read from this process's own memory, and `dladdr` says which file that address belongs to. That is what the
module *will* call, not what a search by name might find.
"""

from __future__ import annotations

import ctypes
import os
import struct
from typing import NamedTuple

JUMP_SLOT, GLOB_DAT = 7, 6  # x86-64 relocations whose slot holds the function's address
RELA, DYNSYM = 4, 11  # section types


class Binding(NamedTuple):
    """Where a call ends up."""

    file: str
    symbol: str


class _DlInfo(ctypes.Structure):
    _fields_ = [
        ("dli_fname", ctypes.c_char_p),
        ("dli_fbase", ctypes.c_void_p),
        ("dli_sname", ctypes.c_char_p),
        ("dli_saddr", ctypes.c_void_p),
    ]


def binding(module_file: str, symbol: str) -> Binding:
    """Where a call of `symbol` by the loaded module `module_file` ends up."""
    address = ctypes.c_void_p.from_address(_base(module_file) + _slot(module_file, symbol)).value
    info = _DlInfo()
    if address is None or not ctypes.CDLL(None).dladdr(ctypes.c_void_p(address), ctypes.byref(info)):
        raise LookupError(f"{symbol} is bound to {address}, which belongs to no file")
    return Binding(os.path.realpath(info.dli_fname.decode()), (info.dli_sname or b"?").decode())


def _base(module_file: str) -> int:
    """The address at which the module is loaded."""
    wanted = os.path.realpath(module_file)
    with open("/proc/self/maps") as maps:
        for line in maps:
            fields = line.split(maxsplit=5)
            if len(fields) == 6 and fields[2] == "00000000" and fields[5].strip() == wanted:
                return int(fields[0].split("-")[0], 16)
    raise LookupError(f"{module_file} is not loaded")


def _slot(module_file: str, symbol: str) -> int:
    """The offset, from the module's base, of the slot for `symbol`."""
    with open(module_file, "rb") as file:
        elf = file.read()
    sections = _sections(elf)
    wanted = symbol.encode()
    for kind, offset, size, link in sections:
        if kind != RELA or sections[link][0] != DYNSYM:
            continue
        _, symbols, _, names = sections[link]
        for place, info, _ in struct.iter_unpack("<QQq", elf[offset : offset + size]):
            if info & 0xFFFFFFFF not in (JUMP_SLOT, GLOB_DAT):
                continue
            (name,) = struct.unpack_from("<I", elf, symbols + 24 * (info >> 32))
            start = sections[names][1] + name
            if elf[start : elf.index(b"\0", start)] == wanted:
                return place
    raise LookupError(f"{module_file} does not import {symbol}")


def _sections(elf: bytes) -> list[tuple[int, int, int, int]]:
    """(type, file offset, size, link) of every section."""
    (table,) = struct.unpack_from("<Q", elf, 0x28)
    size, count = struct.unpack_from("<HH", elf, 0x3A)
    headers = (struct.unpack_from("<IIQQQQI", elf, table + i * size) for i in range(count))
    return [(kind, offset, length, link) for _, kind, _, _, offset, length, link in headers]
