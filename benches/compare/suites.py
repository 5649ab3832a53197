"""What is measured, as a table: a row is a routine with its options, and the sizes it is measured at, type by type.

The options' names are those of the client (benches/client), which are BLAS's and LAPACK's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

COMPLEX = "cz"
STRIDES = ("lda_extra", "incx")


@dataclass(frozen=True)
class Cell:
    """One thing to time."""

    suite: str
    family: str
    routine: str
    shape: str
    size: int
    params: dict[str, int | str] = field(hash=False)
    unit: str

    @property
    def label(self) -> str:
        """For people, and what makes it the same cell in another run."""
        extents = [v for k, v in self.params.items() if isinstance(v, int) and k not in STRIDES]
        options = "".join(v for v in self.params.values() if isinstance(v, str))
        strides = [f"{k}={v}" for k, v in self.params.items() if k in STRIDES]
        words = (self.routine, "×".join(map(str, extents if len(set(extents)) > 1 else extents[:1])), options, *strides)
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class Row:
    """Cells that differ in type and size only."""

    family: str
    shape: str
    params: Callable[[int], dict[str, int | str]]  # of a size
    full: Mapping[str, tuple[int, ...]]  # sizes by type
    quick: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    complex_name: str = ""  # the routine's stem for c and z, where it is another one
    unit: str = "flops"

    def cells(self, suite: str, quick: bool) -> Iterator[Cell]:
        """The row's, smallest first."""
        for letter, sizes in (self.quick if quick else self.full).items():
            stem = self.complex_name if self.complex_name and letter in COMPLEX else self.family
            routine = _routine(letter, stem)
            for n in sizes:
                yield Cell(suite, self.family, routine, self.shape, n, self.params(n), self.unit)


def named(label: str, threads: int) -> str:
    """A cell with so many threads, for people."""
    return f"{label}, {threads} thread{'s' * (threads > 1)}"


def _routine(letter: str, stem: str) -> str:
    """Its whole name: `dgemm`, `idamax`, and with a letter for what is real besides: `dznrm2`, `zdrot`."""
    if stem == "amax":
        return f"i{letter}amax"
    real = {"c": "s", "z": "d"}.get(letter, "")
    if stem in ("nrm2", "asum"):
        return real + letter + stem
    return letter + (real if stem == "rot" else "") + stem


def dims(names: str, **options: int | str) -> Callable[[int], dict[str, int | str]]:
    """All of these are the size."""
    return lambda n: dict.fromkeys(names.split(), n) | options


def fixed(**params: int | str) -> Callable[[int], dict[str, int | str]]:
    """What the size is called after, but doesn't change."""
    return lambda n: params


ALL = (64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048)
SOME, FEW = (64, 128, 256, 512, 1024), (128, 512)
BY_TYPE = {"d": (64, 128, 256, 512, 1024, 2048), "s": (128, 256, 512, 1024), "z": (64, 128, 256, 512), "c": (256,)}
ONE_BIG = {"d": (256, 1024)}

LEVEL3 = (
    Row(
        *("gemm", "square", dims("m n k", transa="N", transb="N")),
        full={"d": (*ALL, 4096), "s": (*ALL, 4096), "z": (*SOME, 2048), "c": (*FEW, 1024)},
        quick={"d": (128, 256, 512, 1024), "s": (256, 1024), "z": (256,)},
    ),
    Row("gemm", "square", dims("m n k", transa="T", transb="N"), full={"d": SOME, "s": FEW, "z": FEW}),
    Row("gemm", "square", dims("m n k", transa="N", transb="T"), full={"d": SOME}),
    Row("symm", "square", dims("m n", side="L", uplo="L"), full=BY_TYPE, quick=ONE_BIG),
    Row("symm", "square", dims("m n", side="R", uplo="U"), full={"d": FEW}),
    Row("hemm", "square", dims("m n", side="L", uplo="L"), full={"z": FEW}),
    Row("syrk", "square", dims("n k", uplo="L", trans="N"), full=BY_TYPE, quick=ONE_BIG),
    Row("syrk", "square", dims("n k", uplo="U", trans="T"), full={"d": FEW}),
    Row("herk", "square", dims("n k", uplo="L", trans="N"), full={"z": SOME}),
    Row("syr2k", "square", dims("n k", uplo="L", trans="N"), full={"d": SOME, "s": FEW}),
    Row("trmm", "square", dims("m n", side="L", uplo="L", transa="N", diag="N"), full=BY_TYPE, quick=ONE_BIG),
    Row("trmm", "square", dims("m n", side="R", uplo="U", transa="T", diag="N"), full={"d": FEW}),
    Row("trsm", "square", dims("m n", side="L", uplo="L", transa="N", diag="N"), full=BY_TYPE, quick=ONE_BIG),
    Row("trsm", "square", dims("m n", side="R", uplo="U", transa="N", diag="N"), full={"d": FEW}),
)

