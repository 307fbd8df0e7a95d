"""Section 9 over random companies, and the figures in the vectors folder. Prints one line per check."""

import csv
import json
import math
import os
import random

import numpy as np

from . import finance, privacy
from .model import OPTIONS, simulate

RATIOS = {"gross-margin", "cost-usd-per-mtoken", "sci-g-per-mtoken", "footprint-g-per-mtoken", "carbon-g-per-usd",
          "wh-per-request", "g-per-request", "ml-per-request", "consumer-cac-usd", "consumer-ltv-usd",
          "enterprise-cac-usd", "enterprise-ltv-usd"}


def random_scenario(facts, rng, chance=0.3, plausible=False, years=None):
    """Each input with some probability anywhere in its hard range (evenly, in log, or at an end)."""
    def pick(lo, hi):
        kind = rng.random()
        if kind < 0.1:
            return rng.choice((lo, hi))
        if lo > 0.0 and hi / lo > 100.0:
            return min(hi, max(lo, math.exp(rng.uniform(math.log(lo), math.log(hi)))))
        return rng.uniform(lo, hi)

    s = {}
    accelerator = rng.choice([k for k, r in facts.hardware.items() if r["offered"] == "yes"])
    s["accelerator"] = accelerator
    for id, p in facts.parameters.items():
        if id in ("start-year", "horizon-years", "accelerator") or rng.random() > chance:
            continue
        if p.kind == "choice":
            s[id] = rng.choice(OPTIONS[id] if id in OPTIONS else tuple(facts.grid))
            continue
        lo, hi = (p.low, p.high) if plausible else (p.hard_min, p.hard_max)
        if p.kind == "path":
            y = 2026 + rng.randrange(0, 12)
            s[id] = [pick(lo[0], hi[0]), pick(lo[1], hi[1]), y, y + rng.randrange(0, 10)]
        else:
            s[id] = pick(lo, hi)
    s["horizon-years"] = years or rng.choice((1, 3, 10, 30))
    return s


def _worst(name, value, bar, failures):
    ok = value <= bar
    print(f"{'ok  ' if ok else 'FAIL'} {name}: {value:.3g} (bar {bar:g})")
    if not ok:
        failures.append(name)


