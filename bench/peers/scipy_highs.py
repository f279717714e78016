"""Native HiGHS through scipy.optimize.milp: arrays in, one line of JSON out. The clock runs over milp() alone."""
import json
import sys
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

folder, use, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])


def read(name, kind):
    return np.fromfile(f"{folder}/{name}.bin", dtype=kind)


costs, lower, upper = read("costs", "f8"), read("lower", "f8"), read("upper", "f8")
row_lower, row_upper = read("rowLower", "f8"), read("rowUpper", "f8")
whole = read("integer", "u1").astype(int)
matrix = csc_array(
    (read("value", "f8"), read("index", "i4"), read("start", "i4")),
    shape=(len(row_lower), len(costs)),
)
rows = LinearConstraint(matrix, row_lower, row_upper)


def run(integrality, seconds):
    options = {"mip_rel_gap": 0, "time_limit": seconds, "presolve": True}
    start = time.perf_counter()
    found = milp(costs, integrality=integrality, bounds=Bounds(lower, upper), constraints=rows, options=options)
    return found, time.perf_counter() - start


def is_whole(found):
    return found.x is not None and np.all(np.abs(found.x - np.round(found.x))[whole == 1] < 1e-6)


found, seconds = run(np.zeros_like(whole) if use == "lp-first" else whole, limit)
if use == "lp-first" and found.status == 0 and not is_whole(found):
    found, more = run(whole, max(1.0, limit - seconds))
    seconds += more
# Recomputed from the rounded point: the reported value may be a hair off.
minimum = float(costs @ np.where(whole == 1, np.round(found.x), found.x)) if found.x is not None else None
print(json.dumps({"status": int(found.status), "message": found.message, "seconds": seconds, "minimum": minimum}))
