"""An independent reading of the enterprise model (MODEL.md), in numpy, vectorised over samples.

Arrays are (months, samples); what does not depend on time has one row, what is the same for all
samples has one column. Readings chosen where the specification is silent are in READINGS.md and
marked R<n> here. The order of sections is the order of a step.
"""

import math
from collections import OrderedDict

import numpy as np

from . import finance, privacy
from .facts import Facts, Refused

DT = 1.0 / 12.0
HOURS = 730.5                 # hours of a month: 8,766 / 12
MONTH_DAYS = 30.4375          # 365.25 / 12
LN10 = math.log(10.0)

SCALING = {
    "besiroglu2024": (1.8172, 482.01, 2085.43, 0.3478, 0.3658),
    "hoffmann2022_tex": (1.6934, 406.4, 410.7, 0.3392, 0.2849),
    "hoffmann2022_rounded": (1.69, 406.4, 410.7, 0.34, 0.28),
}

HEADLINE = (
    "npv-usd", "npv-with-terminal-usd", "npv-shadow-usd", "npv-social-usd",
    "total-revenue-usd", "total-energy-mwh", "total-carbon-location-t", "total-carbon-market-t",
    "total-carbon-embodied-t", "total-water-onsite-kl", "total-water-offsite-kl", "total-tokens",
    "total-raised-usd", "final-revenue-usd", "final-ebitda-usd", "final-gross-margin",
    "final-sci-g-per-mtoken", "final-carbon-g-per-usd", "final-cost-usd-per-mtoken",
    "final-social-index", "final-trust", "final-quality-gap-oom", "final-speed-tokens-per-s",
    "final-founder-share", "lowest-cash-usd", "break-even-month", "payback-years", "irr",
    "discounted-payback-years", "mirr", "privacy-epsilon",
)