def balances(facts, scenarios):
    """Largest relative error of each identity over all months of all scenarios."""
    worst = {}

    def note(name, error, entries):
        size = np.maximum.accumulate(np.max(np.abs(np.stack([np.broadcast_to(e, error.shape) for e in entries])), axis=0))
        x = np.abs(error) / np.where(size > 0.0, size, 1.0)
        worst[name] = max(worst.get(name, 0.0), float(x.max()))

    counts = {"not finite": 0, "scores outside 0..100": 0, "shares outside 0..1": 0, "use above 1": 0,
              "negative market-based": 0, "market above location with residual <= 1": 0, "negative stock or flow": 0}
    for first in range(0, len(scenarios), 200):
        part = scenarios[first:first + 200]
        for scenario, a in zip(part, simulate(part, facts)):
            m = a["monthly"]
            g = m.__getitem__
            for id, x in m.items():
                if id not in RATIOS and not np.isfinite(x).all():
                    counts["not finite"] += 1
                    counts.setdefault("not finite: " + id, 0)
                if id in RATIOS and np.isinf(x).any():
                    counts["not finite"] += 1
            def add(name, total, *parts):
                note(name, g(total) - sum(g(x) for x in parts), [g(total), *map(g, parts)])
            add("revenue", "revenue-usd", "subscription-revenue-usd", "api-revenue-usd", "enterprise-revenue-usd",
                "sharing-revenue-usd", "other-revenue-usd")
            pool = ("rent-usd", "power-usd", "depreciation-usd", "facility-usd")
            add("cost of revenue", "cost-of-revenue-usd", *("serving-" + x for x in pool), "sharing-power-usd",
                "payment-fees-usd", "support-usd", "cloud-share-usd", "other-cost-usd")
            add("research", "research-development-usd", *("training-" + x for x in pool), "staff-usd", "data-usd")
            add("depreciation", "depreciation-usd", "serving-depreciation-usd", "training-depreciation-usd")
            add("sustainability", "sustainability-usd", "education-usd", "transparency-usd", "clean-power-usd",
                "removals-usd", "federated-usd", "carbon-charge-usd", "programme-usd", "pue-work-usd")
            add("revenue - costs = EBIT", "revenue-usd", "cost-of-revenue-usd", "research-development-usd",
                "sales-marketing-usd", "general-admin-usd", "sustainability-usd", "ebit-usd")
            add("EBIT + depreciation = EBITDA", "ebitda-usd", "ebit-usd", "depreciation-usd")
            note("balance sheet", g("cash-usd") + g("receivables-usd") + g("net-fleet-usd") - g("payables-usd")
                 - g("prepaid-usd") - g("equity-usd"),
                 [g(x) for x in ("cash-usd", "receivables-usd", "net-fleet-usd", "payables-usd", "prepaid-usd", "equity-usd",
                                 "ebit-usd", "raised-usd", "capital-expenditure-usd")])       # flows are entries too
            cash0 = scenario.get("initial-cash", facts.parameters["initial-cash"].default)
            change = np.diff(g("cash-usd"), prepend=cash0)
            explained = (g("ebitda-usd") + g("stock-compensation-usd") - g("tax-usd") - g("capital-expenditure-usd")
                         - g("working-capital-change-usd") + g("raised-usd"))
            note("cash flow explains cash", change - explained,
                 [g(x) for x in ("cash-usd", "ebitda-usd", "capital-expenditure-usd", "raised-usd", "receivables-usd",
                                 "prepaid-usd", "payables-usd")])
            e = ["serving-owned", "training-owned", "sharing", "serving-rented", "training-rented"]
            add("energy", "energy-mwh", *(x + "-energy-mwh" for x in e))
            add("energy of serving", "serving-energy-mwh", "serving-owned-energy-mwh", "serving-rented-energy-mwh")
            add("carbon", "carbon-location-t", *(x + "-carbon-t" for x in e))
            add("carbon of what is rented", "scope3-rented-t", "serving-rented-carbon-t", "training-rented-carbon-t")
            add("carbon by scope", "carbon-location-t", "scope2-location-t", "scope3-upstream-t", "scope3-rented-t")
            add("market-based", "carbon-market-t", "owned-market-carbon-t", "rented-market-carbon-t")
            add("embodied", "carbon-embodied-t", "owned-embodied-t", "rented-embodied-t")
            add("embodied booked", "carbon-embodied-booked-t", "owned-embodied-booked-t", "rented-embodied-t")
            add("water on site", "water-onsite-kl", "owned-water-onsite-kl", "rented-water-onsite-kl")
            add("water off site", "water-offsite-kl", "serving-water-offsite-kl", "training-water-offsite-kl")
            counts["scores outside 0..100"] += any(((g(x) < 0) | (g(x) > 100.0000001)).any() for x in m
                                                   if x.endswith(("-score", "-index")) or x == "trust")
            counts["shares outside 0..1"] += any(((g(x) < 0) | (g(x) > 1)).any() for x in m
                                                 if x.endswith("-share") or x.endswith("-adoption"))
            counts["use above 1"] += bool(((g("memory-utilisation") > 1) | (g("compute-utilisation") > 1)).any())
            counts["negative market-based"] += bool((g("carbon-market-t") < 0).any())
            if scenario.get("residual-mix-factor", 1.0) <= 1.0:
                counts["market above location with residual <= 1"] += bool(
                    (g("carbon-market-t") > g("carbon-location-t") * (1 + 1e-12)).any())
            counts["negative stock or flow"] += any((g(x) < 0).any() for x in (
                "installed-devices", "rented-hours", "sold-hours", "tokens", "depreciation-usd", "energy-mwh",
                "carbon-embodied-t", "capital-expenditure-usd", "raised-usd", "tax-usd"))
    return worst, counts


