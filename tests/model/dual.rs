//! The sub-models over dual numbers: their derivatives against central differences.

use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};
use perennial::model::Number;
use perennial::model::finance::{internal_rates, modified_rate, refined_rate};
use perennial::model::parameters::ScalingLaw;
use perennial::model::privacy::epsilon;
use perennial::model::scaling::law;
use perennial::model::serving::{Deployment, Device, Routing, replica_devices, step};

/// A value and its derivative: the least that shows that the equations carry one.
#[derive(Clone, Copy, Debug)]
struct Dual(f64, f64);

macro_rules! operators {
    ($($trait:ident $name:ident |$a:ident, $b:ident| $value:expr;)*) => {$(
        impl $trait for Dual {
            type Output = Self;
            fn $name(self, other: Self) -> Self { let ($a, $b) = (self, other); $value }
        }
        impl $trait<f64> for Dual {
            type Output = Self;
            fn $name(self, other: f64) -> Self { self.$name(Dual(other, 0.0)) }
        }
    )*};
}
operators! {
    Add add |a, b| Dual(a.0 + b.0, a.1 + b.1);
    Sub sub |a, b| Dual(a.0 - b.0, a.1 - b.1);
    Mul mul |a, b| Dual(a.0 * b.0, a.1 * b.0 + a.0 * b.1);
    Div div |a, b| Dual(a.0 / b.0, (a.1 - a.0 / b.0 * b.1) / b.0);
}
impl Neg for Dual {
    type Output = Self;
    fn neg(self) -> Self {
        Dual(-self.0, -self.1)
    }
}
impl AddAssign for Dual {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl SubAssign for Dual {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
impl MulAssign for Dual {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl Number for Dual {
    type Mask = bool;
    const LANES: usize = 1;
    fn of(value: f64) -> Self {
        Dual(value, 0.0)
    }
    fn lt(self, other: Self) -> bool {
        self.0 < other.0
    }
    fn le(self, other: Self) -> bool {
        self.0 <= other.0
    }
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        if mask { yes } else { no }
    }
    fn any(mask: bool) -> bool {
        mask
    }
    fn and(a: bool, b: bool) -> bool {
        a && b
    }
    fn exp(self) -> Self {
        let value = Number::exp(self.0);
        Dual(value, value * self.1)
    }
    fn ln(self) -> Self {
        Dual(Number::ln(self.0), self.1 / self.0)
    }
    fn abs(self) -> Self {
        if self.0 < 0.0 { -self } else { self }
    }
    fn lane(self, _lane: usize) -> f64 {
        self.0
    }
    fn from_lanes(value: impl Fn(usize) -> f64) -> Self {
        Dual(value(0), 0.0)
    }
    fn floor(self) -> Self {
        Dual(self.0.floor(), 0.0)
    }
    fn identical(self, other: Self) -> bool {
        self.0 == other.0 && self.1 == other.1
    }
}

/// Compares the derivative of `dual` with a central difference of `plain`, at `x`.
#[track_caller]
fn check(x: f64, plain: impl Fn(f64) -> f64, dual: impl Fn(Dual) -> Dual, what: &str) {
    let h = x.abs() * 1e-5;
    let slope = (plain(x + h) - plain(x - h)) / (2.0 * h);
    let ours = dual(Dual(x, 1.0));
    assert!((ours.0 / plain(x) - 1.0).abs() < 1e-14, "{what}: values {} and {}", ours.0, plain(x));
    assert!((ours.1 / slope - 1.0).abs() < 1e-6, "{what}: slopes {} and {slope}", ours.1);
}

#[test]
fn privacy() {
    for (noise, rate, steps, delta) in
        [(1.1, 0.01, 1e3, 1e-5), (0.7, 1e-4, 1e6, 1e-8), (20.0, 1.0, 1e3, 1e-6)]
    {
        let of = Dual::of;
        check(
            noise,
            |x| epsilon(x, rate, steps, delta).epsilon,
            |x| epsilon(x, of(rate), of(steps), of(delta)).epsilon,
            "noise",
        );
        check(
            steps,
            |x| epsilon(noise, rate, x, delta).epsilon,
            |x| epsilon(of(noise), of(rate), x, of(delta)).epsilon,
            "steps",
        );
        check(
            delta,
            |x| epsilon(noise, rate, steps, x).epsilon,
            |x| epsilon(of(noise), of(rate), of(steps), x).epsilon,
            "delta",
        );
        if rate < 1.0 {
            check(
                rate,
                |x| epsilon(noise, x, steps, delta).epsilon,
                |x| epsilon(of(noise), x, of(steps), of(delta)).epsilon,
                "rate",
            );
        }
    }
}

#[test]
fn rates_of_return() {
    let flows = |x: f64| [-1000.0, 300.0, x, 680.0];
    let plain = |x: f64| internal_rates(&flows(x))[0];
    let dual = |x: Dual| {
        let mut series = flows(x.0).map(Dual::of);
        series[2] = x;
        refined_rate(&series, Dual::of(plain(x.0)))
    };
    check(420.0, plain, dual, "internal rate");
    let dual = |x: Dual| {
        let mut series = flows(x.0).map(Dual::of);
        series[2] = x;
        modified_rate(&series, Dual::of(0.1), Dual::of(0.12)).value
    };
    check(420.0, |x| modified_rate(&flows(x), 0.1, 0.12).value, dual, "modified rate");
}

#[test]
fn serving_and_scaling() {
    fn energy<N: Number>(batch: N) -> N {
        let device = Device::find("h100-sxm-80").unwrap();
        let of = N::of;
        let mut deployment = Deployment {
            params_total: of(671e9),
            params_active: of(37e9),
            routing: Routing::of(of(256.0), of(8.0)),
            kv_bytes_per_token: of(70_272.0),
            weight_bits: of(8.0),
            context_tokens: of(4989.0),
            batch,
            devices: of(8.0),
            software: of(1.5),
            overhead_cap: of(10.0),
        };
        deployment.devices =
            replica_devices(&device, of(8.0), deployment.weight_bytes(), deployment.kv_bytes());
        let step = step(&device, &deployment);
        step.decode_power_w / step.output_tokens_per_s_device(of(1.3))
    }
    check(40.0, energy, energy, "few sequences");
    check(512.0, energy, energy, "many sequences");
    let law = law(ScalingLaw::Besiroglu2024);
    check(
        1e24,
        |c| law.loss(law.optimal(c).0, law.optimal(c).1),
        |c| law.loss(law.optimal(c).0, law.optimal(c).1),
        "loss",
    );
}
