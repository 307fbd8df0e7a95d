"""JSON lines of scenarios on standard input, JSON lines of answers on standard output.

    python -m tests.reference [--monthly] [--facts FOLDER] [--parameters FILE] < cases.jsonl
    python -m tests.reference --time N [--months 120] [--chunk K]
    python -m tests.reference --check [N]

From the repository root; or `python tests/reference` from anywhere.
"""

import argparse
import json
import math
import os
import sys

if __package__ in (None, ""):
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    import importlib
    __package__ = "reference"
    importlib.import_module("reference")

from . import check, timing
from .facts import Facts
from .model import normalise, simulate


def plain(x):
    """NaN and infinities become null; floats keep every digit (json writes repr)."""
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if hasattr(x, "tolist"):
        x = x.tolist()
    if isinstance(x, list):
        return [plain(v) for v in x]
    return None if isinstance(x, float) and not math.isfinite(x) else x


def main():
    a = argparse.ArgumentParser(prog="reference", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--monthly", action="store_true", help="add monthly figures")
    a.add_argument("--facts", help="folder of grid.csv, hardware.csv, serving_roofline.csv")
    a.add_argument("--parameters", help="parameters.csv (default: beside this program)")
    a.add_argument("--time", type=int, metavar="N", help="time N random futures of the default company")
    a.add_argument("--months", type=int, default=120, help="with --time: months (a multiple of 12)")
    a.add_argument("--chunk", type=int, default=timing.CHUNK, help="with --time: samples per pass")
    a.add_argument("--check", type=int, nargs="?", const=2000, metavar="N", help="check the balances over N random companies")
    a.add_argument("--vectors", help="with --check: folder of the reference vectors to compare with too")
    o = a.parse_args()
    facts = Facts(o.facts, o.parameters)
    if o.time:
        print(json.dumps(plain(timing.run(facts, o.time, o.months, o.chunk))))
        return 0
    if o.check is not None:
        return check.run(facts, o.check, o.vectors)
    lines = [(i, x) for i, x in enumerate(sys.stdin, 1) if x.strip()]
    bad = False
    for first in range(0, len(lines), 256):
        good, errors = [], {}
        for number, line in lines[first:first + 256]:
            try:
                scenario = json.loads(line)
                normalise(facts, scenario)
                good.append((number, scenario))
            except (ValueError, TypeError) as e:
                errors[number] = {"error": str(e), "line": number}
        answers = dict(zip((i for i, _ in good), simulate([s for _, s in good], facts, o.monthly)))
        for number, _ in lines[first:first + 256]:
            answer = answers.get(number) or errors[number]
            print(json.dumps(plain({k: v for k, v in answer.items() if k != "monthly" or o.monthly})))
        bad = bad or bool(errors)
    return 3 if bad else 0


sys.exit(main())
