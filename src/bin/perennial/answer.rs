//! Answers: what their keys mean, as JSON, as cells of CSV, as JSON Schema.

use perennial::scenario::link::number_text;
use serde_json::{Map, Value, json};

/// What stands under a key of an answer.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A number, or null where it does not exist.
    Number,
    /// A whole number, or null.
    Whole,
    /// A list of numbers.
    Numbers,
    /// True or false.
    Truth,
    /// A text.
    Text,
}

/// One key of an answer.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) unit: &'static str,
    pub(crate) about: &'static str,
}

/// A number under a key.
pub(crate) const fn number(name: &'static str, unit: &'static str, about: &'static str) -> Field {
    Field { name, form: Form::Number, unit, about }
}

/// The number, or null where it is none.
pub(crate) fn figure(value: impl Into<Option<f64>>) -> Value {
    value.into().filter(|value| value.is_finite()).map_or(Value::Null, |value| json!(value))
}

/// A whole number without a fraction in its text.
pub(crate) fn whole(value: f64) -> Value {
    // Exact: whole numbers of answers are orders and periods, far below 2^53.
    if value.is_finite() && value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        figure(value)
    }
}

/// A cell of CSV: lists are joined by semicolons, what does not exist is empty.
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => number_text(float),
            _ => number.to_string(),
        },
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

impl Field {
    /// What the key may hold.
    pub(crate) fn schema(&self) -> Value {
        let about = if self.unit.is_empty() {
            self.about.to_owned()
        } else {
            format!("{}, {}", self.about, self.unit)
        };
        let mut schema = match self.form {
            Form::Number => json!({ "type": ["number", "null"] }),
            Form::Whole => json!({ "type": ["integer", "null"] }),
            Form::Numbers => json!({ "type": "array", "items": { "type": "number" } }),
            Form::Truth => json!({ "type": "boolean" }),
            Form::Text => json!({ "type": "string" }),
        };
        schema["description"] = json!(about);
        schema
    }
}

/// A schema of an object all of whose keys are present.
pub(crate) fn object(properties: Map<String, Value>) -> Value {
    let required: Vec<&String> = properties.keys().collect();
    let required = json!(required);
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// A schema as a document of its own.
pub(crate) fn document(title: &str, schema: Value) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(entries) = schema {
        document.extend(entries);
    }
    Value::Object(document)
}
