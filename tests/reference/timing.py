"""The speed peer: N futures of the default company, vectorised, with quantiles of every headline figure."""

import math
import time

import numpy as np

from .model import Batch, normalise, run as simulate_batch

CHUNK = 512
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def draw(par, rng, n):
    """A path moves both ends by the same quantile, so one draw serves both."""
    ends = [(par.default, par.low, par.high)] if par.kind == "scalar" else list(zip(par.default, par.low, par.high))
    if par.distribution == "lognormal":
        z = rng.standard_normal(n)
        values = [d * np.exp(math.log(h / l) / 3.29 * z) if d > 0.0 and l > 0.0 else np.full(n, d) for d, l, h in ends]
    elif par.distribution in ("pert", "triangular"):
        values = []
        seed = rng.integers(2 ** 63)
        for d, l, h in ends:
            again = np.random.default_rng(seed)
            if h <= l:
                values.append(np.full(n, d))
            elif par.distribution == "pert":
                a = 1.0 + 4.0 * (d - l) / (h - l)
                values.append(l + (h - l) * again.beta(a, 6.0 - a, n))
            else:
                values.append(again.triangular(l, d, h, n))
    else:
        return None
    lo = par.hard_min if par.kind == "path" else (par.hard_min,)
    hi = par.hard_max if par.kind == "path" else (par.hard_max,)
    return [np.clip(v, a, b) for v, a, b in zip(values, lo, hi)]


def run(facts, n, months, chunk):
    rng = np.random.default_rng(1)
    choices, start, years, base, _ = normalise(facts, {"horizon-years": months // 12})
    begin = time.perf_counter()
    drawn = {id: draw(par, rng, n) for id, par in facts.parameters.items() if par.role == "assumption"}
    drawn = {id: v for id, v in drawn.items() if v is not None}
    parts = []
    for first in range(0, n, chunk):
        values = {}
        for id, v in base.items():
            if id in drawn:
                x = [d[first:first + chunk] for d in drawn[id]]
                values[id] = x[0] if not isinstance(v, tuple) else (
                    x[0], x[0] if facts.parameters[id].default[0] == facts.parameters[id].default[1] else x[1],
                    np.array([v[2]]), np.array([v[3]]))
            else:
                values[id] = tuple(np.array([x]) for x in v) if isinstance(v, tuple) else np.array([v])
        parts.append(simulate_batch(Batch(facts, choices, start, years, values), full=False)[1])
    figures = {id: np.concatenate([np.broadcast_to(x[id], (min(chunk, n - i * chunk),)) for i, x in enumerate(parts)])
               for id in parts[0]}
    quantiles = {id: (np.quantile(x[~np.isnan(x)], QUANTILES).tolist() if (~np.isnan(x)).any() else None)
                 for id, x in figures.items()}
    seconds = time.perf_counter() - begin
    return {"samples": n, "months": months, "chunk": chunk, "seconds": seconds,
            "samples_per_second": n / seconds, "quantile_levels": list(QUANTILES), "quantiles": quantiles,
            "inputs_sampled": len(drawn)}
