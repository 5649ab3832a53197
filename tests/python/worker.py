"""The other side of preload.run."""

import importlib
import pickle
import sys

module, function, args, results = pickle.load(sys.stdin.buffer)
value = getattr(importlib.import_module(module), function)(*args)
with open(results, "wb") as file:
    pickle.dump(value, file)
