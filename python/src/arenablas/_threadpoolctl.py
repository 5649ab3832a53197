"""What threadpoolctl knows of this library: `threadpool_info()` lists it, and `threadpool_limits` limits the calls of
the thread that it is called by, and of no other."""

from __future__ import annotations

import ctypes
from types import ModuleType

import threadpoolctl


class ArenaController(threadpoolctl.LibController):
    """The library as threadpoolctl sees one."""

    user_api = "blas"
    internal_api = "arenablas"
    filename_prefixes = ("libarenablas",)
    check_symbols = ("arenablas_get_version", "arenablas_set_thread_limit")

    def set_additional_attributes(self) -> None:
        """What `threadpool_info()` shows besides."""
        self.threading_layer = self._text("arenablas_get_layer_name")
        self.architecture = self._text("arenablas_get_kernels")

    def get_num_threads(self) -> int:
        """The most that a call of this thread may have."""
        return self.dynlib.arenablas_get_max_threads()

    def set_num_threads(self, num_threads: int) -> None:
        """The limit of this thread's calls. As many as there may be at all is none: so a former value, set again, takes
        away what was set meanwhile."""
        no_limit = num_threads >= self.dynlib.arenablas_get_capacity()
        self.dynlib.arenablas_set_thread_limit(0 if no_limit else num_threads)

    def get_version(self) -> str:
        """As `arenablas_get_version` says."""
        return self._text("arenablas_get_version")

    def _text(self, function: str) -> str:
        get = getattr(self.dynlib, function)
        get.restype = ctypes.c_char_p
        return get().decode()


def install(module: ModuleType) -> None:
    """Registers it, for good."""
    module.register(ArenaController)
