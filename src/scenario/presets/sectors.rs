//! The reference lab serving a sector of the article: demand, context, batch, price and privacy move.
//!
//! No published figures exist for a lab by sector. Every change is a working value with its reason; the
//! directions are what the sectors are known for, the sizes are assumptions.

use super::{Change, Kind, Preset, level, option, times};

/// A sector preset.
const fn sector(
    id: &'static str,
    name: &'static str,
    about: &'static str,
    changes: &'static [Change],
) -> Preset {
    Preset { id, kind: Kind::Sector, name, about, changes, not_modelled: &[], measured_devices: None }
}

/// The four sectors and the four outlooks of the article.
pub(super) const ALL: &[Preset] = &[
    sector(
        "finance",
        "Finance",
        "Few large customers, long documents, hard deadlines: longer contexts, smaller batches, higher prices, stricter privacy.",
        &[
            times("enterprise-initial-share", 3.0, "Banks and insurers buy as enterprises."),
            times("consumer-initial-share", 0.3, "Little direct consumer business."),
            times("enterprise-contract-value", 3.0, "Contracts with audit, support and data residency."),
            times("context-tokens", 2.5, "Filings, contracts and transaction histories."),
            level("serving-batch", 256.0, "Answers within trading and payment deadlines."),
            level("price-position", 1.3, "Reliability and audit are paid for."),
            level("dp-training-share", 0.1, "Client data under confidentiality law."),
            times("receivable-days", 1.3, "Large customers pay late."),
        ],
    ),
    sector(
        "health-care",
        "Health care",
        "Patient data and long records: differential privacy and federated learning, safety first, fewer but longer requests.",
        &[
            times("enterprise-initial-share", 2.0, "Hospitals and insurers buy as enterprises."),
            times("consumer-initial-share", 0.3, "Little direct consumer business."),
            times("context-tokens", 3.0, "Patient histories and guidelines in one request."),
            level("serving-batch", 256.0, "A clinician waits for the answer."),
            level("dp-training-share", 0.2, "Patient records may be learned from only in protected form."),
            level("dp-noise-multiplier", 2.0, "A smaller epsilon is asked for than elsewhere."),
            level("federated-share", 0.2, "Records stay in the hospital."),
            level("safety-spend-share", 0.12, "Errors harm people."),
            level("price-position", 1.2, "Certification is paid for."),
        ],
    ),
    sector(
        "transport",
        "Transport",
        "Forecasts and dispatch around the clock: many short requests, steady load, low price.",
        &[
            times("api-initial-share", 2.0, "Systems call the API."),
            times("consumer-initial-share", 0.3, "Little direct consumer business."),
            times("context-tokens", 0.5, "Short states of roads and fleets."),
            level("serving-batch", 1024.0, "Forecasts tolerate waiting."),
            level("fleet-utilisation", 0.7, "Load is steady over the day."),
            level("price-position", 0.85, "Public buyers compare prices."),
        ],
    ),
    sector(
        "manufacturing",
        "Manufacturing",
        "Plants with their own data: enterprise contracts, federated adapters, long contracts paid late.",
        &[
            times("enterprise-initial-share", 2.5, "Plants buy as enterprises."),
            times("consumer-initial-share", 0.2, "No direct consumer business to speak of."),
            times("context-tokens", 0.7, "Sensor windows and work orders."),
            level("federated-share", 0.15, "Process data stay in the plant."),
            level("serving-batch", 768.0, "Planning tolerates waiting."),
            times("receivable-days", 1.5, "Suppliers to industry are paid late."),
        ],
    ),
    sector(
        "smart-home",
        "Smart home",
        "Many households, tiny requests, little money each: consumers, short contexts, distilled models, on-device adapters.",
        &[
            times("consumer-initial-share", 3.0, "Households are consumers."),
            times("enterprise-initial-share", 0.3, "Few enterprises."),
            times("context-tokens", 0.25, "A command and a little history."),
            times("tokens-per-user", 0.4, "Short exchanges."),
            level("subscription-price", 8.0, "Bundled with devices."),
            level("distillation-ratio", 0.3, "A small model answers commands."),
            level("federated-share", 0.3, "Voices and habits stay at home."),
            level("serving-batch", 1024.0, "Short requests batch well."),
        ],
    ),
    sector(
        "smart-medicine",
        "Smart medicine",
        "Diagnosis and genomes: very long contexts, few requests, strict privacy, high price.",
        &[
            times("enterprise-initial-share", 2.0, "Clinics and laboratories buy as enterprises."),
            times("consumer-initial-share", 0.3, "Little direct consumer business."),
            times("context-tokens", 6.0, "Genomes, images and records in one request."),
            level("serving-batch", 128.0, "Long contexts fill the memory."),
            level("price-position", 1.5, "A result replaces a laboratory."),
            level("dp-training-share", 0.3, "Genomes identify people and their families."),
            level("dp-noise-multiplier", 2.0, "A smaller epsilon is asked for than elsewhere."),
            level("safety-spend-share", 0.15, "Errors harm people."),
        ],
    ),
    sector(
        "autonomous-driving",
        "Autonomous driving",
        "Training is the business: more research compute and data, small fast models in the car, small batches.",
        &[
            times("development-multiplier", 1.6, "Simulation and video are trained on beside text."),
            times("data-cost", 3.0, "Annotated driving data."),
            times("consumer-initial-share", 0.3, "The car maker is the customer."),
            times("enterprise-initial-share", 2.0, "Car makers buy as enterprises."),
            level("distillation-ratio", 0.2, "A small model runs in the car and behind it."),
            level("serving-batch", 64.0, "Milliseconds matter."),
            level("federated-share", 0.2, "Recordings stay in the car."),
            level("safety-spend-share", 0.2, "Errors kill."),
        ],
    ),
    sector(
        "supply-chain",
        "Supply chain",
        "Planning overnight: large batches, long tables, carbon-aware hours, low price.",
        &[
            times("api-initial-share", 1.5, "Planning systems call the API."),
            times("consumer-initial-share", 0.2, "No direct consumer business to speak of."),
            times("enterprise-initial-share", 2.0, "Retailers and carriers buy as enterprises."),
            times("context-tokens", 1.6, "Order books and forecasts."),
            level("serving-batch", 2048.0, "Plans are made overnight."),
            level("carbon-aware-shift", 0.2, "Retraining waits for clean hours."),
            level("price-position", 0.9, "Buyers compare prices."),
            option("matching", "hourly", "Customers ask for hourly matched power in their own inventories."),
        ],
    ),
];
