"""What this ran on, in a line."""

from __future__ import annotations

import datetime
import os
import platform

import numpy as np
from host import processor


def machine() -> str:
    """Processor, cores that this process may use, system, NumPy, date."""
    cores = len(os.sched_getaffinity(0))
    today = datetime.datetime.now().strftime("%Y-%m-%d %H:%M")
    return (
        f"{processor()}, {cores} cores; Linux {platform.release().split('-')[0]}, Python {platform.python_version()},"
        f" NumPy {np.__version__}; {today}"
    )
