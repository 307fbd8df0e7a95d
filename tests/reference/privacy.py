"""C2: Renyi accountant of the Poisson-subsampled Gaussian, integer orders only."""

import math
from functools import lru_cache

import numpy as np

ORDERS = np.array(list(range(2, 65)) + [80, 96, 128, 160, 192, 256, 384, 512, 1024], dtype=float)
_LOG_FACTORIAL = np.array([math.lgamma(k + 1.0) for k in range(1025)])


@lru_cache(maxsize=4096)
def rdp(q, sigma):
    """One step, every order. The sum over k is 1 + sum_{k>=2} B(k) (exp(x_k) - 1), since the
    binomial weights B sum to one and x_0 = x_1 = 0; this keeps the digits of small epsilons."""
    out = np.empty(len(ORDERS))
    for i, order in enumerate(ORDERS):
        a = int(order)
        if q >= 1.0:
            out[i] = a / (2.0 * sigma * sigma)
            continue
        k = np.arange(2, a + 1, dtype=float)
        x = (k * k - k) / (2.0 * sigma * sigma)
        with np.errstate(over="ignore"):
            log_excess = np.where(x > 1.0, x + np.log1p(-np.exp(-x)), np.log(np.expm1(np.minimum(x, 1.0))))
        binomial = _LOG_FACTORIAL[a] - _LOG_FACTORIAL[2:a + 1] - _LOG_FACTORIAL[a - 2::-1][:a - 1]
        terms = binomial + (a - k) * math.log1p(-q) + k * math.log(q) + log_excess
        top = terms.max()
        log_sum = top + math.log(np.exp(terms - top).sum())
        out[i] = (math.log1p(math.exp(log_sum)) if log_sum < 700.0 else log_sum) / (a - 1)
    out.setflags(write=False)
    return out


def epsilon(q, sigma, steps, delta):
    e = steps * rdp(q, sigma) + np.log1p(-1.0 / ORDERS) - (math.log(delta) + np.log(ORDERS)) / (ORDERS - 1.0)
    return max(0.0, float(e.min()))