def ratio(a, b):
    """a / b, NaN ("none") where b is zero, or so small that the quotient overflows."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        x = np.where(b != 0.0, a / np.where(b != 0.0, b, 1.0), np.nan)
    return np.where(np.isinf(x), np.nan, x)


def path(value, start, months):
    """R1: from until 1 January of the first year, linear, to from 1 January of the last year on."""
    a, b, y1, y2 = value
    x = start + np.arange(months)[:, None] * DT
    span = np.where(y2 > y1, y2 - y1, 1.0)
    mid = a + (b - a) * ((x - y1) / span)
    return np.where(x < y1, a, np.where(x >= y2, b, mid))


def logistic(u):
    """R53: what is put to an exponential is held within 700."""
    e = np.exp(-np.minimum(np.abs(u), 700.0))
    return np.where(u >= 0.0, 1.0, e) / (1.0 + e)


def uniform_ages(x, whole, fraction, life):
    """Mean of exp(a x) over ages a = 0..L months, the last one counted by the fraction (R2)."""
    full = np.where(x == 0.0, whole, np.expm1(whole * x) / np.expm1(np.where(x == 0.0, 1.0, x)))
    return (full + fraction * np.exp(whole * x)) / life


def two_sum(high, low, x):
    """(high + low) + x in two parts."""
    total = high + x
    part = total - high
    return total, low + ((high - (total - part)) + (x - part))


def running(x):
    """Sums of the first rows, each in two parts whose sum has twice the digits: (high, low). A fleet's
    old vintages can be 1e15 times dearer than its new ones, so a plain difference of sums keeps nothing."""
    high = np.cumsum(x, axis=0)                                      # one addition after the other
    before = np.vstack([np.zeros_like(high[:1]), high[:-1]])
    part = high - before
    return high, np.cumsum((before - (high - part)) + (x - part), axis=0)


class Batch:
    """Inputs of samples with the same choices, start year and horizon, ready for the equations."""

    def __init__(self, facts, choices, start, years, values, programmes=None):
        """values: id -> array (1 or n) for scalars, tuple of four such arrays for paths.
        programmes: id of a lever -> USD per unit of change, array of n."""
        self.facts, self.choices, self.start, self.years = facts, choices, start, years
        self.programmes = programmes or {}
        self.from_ = {id: values[id][0] for id in self.programmes}
        self.months = 12 * years
        self.n = max([1] + [len(v) for v in values.values() if not isinstance(v, tuple)]
                     + [len(x) for v in values.values() if isinstance(v, tuple) for x in v])
        self.v = values

    def first(self, id):
        """Where the path of a lever with a programme cost stands before the plan."""
        return self.from_[id]

    def __getitem__(self, id):
        v = self.v[id]
        if isinstance(v, tuple):
            v = self.v[id] = path([x[None, :] for x in v], self.start, self.months)
        elif v.ndim == 1:
            v = self.v[id] = v[None, :]
        return v


def _steps(growth):
    """Stock at t from factors per year: 1, g(0)^dt, g(0)^dt g(1)^dt, ..."""
    f = growth ** DT
    return np.concatenate([np.ones_like(f[:1]), np.cumprod(f[:-1], axis=0)])


def _full(x, rows, n):
    return np.broadcast_to(x, (rows, n))


def run(p, full=True):
    """All quantities of one batch. full=False leaves out what no headline figure needs.
    Returns (monthly: id -> (kind, array or (numerator, denominator, scale)), headline: id -> array)."""
    M, n, choice = p.months, p.n, p.choices
    t = np.arange(M)[:, None] * DT
    dev = p.facts.device(choice["accelerator"])
    out = OrderedDict()

    def flow(id, x):
        out[id] = ("flow", x)

    def stock(id, x):
        out[id] = ("stock", x)

    def per(id, a, b, scale=1.0):
        out[id] = ("ratio", (a, b, scale))

    # ---- 1. technology -------------------------------------------------------------------
    growth, market_growth = p["training-compute-growth"], p["market-compute-growth"]
    scale = _steps(growth)                                           # T1: C(t)/C(0)
    n0 = p["params-active-b"] * 1e9
    d0 = p["training-tokens-b"] * 1e9
    compute = 6.0 * n0 * d0 * scale
    interval, r_d = p["release-interval-months"], p["distillation-ratio"]
    dp_share = p["dp-training-share"]
    work = (p["development-multiplier"] * compute / interval * (1.0 - p["transfer-reuse"])
            * (1.0 + (p["dp-throughput-penalty"] - 1.0) * dp_share
               + p["distillation-compute-share"] * (1.0 - r_d)))     # T2
    mfu = np.minimum(p["mfu-training"], dev["achievable"])           # R13
    h_train = work / (3600.0 * dev["peak16"] * mfu)                  # T3

    life = 12.0 * p["device-life-years"]                             # R2: months, not always whole
    whole = np.floor(life)
    fraction = life - whole
    W = whole.astype(int)
    back = int(W.max()) + 1
    when = np.arange(-back, M)[:, None] * DT                         # purchase dates, t = -back*dt ...
    x_hw = math.log(2.0) / p["hardware-performance-doubling-years"]
    x_e = math.log(2.0) / p["energy-efficiency-doubling-years"]
    h_inv = np.exp(-when * x_hw)                                     # T4: 1/h
    e_inv = np.exp(-when * x_e)

    a_prog = 12.0 / p["algorithmic-halving-months"] * math.log10(2.0)
    lag = (interval * (np.log10(growth) + a_prog)
           - p["market-release-interval-months"] * (np.log10(market_growth) + a_prog)) / 24.0
    raw_bits = p["weight-bits"]
    bits = np.where(raw_bits >= 12.0, 16.0, np.where(raw_bits >= 6.0, 8.0, 4.0))
    noise_ratio = (p["dp-noise-multiplier"] / p["dp-sampling-rate"]) / p["privacy-noise-batch-reference"]
    safety = p["safety-spend-share"]
    loss = (p["distillation-loss-oom"] * -np.log10(r_d) + np.where(bits == 4.0, p["loss-at-4-bits"], 0.0)
            + dp_share * p["privacy-loss-oom"] * np.log1p(noise_ratio) / LN10 - np.log10(1.0 - safety))
    gap = (p["initial-quality-gap-oom"] + np.log10(scale) - np.log10(_steps(market_growth))
           - (lag + loss - p["lag-and-loss-today-oom"]))             # T5

    size = scale ** p["size-exponent"]
    n_act = n0 * size * r_d                                          # T6, as served
    k = np.minimum(p["experts-active"], p["experts"])
    E = p["experts"]
    n_tot = n_act * np.minimum(p["expert-sparsity"], E / k)

    # ---- 2. serving ----------------------------------------------------------------------
    batch, context = p["serving-batch"], p["context-tokens"]
    w = bits / 8.0
    routed = k / E
    dense = routed >= 1.0
    e_x = np.where(dense, 0.0, (n_tot - n_act) / np.where(dense, 1.0, 1.0 - routed))
    kv = p["kv-kb-per-token"] * 1e3 * np.cbrt(size * r_d)            # S2
    held = batch * kv * context
    bytes_read = w * (n_tot - e_x + e_x * (1.0 - (1.0 - routed) ** batch)) + held   # S1
    devices = np.maximum(p["devices-per-replica-min"], 1.1 * (n_tot * w + held) / dev["hbm"])
    soft = p["serving-software-gain"] ** t                           # S6
    eta_b = dev["eta_b_max"] - (dev["eta_b_max"] - dev["eta_b"]) / soft
    eta_c = dev["eta_c_max"] - (dev["eta_c_max"] - dev["eta_c"]) / soft
    relief = np.minimum(soft, p["overhead-gain-cap"])
    peak = np.where(bits == 8.0, dev["peak8"], dev["peak16"])
    t_mem = bytes_read / (devices * dev["bandwidth"] * eta_b)
    t_comp = 2.0 * n_act * batch / (devices * peak * eta_c)
    overhead = (dev["t0_s"] + dev["t_n_s"] * np.log2(devices)
                + dev["t_s_s"] * batch * 8.0 / np.maximum(devices, 8.0)) / relief
    t_step = np.maximum(t_mem, t_comp) + overhead                    # S3
    spec = 1.0 + (p["speculative-speedup"] - 1.0) * (1.0 - t_comp / t_step)
    rate = batch / (t_step * devices) * spec                         # S4, before calibration
    prefill = (1.0 - p["prefix-cache-hit"]) * 2.0 * n_act / (peak * eta_c)   # per input token
    u_serve = p["fleet-utilisation"]
    speed = (1.0 - u_serve) / t_step * spec                          # S7
    tdp = dev["tdp"]
    u_mem = bytes_read / (t_step * devices * dev["bandwidth"])
    u_comp = 2.0 * n_act * batch / (t_step * devices * peak)
    w_decode = tdp * np.minimum(1.0, dev["power_a"] + dev["power_m"] * u_mem + dev["power_c"] * u_comp)
    w_prefill = tdp * np.minimum(1.0, dev["power_a"] + dev["power_c"] * eta_c)
    io = p["input-output-token-ratio"]
    sec_decode = 1.0 / ((1.0 + io) * rate)                           # per token, input and output
    sec_prefill = io / (1.0 + io) * prefill
    sec_token = sec_decode + sec_prefill
    w_serve = (sec_decode * w_decode + sec_prefill * w_prefill) / sec_token   # S5
    w_train = p["train-power-fraction"] * tdp

    # ---- 3. market -----------------------------------------------------------------------
    # C1, C4, C5 depend on inputs only, so trust is known before shares
    subscription = p["subscription-price"]
    conversion = p["consumer-conversion"]
    any_dp = np.broadcast_to((dp_share > 0.0).any(axis=0), (n,))
    eps = _epsilons(p, interval, any_dp)
    transparency = p["transparency-score"]
    with np.errstate(divide="ignore"):
        shield = np.clip((math.log(100.0) - np.log(eps)) / math.log(1000.0), 0.0, 1.0)
    shield = np.where(any_dp, shield, 0.0)[None, :] if any_dp.any() else np.zeros((1, 1))
    s_privacy = 100.0 * (dp_share * shield + 0.3 * (1.0 - dp_share) * p["federated-share"])
    s_education = 100.0 * np.minimum(1.0, p["education-spend-share"] / 0.02)
    s_access = 50.0 * (1.0 - conversion) + 50.0 * np.clip(
        np.log(0.20 * p["income-per-month"] / subscription) / math.log(100.0), 0.0, 1.0)
    s_workforce = 100.0 * np.minimum(1.0, p["workforce-training-hours"] / 80.0)
    s_safety = 100.0 * np.minimum(1.0, safety / 0.3)

    def theme(parts):
        weights = sum(p["weight-" + name] for name, _ in parts)
        return sum(p["weight-" + name] * (10.0 + 0.9 * score) for name, score in parts) / weights

    people = theme((("education", s_education), ("access", s_access), ("workforce", s_workforce)))
    conduct = theme((("transparency", transparency), ("privacy", s_privacy), ("safety", s_safety)))
    wp, wc = p["weight-people"], p["weight-conduct"]
    if choice["index-aggregation"] == "geometric":
        index = np.exp((wp * np.log(people) + wc * np.log(conduct)) / (wp + wc))
    else:
        index = (wp * people + wc * conduct) / (wp + wc)
    keep = 1.0 - np.exp(-DT / p["trust-adjustment-years"])
    width = np.broadcast_shapes(index.shape[1:], keep.shape[1:], p["initial-trust"].shape[1:])[0]
    trust = np.empty((M + 1, width))
    trust[0] = p["initial-trust"][0]
    for m in range(M):
        trust[m + 1] = trust[m] + (np.broadcast_to(index, (M, index.shape[1]))[m] - trust[m]) * keep[0]

    def adoption(segment):
        b_p, b_q, f0 = p["bass-p"][0], p["bass-q"][0], p[segment + "-initial-penetration"][0]
        f = np.empty((M, max(len(b_p), len(b_q), len(f0))))
        now = f0
        for m in range(M):                                           # E1: month 1 sees today's adoption
            f[m] = now
            now = now + (b_p + b_q * now) * (1.0 - now) * DT
        return f

    position = p["price-position"]
    elasticity = p["provider-price-elasticity"]
    u_common = (p["share-quality-sensitivity"] * (gap - p["initial-quality-gap-oom"])
                + p["share-trust-sensitivity"] * (trust[:-1] - p["initial-trust"]) / 10.0
                + p["share-speed-sensitivity"] * np.log(
                    speed / (p["speed-today"] * (1.0 + p["market-speed-growth"]) ** t))
                + p["share-marketing-sensitivity"] * np.log(p["sales-marketing-share"] / p["marketing-today"]))
    log_position = np.log(position / p["price-position-today"])
    pull = 1.0 - np.exp(-DT / p["share-adjustment-years"])

    def share_of(segment, priced):
        s0 = p[segment + "-initial-share"]
        u = np.log(s0 / (1.0 - s0)) + u_common
        if priced:
            u = u - elasticity / (1.0 - s0) * log_position
        target = logistic(u)
        target = np.broadcast_to(target, (M, target.shape[1]))
        s = np.empty((M, max(target.shape[1], pull.shape[1])))
        now = s0[0]
        for m in range(M):                                           # E2, R9: moved before demand
            now = now + (target[m] - now) * pull[0]
            s[m] = now
        return s

    f_consumer, f_enterprise, f_api = adoption("consumer"), adoption("enterprise"), adoption("api")
    share_c, share_e, share_a = share_of("consumer", False), share_of("enterprise", True), share_of("api", True)

    fall = _steps(p["frontier-price-factor"])
    market_price = p["market-api-price"] * fall                      # E3
    own_price = market_price * position
    usage = (1.0 + p["usage-growth"]) ** t
    tokens_api = (p["api-market-tokens"] * 1e12 * MONTH_DAYS * f_api * usage
                  * fall ** -p["market-volume-elasticity"] * share_a)
    consumers = p["consumer-market-users"] * 1e6 * f_consumer * share_c      # E4
    paying = np.minimum(consumers, consumers * conversion
                        * (subscription / p["subscription-price-today"]) ** -p["subscription-elasticity"])
    tokens_consumer = consumers * p["tokens-per-user"] * 1e6 * usage
    enterprises = p["enterprise-market-customers"] * 1e3 * f_enterprise * share_e
    tokens_enterprise = enterprises * p["tokens-per-enterprise"] * 1e6 / 12.0 * usage
    tokens = tokens_consumer + tokens_api + tokens_enterprise

    # ---- 4. fleet ------------------------------------------------------------------------
    h_serve = tokens * sec_token / 3600.0 / p["serving-calibration"]
    u_train = np.minimum(p["training-utilisation"], 1.0 - p["carbon-aware-shift"])
    cap_serve, cap_train = h_serve / u_serve, h_train / u_train      # F1
    cap = cap_serve + cap_train
    headroom = cap_serve * (1.0 - u_serve) + cap_train * (1.0 - u_train)
    part_s, part_t = cap_serve / cap, cap_train / cap
    need = cap / HOURS                                               # devices
    target = _full(p["owned-share"] * need, M, n)
    q = np.zeros((back + M, n))
    cols = np.arange(n)
    Wn, part_n, life_n = (np.broadcast_to(x[0], (n,)) for x in (W, fraction, life))
    today = np.broadcast_to(p["owned-devices-today"][0], (n,))
    age = back - np.arange(back)[:, None]                            # age in months of opening rows
    q[:back] = np.where(age <= Wn + 1, today / life_n, 0.0)
    owned = np.empty((M, n))
    one_life = bool((Wn == Wn[0]).all())

    def of_age(x, row, months):
        """The vintage that is `months` old in the month of `row`."""
        return x[row - months[0]] if one_life else x[row - months, cols]

    # the sum over ages 0..W-1, in two parts as in `running`
    high, low = (x[-1] for x in running(np.where(age <= Wn, q[:back], 0.0)))
    for m in range(M):                                               # F2, R3
        row = back + m
        old = of_age(q, row, Wn)
        high, low = two_sum(high, low, -old)
        last = part_n * old                                          # the vintage of age W
        buy = np.maximum(0.0, (target[m] - high) - (low + last))
        q[row] = buy
        high, low = two_sum(high, low, buy)
        owned[m] = np.maximum(target[m], high + low + last)

    rows = np.arange(back, back + M)

    def window(x):
        """Sum over the vintages in service each month: ages 0 to W - 1, and the fraction of age W."""
        high, low = running(x)
        old = rows - Wn[0] if one_life else (rows[:, None] - Wn, cols)
        full = (high[back:] - high[old]) + (low[back:] - low[old])
        return np.maximum(0.0, full + part_n * x[old])

    unit = (p["accelerator-price"] * dev["relative_price"] * p["server-cost-factor"]
            / (1.0 - p["network-cost-share"]))
    spend = q * (unit * h_inv)
    capex = spend[back:]
    depreciation = window(spend) / life
    weight = window(q * e_inv)                                       # sum of devices / e
    inv_e_owned = np.where(owned > 0.0, weight / np.where(owned > 0.0, owned, 1.0), 0.0)
    inv_e_rented = e_inv[back:] * uniform_ages(DT * x_e, whole, fraction, life)
    emb_unit = ((dev["embodied"] * p["device-embodied-factor"] + p["server-embodied-kgco2e-per-device"])
                * (1.0 + p["embodied-network-addon"]))
    x_emb = np.log1p(-p["embodied-decline"])                         # (1 - r)^t = exp(t x)
    emb_new = emb_unit * np.exp(when * x_emb)
    emb_bought = q * emb_new
    booked_owned = emb_bought[back:]
    amortised_owned = window(emb_bought) / life

    used = np.minimum(owned, need)
    phi, rest = used / need, (need - used) / need                    # R4: the same work everywhere
    rented_hours = (need - used) * HOURS                             # F3
    busy_os, busy_ot = h_serve * phi, h_train * phi
    busy_rs, busy_rt = h_serve * rest, h_train * rest
    idle_owned = (owned - used) * HOURS + headroom * phi             # what is too much idles as well
    sold = idle_owned * p["compute-sharing-fill"]                    # F4
    head_o = idle_owned - sold
    head_r = headroom * rest
    rent_rate = p["cloud-gpu-hour"] * dev["relative_price"] * h_inv[back:]
    rent = rented_hours * rent_rate
    sharing = sold * rent_rate * (1.0 - p["compute-sharing-discount"]) * (1.0 - p["marketplace-fee"])
    emb_rented = emb_new[back:] * uniform_ages(-DT * x_emb, whole, fraction, life)           # R12
    rented_embodied = rented_hours * emb_rented / (life / 12.0 * 8766.0 * p["rental-occupancy"])

    # ---- 6. energy, carbon, water ----------------------------------------------------------
    host = p["host-power-w-per-device"]
    on_s, on_t, idle = w_serve + host, w_train + host, p["idle-power-fraction"] * tdp + host
    k_o, k_r = inv_e_owned / 1000.0, inv_e_rented / 1000.0
    it_os = (busy_os * on_s + head_o * part_s * idle) * k_o          # V1, kWh
    it_ot = (busy_ot * on_t + head_o * part_t * idle) * k_o
    it_xs = sold * part_s * on_s * k_o                               # R5: sold hours, a purpose of their own
    it_xt = sold * part_t * on_t * k_o
    it_rs = (busy_rs * on_s + head_r * part_s * idle) * k_r
    it_rt = (busy_rt * on_t + head_r * part_t * idle) * k_r
    it_owned = it_os + it_ot + it_xs + it_xt
    it_rented = it_rs + it_rt
    wue = p["wue"]
    pue_own = p["pue"] + p["dry-cooling-penalty"] * np.maximum(0.0, 1.0 - wue / p["wue-today"])   # V2
    pue_rent = p["rented-pue"]
    e_os, e_ot, e_xs, e_xt = it_os * pue_own, it_ot * pue_own, it_xs * pue_own, it_xt * pue_own
    e_rs, e_rt = it_rs * pue_rent, it_rt * pue_rent
    e_owned = e_os + e_ot + e_xs + e_xt
    e_rented = e_rs + e_rt
    energy = e_owned + e_rented

    direct = p["lifecycle-direct-ratio"]

    def intensity(zone):
        trend = {"slow": 0.0, "central": zone["trend"], "fast": zone["trend"] - 3.0}[choice["grid-trend"]]
        base = zone["intensity"] * (direct if zone["direct"] else 1.0) * p["grid-intensity-factor"]
        return np.maximum(p["grid-floor"], base * (1.0 + trend / 100.0) ** (p.start + t - zone["year"]))

    zone_s, zone_t = p.facts.zone(choice["serving-region"]), p.facts.zone(choice["training-region"])
    ci_s = intensity(zone_s)                                         # V3, g/kWh
    ci_x = intensity(zone_t)                                         # training region, without shifting
    ci_t = ci_x * (1.0 - p["shift-intensity-gain"] * p["carbon-aware-shift"])
    cfe = p["cfe-share"]
    m_own = cfe * p["hourly-match-share"] if choice["matching"] == "hourly" else cfe   # V4
    m_rent = m_own if choice["provider-reports-certificates"] == "yes" else 0.0
    residual, contract = p["residual-mix-factor"], p["contract-intensity"]

    def market(ci, m):
        return (1.0 - m) * (residual * ci) + m * np.minimum(contract, ci)

    loc_os, loc_ot, loc_xs, loc_xt = e_os * ci_s / 1e6, e_ot * ci_t / 1e6, e_xs * ci_s / 1e6, e_xt * ci_x / 1e6
    loc_rs, loc_rt = e_rs * ci_s / 1e6, e_rt * ci_t / 1e6
    loc_owned = loc_os + loc_ot + loc_xs + loc_xt
    loc_rented = loc_rs + loc_rt
    location = loc_owned + loc_rented
    mk_owned = ((e_os + e_xs) * market(ci_s, m_own) + e_ot * market(ci_t, m_own) + e_xt * market(ci_x, m_own)) / 1e6
    mk_rented = (e_rs * market(ci_s, m_rent) + e_rt * market(ci_t, m_rent)) / 1e6
    carbon_market = mk_owned + mk_rented
    booked = (booked_owned + rented_embodied) / 1e3                  # V5, t
    embodied = (amortised_owned + rented_embodied) / 1e3
    scope2 = loc_owned / direct                                      # R6
    upstream = loc_owned - scope2
    scope1 = p["scope1-share"] * scope2
    scope3 = loc_rented + upstream + booked
    removal = p["removal-share"] * (location + booked)               # V8

    ewif = p["ewif-factor"]
    water_on_owned, water_on_rented = it_owned * wue / 1e3, it_rented * p["rented-wue"] / 1e3      # V6, kL
    water_on = water_on_owned + water_on_rented
    water_off_s = (e_os + e_xs + e_rs) * (zone_s["ewif"] * ewif) / 1e3
    water_off_t = (e_ot + e_xt + e_rt) * (zone_t["ewif"] * ewif) / 1e3
    water_off = water_off_s + water_off_t

    # ---- 5. statements ---------------------------------------------------------------------
    r_sub = paying * subscription
    r_api = tokens_api * own_price / 1e6
    r_ent = enterprises * p["enterprise-contract-value"] * position / 12.0
    customer = r_sub + r_api + r_ent
    other = p["other-revenue"] / 12.0
    revenue = customer + sharing + other                             # P1
    price_kwh = p["electricity-price"]
    sold_power = (e_xs + e_xt) * price_kwh
    power = (e_os + e_ot) * price_kwh                                # own use; rent contains the provider's
    it_kw = weight * ((tdp + host) / 1000.0)                         # R7: installed load, not mean load
    facility = p["facility-opex"] / 12.0 * it_kw
    shared = rent + power + depreciation + facility
    serving_cost = part_s * shared
    training_cost = part_t * shared
    fees = p["payment-fee-share"] * customer
    support = p["support-share"] * customer
    cloud_share = p["cloud-revenue-share"] * customer
    other_cost = p["other-cost-of-revenue"] / 12.0
    cogs = serving_cost + sold_power + fees + support + cloud_share + other_cost          # P2
    staff = p["rd-staff"] * _steps(1.0 + p["staff-growth"])
    salaries = staff * p["rd-compensation"] / 12.0
    staff_cost = salaries * p["compensation-overhead"] * (1.0 + p["workforce-training-hours"] / 1800.0)
    data = p["data-cost"] / 12.0
    research = training_cost + staff_cost + data                     # P3
    marketing = p["sales-marketing-share"] * customer                # P4
    admin = p["general-admin-share"] * customer
    education = p["education-spend-share"] * customer                # P5
    openness = transparency * p["transparency-cost-per-point"] / 12.0
    clean = cfe * e_owned * p["ppa-premium"]
    if choice["matching"] == "hourly":
        clean = clean + m_own * e_owned * p["hourly-match-premium"]
    removal_cost = removal * p["removal-price"]
    round_gb = (p["federated-clients-per-round"] * p["federated-adapter-params-m"] * 1e6
                * (p["federated-bits-down"] + p["federated-bits-up"]) / 8.0 / 1e9)         # C3
    traffic_gb = round_gb * p["federated-rounds-per-year"] / 12.0 * p["federated-share"]
    traffic = traffic_gb * p["traffic-cost-per-gb"]
    legal = p["legal-carbon-price"] * (scope1 + scope2)
    effort = np.maximum(0.0, (p["pue-today"] - p["pue"]) / 0.01) * it_kw / 1000.0
    record = np.maximum.accumulate(effort, axis=0)
    pue_work = p["pue-cost"] * np.diff(record, axis=0, prepend=0.0)
    programme = np.zeros((1, 1))
    for id, usd in p.programmes.items():                             # R54: `from` stands before month 1
        along = _full(p[id], M, n)
        moved = np.abs(along - np.vstack([np.broadcast_to(p.first(id), (1, n)), along[:-1]]))
        programme = programme + moved * usd[None, :]
    sustain = education + openness + clean + removal_cost + traffic + legal + programme + pue_work
    ebit = revenue - (cogs + research + marketing + admin + sustain)                       # P6
    ebitda = ebit + depreciation

    ebit = _full(ebit, M, n)
    ebitda = _full(ebitda, M, n)
    revenue = _full(revenue, M, n)
    tax = np.zeros((M, n))                                           # P7
    nol = np.empty((p.years, n))
    losses = np.broadcast_to(p["initial-losses"][0], (n,))
    tau, limit = p["tax-rate"][0], p["loss-use-limit"][0]
    for y in range(p.years):
        ebt = ebit[12 * y:12 * y + 12].sum(axis=0)
        gain = np.maximum(ebt, 0.0)
        used = np.minimum(losses, limit * gain)
        tax[12 * y + 11] = tau * (gain - used)
        losses = losses - used + np.maximum(-ebt, 0.0)
        nol[y] = losses
    stock_comp = p["stock-compensation-share"] * salaries
    receivables = r_ent * p["receivable-days"] / MONTH_DAYS          # P8
    prepaid = p["annual-plan-share"] * r_sub * 6.0
    payables = p["payable-days"] / MONTH_DAYS * (rent + power + sold_power)
    nwc = _full(receivables - prepaid - payables, M, n)
    opening = np.broadcast_to(p["working-capital-today"], (1, n))
    d_nwc = np.diff(nwc, axis=0, prepend=opening)
    fcf = ebitda + stock_comp - tax - capex - d_nwc                  # P9
    cash = np.empty((M, n))
    raised = np.zeros((M, n))
    now = np.broadcast_to(p["initial-cash"][0], (n,))
    floor = p["minimum-cash"][0]
    funding = choice["funding"] == "on"
    for m in range(M):
        now = now + fcf[m]
        if funding:
            raised[m] = np.maximum(0.0, floor - now)
            now = np.maximum(now, floor)
        cash[m] = now
    pre = p["pre-money-multiple"] * 12.0 * revenue
    dilution = np.where(raised > 0.0, pre / np.where(raised > 0.0, pre + raised, 1.0), 1.0)
    founder = p["initial-founder-share"] * np.cumprod(dilution, axis=0)

    # P10: the balance sheet rolls equity forward from the opening net assets
    if full:
        opening_net = (q[:back] * (unit * h_inv[:back]) * np.maximum(0.0, life_n - age) / life_n).sum(axis=0)
        net_fleet = opening_net + np.cumsum(capex - depreciation, axis=0)
        equity0 = p["initial-cash"][0] + opening[0] + opening_net
        equity = equity0 + np.cumsum(ebit - tax + stock_comp + raised, axis=0)

    # P11, P12
    r = (1.0 + p["discount-rate"]) / (1.0 + p["inflation"]) - 1.0
    month = np.arange(1.0, M + 1.0)[:, None]
    discount = (1.0 + r) ** (-month / 12.0)
    age_end = (p.years - when) * -p["resale-decline-oom"] * LN10
    in_service = np.clip(life_n - (M - 1 - np.arange(-back, M)[:, None]), 0.0, 1.0)          # R8
    residual_fleet = (in_service * spend * np.exp(age_end)).sum(axis=0)
    residual_value = residual_fleet + nwc[-1]
    pv_flows = (fcf * discount).sum(axis=0)
    end = discount[-1]
    npv = pv_flows + residual_value * end
    normal = ebit[-12:].sum(axis=0) * (1.0 - tau)
    g = np.minimum(p["terminal-growth"][0], 0.02)
    rr = np.broadcast_to(r[0], (n,))
    gordon = (normal > 0.0) & (rr > g)
    terminal = np.where(gordon, normal * (1.0 + g) / np.where(rr > g, rr - g, 1.0), residual_value)
    npv_terminal = pv_flows + terminal * end
    tonnes = scope1 + location + booked                              # scope 1 + 2 location + 3
    pv_shadow = (p["carbon-price"] * tonnes * discount).sum(axis=0)
    pv_social = (p["social-cost-of-carbon"] * tonnes * discount).sum(axis=0)
    flows = fcf.copy()
    flows[-1] += residual_value
    cumulative, discounted = np.cumsum(flows, axis=0), np.cumsum(flows * discount, axis=0)
    roots = finance.rates(flows)
    rolling = sum(ebitda[i:M - 11 + i] for i in range(12))           # not a difference of running sums
    even = finance.stays(rolling > 0.0) + 11.0

    year = slice(M - 12, M)

    def total(x, rows=slice(0, M)):
        return _full(x, M, n)[rows].sum(axis=0)

    def last(x):
        return _full(x, M, n)[-1]

    emb_serving = part_s * embodied
    serving_carbon = loc_os + loc_rs + emb_serving
    headline = {
        "npv-usd": npv, "npv-with-terminal-usd": npv_terminal, "npv-shadow-usd": npv - pv_shadow,
        "npv-social-usd": npv - pv_social,
        "total-revenue-usd": total(revenue), "total-energy-mwh": total(energy) / 1e3,
        "total-carbon-location-t": total(location), "total-carbon-market-t": total(carbon_market),
        "total-carbon-embodied-t": total(embodied), "total-water-onsite-kl": total(water_on),
        "total-water-offsite-kl": total(water_off), "total-tokens": total(tokens),
        "total-raised-usd": total(raised), "final-revenue-usd": total(revenue, year),
        "final-ebitda-usd": total(ebitda, year),
        "final-gross-margin": ratio(total(revenue - cogs, year), total(revenue, year)),
        "final-sci-g-per-mtoken": ratio(total(serving_carbon, year) * 1e12, total(tokens, year)),
        "final-carbon-g-per-usd": ratio(total(location + embodied, year) * 1e6, total(revenue, year)),
        "final-cost-usd-per-mtoken": ratio(total(cogs, year) * 1e6, total(tokens, year)),
        "final-social-index": last(index), "final-trust": last(trust[1:]), "final-quality-gap-oom": last(gap),
        "final-speed-tokens-per-s": last(speed), "final-founder-share": last(founder),
        "lowest-cash-usd": cash.min(axis=0), "break-even-month": even,
        "payback-years": finance.stays(cumulative >= 0.0) / 12.0,
        "irr": np.array([x[0] if len(x) == 1 else np.nan for x in roots]),
        "discounted-payback-years": finance.stays(discounted >= 0.0) / 12.0,
        "mirr": finance.mirr(flows, p["finance-rate"][0], p["reinvest-rate"][0]),
        "privacy-epsilon": np.where(any_dp, eps, np.nan),
    }
    if not full:
        return None, headline

    extra = {
        "irr-list": [list(x) for x in roots],
        "terminal-pv-usd": np.where(gordon, terminal * end, np.nan),
        "residual-value-usd": residual_value,
        "cash-out-month": np.where((cash < 0.0).any(axis=0), (cash < 0.0).argmax(axis=0) + 1.0, np.nan),
        "opening-net-fleet-usd": opening_net,
        "opening-equity-usd": np.broadcast_to(equity0, (n,)),
        "opening-embodied-t": (emb_bought[:back] * np.maximum(0.0, life_n - age) / life_n).sum(axis=0) / 1e3,
    }

    # ---- outputs, under the ids of the program -------------------------------------------------
    def each(put, table):
        for id, x in table:
            put(id, x)

    c_e, c_a, c_b, alpha, beta = SCALING[choice["scaling-law"]]
    n_opt = (alpha * c_a / (beta * c_b)) ** (1.0 / (alpha + beta)) * (compute / 6.0) ** (beta / (alpha + beta))
    trained, run_tokens = n0 * size, d0 * scale / size
    requests = tokens / ((1.0 + io) * p["output-tokens-per-request"])
    water_serving = (it_os * wue + it_rs * p["rented-wue"] + (e_os + e_rs) * (zone_s["ewif"] * ewif)) / 1e3
    each(stock, (
        ("run-flop", compute), ("active-params-b", trained / 1e9), ("run-tokens-b", run_tokens / 1e9),
        ("data-limit-used", run_tokens / 1e12 / p["data-limit-t"]),
        ("scaling-loss", c_e + c_a * trained ** -alpha + c_b * run_tokens ** -beta),
        ("optimal-params-b", n_opt / 1e9), ("optimal-tokens-b", compute / 6.0 / n_opt / 1e9),
        ("quality-gap-oom", gap), ("speed-tokens-per-s", speed), ("step-time-ms", t_step * 1e3),
        ("replica-devices", devices), ("memory-utilisation", u_mem), ("compute-utilisation", u_comp),
        ("capacity-devices", cap / HOURS), ("installed-devices", owned),
        ("consumer-adoption", f_consumer), ("api-adoption", f_api), ("enterprise-adoption", f_enterprise),
        ("consumer-share", share_c), ("api-share", share_a), ("enterprise-share", share_e),
        ("market-price-usd-per-mtoken", market_price), ("consumers", consumers), ("payers", paying),
        ("enterprises", enterprises)))
    each(flow, (
        ("training-flop", work), ("training-device-hours", h_train), ("serving-device-hours", h_serve),
        ("consumer-tokens", tokens_consumer), ("api-tokens", tokens_api), ("enterprise-tokens", tokens_enterprise),
        ("tokens", tokens), ("requests", requests)))
    # statements
    each(flow, (
        ("subscription-revenue-usd", r_sub), ("api-revenue-usd", r_api), ("enterprise-revenue-usd", r_ent),
        ("sharing-revenue-usd", sharing), ("other-revenue-usd", other), ("revenue-usd", revenue),
        ("serving-rent-usd", part_s * rent), ("serving-power-usd", part_s * power),
        ("serving-depreciation-usd", part_s * depreciation), ("serving-facility-usd", part_s * facility),
        ("sharing-power-usd", sold_power), ("payment-fees-usd", fees), ("support-usd", support),
        ("cloud-share-usd", cloud_share), ("other-cost-usd", other_cost), ("cost-of-revenue-usd", cogs),
        ("training-rent-usd", part_t * rent), ("training-power-usd", part_t * power),
        ("training-depreciation-usd", part_t * depreciation), ("training-facility-usd", part_t * facility),
        ("staff-usd", staff_cost), ("data-usd", data), ("research-development-usd", research),
        ("safety-usd", safety * research), ("sales-marketing-usd", marketing), ("general-admin-usd", admin),
        ("education-usd", education), ("transparency-usd", openness), ("clean-power-usd", clean),
        ("removals-usd", removal_cost), ("federated-usd", traffic), ("carbon-charge-usd", legal),
        ("programme-usd", programme), ("pue-work-usd", pue_work), ("sustainability-usd", sustain),
        ("ebit-usd", ebit), ("depreciation-usd", depreciation), ("ebitda-usd", ebitda), ("tax-usd", tax),
        ("stock-compensation-usd", stock_comp), ("capital-expenditure-usd", capex),
        ("working-capital-change-usd", d_nwc), ("free-cash-flow-usd", fcf), ("raised-usd", raised)))
    each(stock, (
        ("cash-usd", cash), ("receivables-usd", receivables), ("prepaid-usd", prepaid), ("payables-usd", payables),
        ("net-fleet-usd", net_fleet), ("equity-usd", equity), ("founder-share", founder)))
    before = np.vstack([np.broadcast_to(p["initial-losses"], (1, n)), nol[:-1]])
    stock("losses-carried-usd", np.where((np.arange(M) % 12 == 11)[:, None], np.repeat(nol, 12, axis=0),
                                         np.repeat(before, 12, axis=0)))
    _acquisition(out, p, n, M, (("consumer", paying, r_sub), ("enterprise", enterprises, r_ent)),
                 marketing, customer, revenue, cogs)
    per("gross-margin", revenue - cogs, revenue)
    per("cost-usd-per-mtoken", cogs, tokens, 1e6)
    # energy, carbon, water
    each(flow, (
        ("serving-owned-energy-mwh", e_os / 1e3), ("serving-rented-energy-mwh", e_rs / 1e3),
        ("training-owned-energy-mwh", e_ot / 1e3), ("training-rented-energy-mwh", e_rt / 1e3),
        ("sharing-energy-mwh", (e_xs + e_xt) / 1e3), ("energy-mwh", energy / 1e3),
        ("it-energy-mwh", (it_owned + it_rented) / 1e3),
        ("idle-energy-mwh", idle * (head_o * k_o * pue_own + head_r * k_r * pue_rent) / 1e3),
        ("contracted-mwh", cfe * e_owned / 1e3), ("serving-energy-mwh", (e_os + e_rs) / 1e3),
        ("serving-owned-carbon-t", loc_os), ("serving-rented-carbon-t", loc_rs),
        ("training-owned-carbon-t", loc_ot), ("training-rented-carbon-t", loc_rt),
        ("sharing-carbon-t", loc_xs + loc_xt), ("carbon-location-t", location), ("carbon-market-t", carbon_market),
        ("owned-embodied-t", amortised_owned / 1e3), ("rented-embodied-t", rented_embodied / 1e3),
        ("carbon-embodied-t", embodied), ("carbon-embodied-booked-t", booked), ("scope1-t", scope1),
        ("scope2-location-t", scope2), ("scope2-market-t", mk_owned / direct), ("scope3-upstream-t", upstream),
        ("scope3-rented-t", loc_rented), ("scope3-hardware-t", booked), ("removals-t", removal),
        ("serving-footprint-t", serving_carbon), ("serving-water-kl", water_serving),
        ("owned-water-onsite-kl", water_on_owned), ("rented-water-onsite-kl", water_on_rented),
        ("water-onsite-kl", water_on), ("serving-water-offsite-kl", water_off_s),
        ("training-water-offsite-kl", water_off_t), ("water-offsite-kl", water_off)))
    stock("serving-intensity-g-per-kwh", ci_s)
    stock("training-intensity-g-per-kwh", ci_t)
    per("sci-g-per-mtoken", serving_carbon, tokens, 1e12)
    per("footprint-g-per-mtoken", location + embodied, tokens, 1e12)
    per("carbon-g-per-usd", location + embodied, revenue, 1e6)
    per("wh-per-request", e_os + e_rs, requests, 1e3)
    per("g-per-request", serving_carbon, requests, 1e6)
    per("ml-per-request", water_serving, requests, 1e6)
    # society
    each(stock, (
        ("transparency-score", transparency), ("privacy-score", s_privacy), ("education-score", s_education),
        ("access-score", s_access), ("workforce-score", s_workforce), ("safety-score", s_safety),
        ("people-index", people), ("conduct-index", conduct), ("social-index", index), ("trust", trust[1:])))
    flow("federated-traffic-gb", traffic_gb)
    # beside them
    each(flow, (
        ("customer-revenue-usd", customer), ("serving-compute-usd", serving_cost), ("training-compute-usd", training_cost),
        ("owned-market-carbon-t", mk_owned), ("rented-market-carbon-t", mk_rented),
        ("owned-embodied-booked-t", booked_owned / 1e3), ("rented-hours", rented_hours), ("sold-hours", sold)))
    headline["__extra__"] = extra
    return out, headline


def _epsilons(p, interval, any_dp):
    """C2: one figure per distinct setting; releases over the horizon = sum of 1/G per month, at least one (R10)."""
    eps = np.full(p.n, np.nan)
    if not any_dp.any():
        return eps
    releases = np.maximum(1.0, np.broadcast_to(1.0 / interval, (p.months, interval.shape[1])).sum(axis=0))
    settings = np.stack([np.broadcast_to(x, (p.n,)) for x in (
        p["dp-sampling-rate"][0], p["dp-noise-multiplier"][0], p["dp-steps"][0] * releases, p["dp-delta"][0])])
    known = {}
    for i in np.flatnonzero(any_dp):
        key = tuple(settings[:, i])
        if key not in known:
            known[key] = privacy.epsilon(*key)
        eps[i] = known[key]
    return eps


def _acquisition(out, p, n, M, segments, marketing, customer, revenue, cogs):
    """E5: month 1 has no net additions, its churn is that of its own payers (R11)."""
    for name, payers, earned in segments:
        payers = _full(payers, M, n)
        before = np.vstack([payers[:1], payers[:-1]])
        gross = np.maximum(0.0, payers - before + p[name + "-churn"] * before)
        spent = _full(marketing * ratio(earned, customer), M, n)
        out[name + "-additions"] = ("flow", gross)
        out[name + "-marketing-usd"] = ("flow", np.nan_to_num(spent))
        out[name + "-cac-usd"] = ("ratio", (spent, gross, 1.0))
        out[name + "-ltv-usd"] = ("stock", ratio(ratio(earned, payers) * ratio(revenue - cogs, revenue),
                                                 p[name + "-churn"]))


# ---- scenarios in, answers out -----------------------------------------------------------------

PROGRAMME = ".programme-cost"
OPTIONS = {
    "grid-trend": ("slow", "central", "fast"), "matching": ("annual", "hourly"), "funding": ("on", "off"),
    "provider-reports-certificates": ("yes", "no"), "index-aggregation": ("geometric", "linear"),
    "scaling-law": tuple(SCALING), "removal-durability": ("decades", "centuries", "millennia"),
}


def _number(id, x):
    if isinstance(x, bool) or not isinstance(x, (int, float)) or not math.isfinite(x):
        raise Refused(f"{id}: a number is needed")
    return float(x)


def normalise(facts, scenario):
    """(choices, start, years, values, programmes): every input, clamped to its hard limits (R13)."""
    choices, values, programmes = {}, {}, {}
    for id, x in scenario.items():
        lever = id.removesuffix(PROGRAMME)
        if lever not in facts.parameters or lever != id and facts.parameters[lever].role != "lever":
            raise Refused(f"unknown input {id!r}")
        if lever != id and x is not None:
            programmes[lever] = min(max(_number(id, x), 0.0), 1e15)
    start = None
    for id, par in facts.parameters.items():
        given = scenario.get(id)
        if par.kind == "choice":
            choices[id] = par.default if given is None else given
            continue
        if par.kind == "path":
            if given is None:
                given = par.default
            elif isinstance(given, (int, float)):
                given = (given, given)
            given = tuple(_number(id, x) for x in given)
            if len(given) == 2:
                given = given + (start + 1.0, start + 5.0)
            if len(given) != 4:
                raise Refused(f"{id}: a path is [from, to, first year, last year]")
            first, last = (min(max(x, 1900.0), 2200.0) for x in given[2:])
            values[id] = (min(max(given[0], par.hard_min[0]), par.hard_max[0]),
                          min(max(given[1], par.hard_min[1]), par.hard_max[1]), first, max(first, last))   # R1
            continue
        given = _number(id, par.default if given is None else given)
        values[id] = min(max(given, par.hard_min), par.hard_max)
        if id == "start-year":
            start = values[id] = math.floor(values[id] + 0.5)
    years = int(math.floor(values["horizon-years"] + 0.5))
    for id, options in OPTIONS.items():
        if choices[id] not in options:
            raise Refused(f"{id}: one of {', '.join(options)}")
    facts.device(choices["accelerator"]), facts.zone(choices["serving-region"]), facts.zone(choices["training-region"])
    return choices, float(start), years, values, programmes


def _column(x):
    x = np.asarray(x, dtype=float)
    return x[:1] if len(x) and (x == x[0]).all() else x


def batches(facts, scenarios, most=1024):
    """Groups scenarios by choices, start year and horizon; yields (positions, Batch)."""
    groups = OrderedDict()
    for i, s in enumerate(scenarios):
        choices, start, years, values, programmes = normalise(facts, s)
        groups.setdefault((tuple(sorted(choices.items())), start, years), []).append((i, choices, values, programmes))
    for (_, start, years), all_members in groups.items():
        for first in range(0, len(all_members), most):
            members = all_members[first:first + most]
            values = {}
            for id in members[0][2]:
                x = [m[2][id] for m in members]
                values[id] = (tuple(_column(c) for c in zip(*x)) if isinstance(x[0], tuple) else _column(x))
            levers = OrderedDict.fromkeys(id for m in members for id in m[3])
            programmes = {id: np.array([m[3].get(id, 0.0) for m in members]) for id in levers}
            b = Batch(facts, members[0][1], start, years, values, programmes)
            b.n = len(members)
            yield [m[0] for m in members], b


def yearly(kind, x, M, n):
    years = M // 12
    if kind == "ratio":
        a, b, scale = x
        return ratio(_full(a, M, n).reshape(years, 12, n).sum(axis=1) * scale,
                     _full(b, M, n).reshape(years, 12, n).sum(axis=1))
    x = _full(x, M, n).reshape(years, 12, n)
    return x.sum(axis=1) if kind == "flow" else x[:, 11]


def monthly(kind, x, M, n):
    if kind == "ratio":
        a, b, scale = x
        return ratio(_full(a, M, n) * scale, _full(b, M, n))
    return _full(x, M, n)


def simulate(scenarios, facts=None, with_monthly=True):
    """One answer per scenario, in order: {"headline": {id: float}, "yearly": {id: (years,)},
    "monthly": {id: (months,)}, "extra": {...}}; NaN stands for "none"."""
    facts = facts or Facts()
    answers = [None] * len(scenarios)
    for where, b in batches(facts, scenarios):
        out, headline = run(b)
        extra = headline.pop("__extra__")
        M, n = b.months, b.n
        by_year = {id: yearly(*v, M, n) for id, v in out.items()}
        target = 1.0 - b["carbon-target-per-year"] * np.arange(b.years)[:, None]
        emitted = by_year["carbon-location-t"] + by_year["carbon-embodied-t"]
        by_year["carbon-gap-t"] = emitted - np.maximum(0.0, target) * emitted[:1]
        by_month = {id: monthly(*v, M, n) for id, v in out.items()} if with_monthly else {}
        for j, i in enumerate(where):
            answers[i] = {
                "headline": {id: headline[id][j] for id in HEADLINE},
                "yearly": {id: x[:, j] for id, x in by_year.items()},
                "monthly": {id: x[:, j] for id, x in by_month.items()},
                "extra": {id: x[j] for id, x in extra.items()},
            }
    return answers