FAR, LONG = (4096,), (100_000,)
PRODUCTS = (  # m, n, k, op(A), sizes of the full run and of the quick one
    (4096, 64, 4096, "N", {"d": FAR, "s": FAR, "z": FAR}, {}),
    (4096, 4096, 64, "N", {"d": FAR, "s": FAR, "z": FAR}, {"d": FAR}),
    (100_000, 16, 16, "N", {"d": LONG, "s": LONG, "z": LONG}, {"d": LONG}),
    (16, 16, 100_000, "T", {"d": LONG, "s": LONG, "z": LONG}, {"d": LONG}),
    (64, 4096, 4096, "N", {"d": FAR}, {}),
    (2048, 1, 2048, "N", {"d": (2048,)}, {}),
    (2048, 4, 2048, "N", {"d": (2048,)}, {}),
    (2048, 16, 2048, "N", {"d": (2048,)}, {}),
    (8, 2048, 2048, "N", {"d": (2048,)}, {}),
    (997, 991, 983, "N", {"d": (997,)}, {}),
)
SKINNY = (
    *(
        Row("gemm", "skinny", fixed(m=m, n=n, k=k, transa=op, transb="N"), full, quick)
        for m, n, k, op, full, quick in PRODUCTS
    ),
    Row("gemm", "strided", dims("m n k", transa="N", transb="N", lda_extra=3), full={"d": (512, 1021)}),
    Row("gemm", "strided", dims("m n k", transa="N", transb="N", lda_extra=512), full={"d": (512,)}),
    Row("trsm", "skinny", fixed(m=1024, n=16, side="L", uplo="L", transa="N", diag="N"), full={"d": (1024,)}),
    Row("syrk", "skinny", fixed(n=64, k=20_000, uplo="L", trans="T"), full={"d": (20_000,)}),
)

TINY = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
SMALL = (
    Row(
        *("gemm", "small", dims("m n k", transa="N", transb="N")),
        full={"d": TINY, "s": (4, 8, 16, 32, 64), "z": (4, 8, 16, 32, 64), "c": (8, 32)},
        quick={"d": (4, 8, 16, 32, 64)},
        unit="ns",
    ),
    Row("trsm", "small", dims("m n", side="L", uplo="L", transa="N", diag="N"), full={"d": (4, 8, 16, 32)}, unit="ns"),
    Row("syrk", "small", dims("n k", uplo="L", trans="N"), full={"d": (4, 8, 16, 32)}, unit="ns"),
    Row("gemv", "small", dims("m n", trans="N"), full={"d": (2, 8, 32)}, quick={"d": (8,)}, unit="ns"),
    Row("dot", "small", dims("n"), full={"d": (16, 64)}, quick={"d": (16,)}, unit="ns"),
    Row("axpy", "small", dims("n"), full={"d": (16, 64)}, quick={"d": (16,)}, unit="ns"),
    Row("getrf", "small", dims("m n"), full={"d": (4, 8, 16, 32)}, unit="ns"),
    Row("potrf", "small", dims("n", uplo="L"), full={"d": (4, 8, 16, 32)}, unit="ns"),
    Row("geqrf", "small", dims("m n"), full={"d": (4, 8, 16, 32)}, quick={"d": (16,)}, unit="ns"),
)

MATRICES = (256, 512, 1024, 2048, 4096)
LEVEL2_TYPES = {"d": MATRICES, "s": (1024, 4096), "z": (256, 1024)}
TWO_MATRICES, ONE_MATRIX, BANDS = {"d": (256, 1024)}, {"d": (1024,)}, {"d": (1024, 100_000)}
LOWER, TRIANGLE = {"uplo": "L"}, {"uplo": "L", "trans": "N", "diag": "N"}
LEVEL2 = (
    Row("gemv", "square", dims("m n", trans="N"), LEVEL2_TYPES, {"d": (256, 1024, 4096)}, unit="bytes"),
    Row("gemv", "square", dims("m n", trans="T"), LEVEL2_TYPES, {"d": (256, 1024, 4096)}, unit="bytes"),
    Row("ger", "square", dims("m n"), LEVEL2_TYPES, ONE_MATRIX, "geru", unit="bytes"),
    Row("syr", "square", dims("n", **LOWER), LEVEL2_TYPES, {}, "her", unit="bytes"),
    Row("symv", "square", dims("n", **LOWER), LEVEL2_TYPES, ONE_MATRIX, "hemv", unit="bytes"),
    Row("symv", "square", dims("n", uplo="U"), {"d": MATRICES}, unit="bytes"),
    Row("trmv", "square", dims("n", **TRIANGLE), LEVEL2_TYPES, ONE_MATRIX, unit="bytes"),
    Row("trsv", "square", dims("n", **TRIANGLE), LEVEL2_TYPES, ONE_MATRIX, unit="bytes"),
    Row("trsv", "square", dims("n", uplo="U", trans="T", diag="N"), {"d": MATRICES}, unit="bytes"),
    Row("spmv", "packed", dims("n", **LOWER), TWO_MATRICES, unit="bytes"),
    Row("tpmv", "packed", dims("n", **TRIANGLE), TWO_MATRICES, unit="bytes"),
    Row("tpsv", "packed", dims("n", **TRIANGLE), TWO_MATRICES, unit="bytes"),
    Row("gbmv", "banded", dims("m n", kl=16, ku=16, trans="N"), BANDS, unit="bytes"),
    Row("gbmv", "banded", dims("m n", kl=16, ku=16, trans="T"), BANDS, unit="bytes"),
    Row("sbmv", "banded", dims("n", k=16, **LOWER), BANDS, unit="bytes"),
    Row("tbmv", "banded", dims("n", k=16, **TRIANGLE), BANDS, unit="bytes"),
    Row("tbsv", "banded", dims("n", k=16, **TRIANGLE), BANDS, unit="bytes"),
)

