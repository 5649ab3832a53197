"""NumPy as Debian packages it: products and a solver, whose calls must reach the library and no other BLAS."""

import re
import sys

import numpy as np

rng = np.random.default_rng(1)
a = rng.standard_normal((300, 300))
x = np.linalg.solve(a, a @ np.ones(300))
assert np.allclose(x, 1)
assert np.allclose(np.linalg.eigvalsh(a @ a.T), np.linalg.svd(a, compute_uv=False)[::-1] ** 2)

with open("/proc/self/maps") as maps:
    libraries = {line.split(maxsplit=5)[-1].strip() for line in maps if ".so" in line}
blas = sorted(name for name in libraries if re.search(r"blas|atlas|mkl", name))
print(*blas, sep="\n")
# The empty library that stands in for libblas.so.3 needs the one that computes.
others = [name for name in blas if "libarenablas.so" not in name and "/lib/arenablas/" not in name]
sys.exit(f"also loaded: {others}" if others else None if blas else "no BLAS is loaded")