def prototype(facts, file):
    y = simulate([{}], facts, False)[0]["yearly"]
    with open(file) as f:
        rows = list(csv.DictReader(x for x in f if not x.startswith("#")))
    of = {"revenue-musd": ("revenue-usd", 1e6), "cost-of-revenue-musd": ("cost-of-revenue-usd", 1e6),
          "gross-margin-fraction": ("gross-margin", 1), "research-development-musd": ("research-development-usd", 1e6),
          "sales-marketing-musd": ("sales-marketing-usd", 1e6), "ebitda-musd": ("ebitda-usd", 1e6),
          "capital-expenditure-musd": ("capital-expenditure-usd", 1e6), "free-cash-flow-musd": ("free-cash-flow-usd", 1e6),
          "raised-musd": ("raised-usd", 1e6), "cash-musd": ("cash-usd", 1e6), "tokens-t": ("tokens", 1e12),
          "capacity-base-devices": ("capacity-devices", 1), "energy-gwh": ("energy-mwh", 1e3),
          "carbon-location-kt": ("carbon-location-t", 1e3), "carbon-market-kt": ("carbon-market-t", 1e3),
          "carbon-embodied-kt": ("carbon-embodied-t", 1e3), "water-onsite-ml": ("water-onsite-kl", 1e3),
          "water-offsite-ml": ("water-offsite-kl", 1e3), "sci-g-per-mtoken": ("sci-g-per-mtoken", 1),
          "share-api-fraction": ("api-share", 1), "speed-tokens-per-s": ("speed-tokens-per-s", 1),
          "social-index-points": ("social-index", 1), "trust-points": ("trust", 1)}
    worst = {}
    for column in rows[0]:
        if column == "year":
            continue
        if column == "staff-over-rd":
            ours = y["staff-usd"] / y["research-development-usd"]
        elif column == "serving-cost-usd-per-mtoken":
            ours = y["serving-compute-usd"] / y["tokens"] * 1e6
        else:
            ours = y[of[column][0]] / of[column][1]
        ref = np.array([float(r[column]) for r in rows])
        worst[column] = float(np.max(np.abs(ours - ref) / np.where(ref != 0.0, np.abs(ref), 1.0)))
    return worst