VECTORS = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
LEVEL1_TYPES = {"d": VECTORS, "s": (1_000, 100_000, 10_000_000), "z": (1_000, 100_000)}
LEVEL1_QUICK = {"d": (1_000, 10_000_000)}
LEVEL1 = (
    Row("dot", "vector", dims("n"), LEVEL1_TYPES, LEVEL1_QUICK, "dotc", unit="bytes"),
    *(
        Row(stem, "vector", dims("n"), LEVEL1_TYPES, LEVEL1_QUICK if stem in ("axpy", "nrm2") else {}, unit="bytes")
        for stem in ("axpy", "scal", "copy", "swap", "nrm2", "asum", "amax", "rot")
    ),
    Row("dot", "strided", dims("n", incx=3), {"d": (1_000, 100_000)}, unit="bytes"),
    Row("axpy", "strided", dims("n", incx=3), {"d": (1_000, 100_000)}, unit="bytes"),
)

ORDERS = {"d": (64, 128, 256, 512, 1000, 2000), "s": (256, 1000), "z": (256, 1000), "c": (256,)}
TWO_ORDERS = {"d": (256, 1000)}
DECOMPOSED = {"d": (64, 256, 1000)}
LAPACK = (
    Row("geqrf", "square", dims("m n"), ORDERS, TWO_ORDERS),
    Row("geqrf", "skinny", fixed(m=20_000, n=50), {"d": (20_000,)}),
    Row("orgqr", "square", dims("m n k"), ORDERS, TWO_ORDERS, "ungqr"),
    Row("ormqr", "square", dims("m n k", side="L", trans="T"), {"d": (256, 1000)}),
    Row("getrf", "square", dims("m n"), ORDERS, TWO_ORDERS),
    Row("potrf", "square", dims("n", uplo="L"), ORDERS, TWO_ORDERS),
    Row("gesv", "square", lambda n: {"n": n, "nrhs": 1}, {"d": (64, 256, 1000)}),
    Row("gesdd", "square", dims("m n", jobz="S"), DECOMPOSED),
    Row("syevd", "square", dims("n", jobz="V", uplo="L"), DECOMPOSED),
    Row("geev", "square", dims("n", jobvr="V"), DECOMPOSED),
    Row("gelsd", "square", lambda n: {"m": n, "n": n, "nrhs": 1}, {"d": (64, 256)}),
)

# At every number of threads; the other suites at one and at all.
SCALING = (
    Row("gemm", "scaling", dims("m n k", transa="N", transb="N"), {"d": (256, 1024, 2048)}, {"d": (1024,)}),
    Row("trsm", "scaling", dims("m n", side="L", uplo="L", transa="N", diag="N"), {"d": (256, 1024)}),
    Row("geqrf", "scaling", dims("m n"), {"d": (256, 1000)}, {"d": (1000,)}),
    Row("potrf", "scaling", dims("n", uplo="L"), {"d": (1000,)}),
    Row("gemv", "scaling", dims("m n", trans="N"), {"d": (1024, 4096)}, {"d": (4096,)}, unit="bytes"),
)

SUITES = {
    **{"level1": LEVEL1, "level2": LEVEL2, "level3": LEVEL3, "skinny": SKINNY, "small": SMALL},
    **{"lapack": LAPACK, "scaling": SCALING},
}


def cells(suite: str, quick: bool, threads: int, most: int) -> Iterator[Cell]:
    """A suite's, as they are measured with so many threads of at most so many."""
    if suite == "small" and quick and threads > 1:
        return
    if suite == "scaling" and most == 1:
        return
    if suite != "scaling" and threads not in (1, most):
        return
    for row in SUITES[suite]:
        yield from row.cells(suite, quick)
