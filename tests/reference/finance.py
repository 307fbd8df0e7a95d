"""P11: roots of the present value, modified rate of return, paybacks. Flows: (months, samples)."""

import numpy as np

# x = ln(1 + monthly rate); the grid is denser around zero
_GRID = np.sinh(np.linspace(-6.0, 6.0, 513)) / np.sinh(6.0) * 3.0


def _value(x, flows, months):
    """Present value (times a positive number) and its derivative in x, one x per column."""
    weight = np.exp(np.where(x > 0.0, -x * (months - 1.0), x * (len(months) - months)))
    weight *= flows
    f = weight.sum(axis=0)
    # of exp(c x) F(x), c chosen as above; same sign of f, Newton on this function
    power = np.where(x > 0.0, -(months - 1.0), len(months) - months)
    return f, (weight * power).sum(axis=0)


def _polish(lo, hi, f_lo, flows):
    """Safeguarded Newton inside [lo, hi], vectorised over columns; a column that has settled leaves."""
    months = np.arange(1.0, flows.shape[0] + 1.0)[:, None]
    root = np.empty(len(lo))
    where = np.arange(len(lo))
    x, up = 0.5 * (lo + hi), f_lo > 0.0
    for _ in range(200):
        f, d = _value(x, flows, months)
        same = (f > 0.0) == up
        lo = np.where(same | (f == 0.0), x, lo)
        hi = np.where(same & (f != 0.0), hi, x)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = x - f / d
        new = np.where((step >= lo) & (step <= hi), step, 0.5 * (lo + hi))
        done = (np.abs(new - x) <= 1e-15 + 4e-16 * np.abs(x)) | (hi - lo <= 4e-16 * np.abs(x))
        root[where] = new
        if done.all():
            break
        on = ~done
        x, lo, hi, up, where = new[on], lo[on], hi[on], up[on], where[on]
        if done.any():
            flows = flows[:, on]
    return root


def rates(flows):
    """All roots found, annualised, as a list of ascending arrays, one per column."""
    m, n = flows.shape
    months = np.arange(1.0, m + 1.0)
    found = [[] for _ in range(n)]
    scale = np.abs(flows).max(axis=0)
    live = np.flatnonzero(scale > 0.0)
    if not len(live):
        return [np.array([]) for _ in range(n)]
    flows = flows[:, live] / scale[live]
    g = _GRID[:, None]
    kernel = np.exp(np.where(g > 0.0, -g * (months - 1.0), g * (m - months)))
    f = kernel @ flows                                     # grid x samples
    sign = np.sign(f)
    # beyond the ends the last, or the first, flow that is not zero decides
    nz = flows != 0.0
    first = flows[nz.argmax(axis=0), np.arange(len(live))]
    last = flows[m - 1 - nz[::-1].argmax(axis=0), np.arange(len(live))]
    grid = _GRID
    sign = np.vstack([np.sign(last), sign, np.sign(first)])
    grid = np.concatenate([[-40.0], grid, [40.0]])
    gi, ci = np.nonzero(sign[:-1] * sign[1:] < 0.0)
    zi, zc = np.nonzero(sign == 0.0)
    for i, c in zip(zi, zc):
        found[live[c]].append(grid[i])
    if len(gi):
        step = max(1, 2_000_000 // m)
        for s in range(0, len(gi), step):
            a, c = gi[s:s + step], ci[s:s + step]
            x = _polish(grid[a], grid[a + 1], sign[a, c], flows[:, c])
            for v, k in zip(x, c):
                found[live[k]].append(v)
    return [np.expm1(12.0 * np.sort(np.array(v))) for v in found]


def mirr(flows, finance, reinvest):
    """numpy-financial's convention (first flow at time 0, last at n - 1), annualised; NaN where undefined."""
    m = flows.shape[0]
    k = np.arange(m, dtype=float)[:, None]
    out = (np.minimum(flows, 0.0) * (1.0 + finance) ** (-k / 12.0)).sum(axis=0)
    back = (np.maximum(flows, 0.0) * (1.0 + reinvest) ** ((m - 1.0 - k) / 12.0)).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = (back / -out) ** (12.0 / (m - 1.0)) - 1.0 if m > 1 else np.full(flows.shape[1], np.nan)
    return np.where((out < 0.0) & (back > 0.0), r, np.nan)


def stays(condition):
    """First month (1, 2, ...) from which the condition holds to the end; NaN if it never does."""
    broken = ~condition
    m = condition.shape[0]
    last_broken = np.where(broken.any(axis=0), m - broken[::-1].argmax(axis=0), 0)
    return np.where(last_broken < m, last_broken + 1.0, np.nan)
