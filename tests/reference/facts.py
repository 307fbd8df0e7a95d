"""Reads the facts: parameters, accelerators, roofline constants, grid.

The folder of grid.csv, hardware.csv and serving_roofline.csv is, in this order: the argument of
`load`, the environment variable PERENNIAL_FACTS, `src/model/facts` of the repository.
parameters.csv stands beside this file (or is taken from PERENNIAL_PARAMETERS).
"""

import csv
import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent


class Refused(ValueError):
    """An input that the model refuses instead of clamping."""


def _rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def _num(text):
    return float(text) if text not in ("", None) else None


class Parameter:
    __slots__ = ("id", "role", "kind", "default", "low", "high", "hard_min", "hard_max", "distribution")

    def __init__(self, row):
        self.id, self.role, self.kind = row["id"], row["role"], row["kind"]
        self.distribution = row["distribution"]
        for field in ("default", "low", "high", "hard_min", "hard_max"):
            text = row[field]
            if self.kind == "choice":
                value = text
            elif self.kind == "path":
                value = tuple(float(x) for x in text.split(";"))
            else:
                value = float(text)
            setattr(self, field, value)


class Facts:
    def __init__(self, folder=None, parameters=None):
        folder = Path(folder or os.environ.get("PERENNIAL_FACTS") or REPOSITORY / "src" / "model" / "facts")
        parameters = Path(parameters or os.environ.get("PERENNIAL_PARAMETERS") or HERE / "parameters.csv")
        self.parameters = {r["id"]: Parameter(r) for r in _rows(parameters)}
        self.hardware = {r["id"]: r for r in _rows(folder / "hardware.csv")}
        self.roofline = {r["accelerator"]: r for r in _rows(folder / "serving_roofline.csv")}
        self.grid = {r["zone_id"]: r for r in _rows(folder / "grid.csv")}

    def device(self, accelerator):
        """Numbers of one accelerator: data sheet from hardware.csv, fitted constants from
        serving_roofline.csv (those of the H100 where there is no row)."""
        row = self.hardware.get(accelerator)
        if row is None or row["offered"] != "yes":
            raise Refused(f"accelerator {accelerator!r} is not offered")
        fit = self.roofline.get(accelerator) or self.roofline["h100-sxm-80"]
        peak16 = _num(row["bf16_dense_tflops"]) * 1e12
        peak8 = _num(row["fp8_dense_tflops"])
        achievable = _num(row["achievable_share"])
        return {
            "peak16": peak16,
            "peak8": peak8 * 1e12 if peak8 is not None else peak16,
            "hbm": _num(row["hbm_gb"]) * 1e9,
            "bandwidth": _num(row["hbm_tb_per_s"]) * 1e12,
            "tdp": _num(row["tdp_w"]),
            "embodied": _num(row["embodied_kgco2e_central"]),
            "relative_price": _num(row["relative_price"]),
            "achievable": achievable if achievable is not None else 0.80,
            **{k: _num(fit[k]) for k in (
                "eta_b", "eta_c", "t0_s", "t_n_s", "t_s_s", "eta_c_max", "eta_b_max",
                "power_a", "power_m", "power_c")},
        }

    def zone(self, zone_id):
        row = self.grid.get(zone_id)
        if row is None:
            raise Refused(f"region {zone_id!r} is not in grid.csv")
        trend = _num(row["trend_pct_per_year"])
        return {
            "intensity": _num(row["gco2e_per_kwh"]),
            "direct": row["basis"].startswith("generation direct"),
            "year": float(row["year"]),
            "trend": trend if trend is not None else _num(self.grid["WORLD"]["trend_pct_per_year"]),
            "ewif": _num(row["ewif_l_per_kwh"]),
        }