def run(facts, n, vectors=None):
    failures = []
    rng = random.Random(7)
    scenarios = [random_scenario(facts, rng, rng.choice((0.1, 0.3, 1.0)), rng.random() < 0.3) for _ in range(n)]
    worst, counts = balances(facts, scenarios)
    for name, value in worst.items():
        _worst(name, value, 1e-9, failures)
    for name, value in counts.items():
        _worst(name, value, 0, failures)

    base = simulate([{}], facts)[0]
    explicit = {id: list(p.default) for id, p in facts.parameters.items() if p.kind == "path"}
    flat = {id: p.default[0] for id, p in facts.parameters.items() if p.kind == "path" and p.default[0] == p.default[1]}
    for name, s in (("defaults given", explicit), ("defaults given as numbers", flat)):
        again = simulate([s], facts)[0]
        _worst("changes with " + name, sum(not np.array_equal(again["monthly"][k], v, equal_nan=True)
                                           for k, v in base["monthly"].items()), 0, failures)
    many = simulate([{}, {"discount-rate": 0.2, "bass-q": 0.1, "device-life-years": 4.2}, {}], facts)
    _worst("one lane or many, largest difference", max(
        float(np.nanmax(np.abs(many[i]["monthly"][k] - v) / np.maximum(np.abs(v), 1e-300), initial=0.0))
        for i in (0, 2) for k, v in base["monthly"].items()), 1e-13, failures)
    _worst("shares at t = 0", max(abs(base["monthly"][s + "-share"][0] / facts.parameters[s + "-initial-share"].default - 1)
                                  for s in ("consumer", "enterprise", "api")), 1e-12, failures)

    gone = simulate([{"owned-share": [0.3, 0.0, 2027, 2028], "horizon-years": 12}], facts)[0]
    left, right = gone["monthly"]["owned-embodied-t"].sum(), (
        gone["monthly"]["owned-embodied-booked-t"].sum() + gone["extra"]["opening-embodied-t"])
    _worst("amortised = booked + opening, all retired", abs(left / right - 1.0), 1e-9, failures)

    def carbon(**s):
        return simulate([{k.replace("_", "-"): v for k, v in s.items()}], facts, False)[0]["headline"]["total-carbon-location-t"]
    middle = carbon()
    for name, low, high in (("pue", 1.1, 1.4), ("grid_intensity_factor", 0.8, 1.2), ("api_market_tokens", 300, 800)):
        _worst(f"emissions rise with {name}", int(not carbon(**{name: low}) < middle < carbon(**{name: high})), 0, failures)
    devices = float(base["monthly"]["capacity-devices"][0])
    own = simulate([{"owned-share": 1.0, "owned-devices-today": devices}], facts)[0]["monthly"]["energy-mwh"][0]
    rent = simulate([{"owned-share": 0.0, "owned-devices-today": 0.0}], facts)[0]["monthly"]["energy-mwh"][0]
    _worst("fleets of equal age: energy owned against rented", abs(own / rent - 1.0), 1e-12, failures)
    lone = simulate([{"api-market-tokens": 1e-6, "consumer-market-users": 1, "tokens-per-user": 0,
                      "tokens-per-enterprise": 0}], facts)[0]["headline"]
    _worst("no infinite headline when hardly a token is sold", sum(math.isinf(x) for x in lone.values()), 0, failures)
    dp = {"dp-training-share": 0.2}

    def spent(**s):
        return simulate([dp | {k.replace("_", "-"): v for k, v in s.items()}], facts, False)[0]["headline"]["privacy-epsilon"]
    middle = spent()
    _worst("epsilon falls with noise, rises with rate and steps", int(not (
        spent(dp_noise_multiplier=2.0) < middle < spent(dp_sampling_rate=0.01) and middle < spent(dp_steps=20000))),
        0, failures)

    if vectors:
        for column, value in prototype(facts, os.path.join(vectors, "prototype_reference_lab.csv")).items():
            # R12: rented hardware ages here and did not in the prototype
            _worst("prototype " + column, value, 0.5 if column.startswith(("carbon-embodied", "sci")) else 0.001, failures)
        with open(os.path.join(vectors, "dp_rdp.csv")) as f:
            rows = list(csv.DictReader(x for x in f if not x.startswith("#")))
        _worst("epsilon, integer orders", max(abs(privacy.epsilon(
            float(r["sampling_rate_q"]), float(r["noise_multiplier"]), float(r["steps_T"]), float(r["delta"]))
            / float(r["eps_rdp_dpacct_intorders"]) - 1.0) for r in rows), 1e-9, failures)
        with open(os.path.join(vectors, "dp_rdp_orders.csv")) as f:
            rows = [r for r in csv.DictReader(x for x in f if not x.startswith("#")) if r["rdp_mpmath_integer_formula"]]
        _worst("one-step RDP, integer orders", max(abs(
            privacy.rdp(float(r["sampling_rate_q"]), float(r["noise_multiplier"]))[
                int(np.flatnonzero(privacy.ORDERS == float(r["alpha"]))[0])]
            / float(r["rdp_mpmath_integer_formula"]) - 1.0) for r in rows
            if float(r["alpha"]) in privacy.ORDERS), 1e-12, failures)
        with open(os.path.join(vectors, "finance.json")) as f:
            cases = json.load(f)["cash_flows"]
        worst_irr = worst_mirr = 0.0
        for name, case in cases.items():
            flows = np.array(case["cf"], dtype=float)[:, None]
            found = np.expm1(np.log1p(finance.rates(flows)[0]) / 12.0)
            if case["irr"] is not None:
                worst_irr = max(worst_irr, float(np.min(np.abs(found - case["irr"]))) if len(found) else 1.0)
            print("note", name, "roots", found, "reference", case["irr"])
            if case.get("mirr_10_12") is not None:
                r = float(finance.mirr(flows, 1.10 ** 12 - 1.0, 1.12 ** 12 - 1.0)[0])
                worst_mirr = max(worst_mirr, abs((1.0 + r) ** (1.0 / 12.0) - 1.0 - case["mirr_10_12"]))
        _worst("irr", worst_irr, 1e-9, failures)
        _worst("mirr", worst_mirr, 1e-9, failures)
    print("failed: " + ", ".join(failures) if failures else "all checks passed")
    return 1 if failures else 0
