//! Links, files and rows from outside: whatever is given, nothing panics, everything valid reads back bit
//! for bit, everything else is reported; and links once published keep their meaning.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use std::collections::BTreeSet;

use perennial::model::parameter::{Parameter, Values};
use perennial::model::parameters::registry;
use perennial::scenario::file::{self, File, Note, rows};
use perennial::scenario::link::{
    self, EXCERPT, Expected, MAX_LENGTH, Parsed, Slot, VIEW_KEYS, Warning, decode_compact, encode_compact,
    parse, write,
};
use perennial::scenario::target::{MAX_TARGETS, Measure, Sense, Target, VALUES};
use perennial::scenario::{Scenario, Value};
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers within limits: anywhere, at the ends, with few digits.
fn number([low, high]: [f64; 2]) -> BoxedStrategy<f64> {
    let anywhere = (0.0..=1.0_f64).prop_map(move |share| (low + share * (high - low)).clamp(low, high));
    let tiny = (0.0..=1.0_f64).prop_map(move |share| (low + share * 1e-9 * (high - low)).clamp(low, high));
    let short = (0.0..=1.0_f64).prop_map(move |share| {
        let value = low + share * (high - low);
        format!("{value:.2}").parse::<f64>().unwrap().clamp(low, high)
    });
    prop_oneof![4 => anywhere, 1 => tiny, 2 => short, 1 => Just(low), 1 => Just(high)].boxed()
}

/// Values of a parameter, one in three at its default.
fn value(parameter: &'static Parameter) -> BoxedStrategy<Value> {
    let year =
        || proptest::option::of(prop_oneof![(1900..=2200_i32).prop_map(f64::from), number([1900.0, 2200.0])]);
    let set = match parameter.values {
        Values::Scalar { hard, .. } => number(hard).prop_map(Value::Scalar).boxed(),
        Values::Path { hard, default: [from, to], .. } => {
            (prop_oneof![number(hard), Just(from)], prop_oneof![number(hard), Just(to)], year(), year())
                .prop_map(|(from, to, first, last)| Value::Path { from, to, first, last })
                .boxed()
        }
        Values::Choice { options, .. } => (0..options.len()).prop_map(Value::Choice).boxed(),
    };
    prop_oneof![1 => Just(Value::default_of(parameter)), 2 => set].boxed()
}

/// A few goals.
fn targets() -> impl Strategy<Value = Vec<Target>> {
    let target = (
        select(Measure::all().collect::<Vec<_>>()),
        select(Sense::ALL.to_vec()),
        prop_oneof![number(VALUES), number([-1e3, 1e3]), Just(-0.0)],
        proptest::option::of(1900..=2200_u16),
    );
    let target =
        target.prop_map(|(measure, sense, value, by_year)| Target { measure, sense, value, by_year });
    proptest::collection::vec(target, 0..=MAX_TARGETS)
}

/// Scenarios over the whole hard ranges, with programme costs and targets.
fn scenario() -> impl Strategy<Value = Scenario> {
    let values: Vec<_> = registry().map(value).collect();
    let costs = proptest::collection::vec(proptest::option::of(number([0.0, 1e15])), values.len());
    (values, costs, targets()).prop_map(|(values, costs, targets)| {
        let mut scenario = Scenario::default();
        for target in targets {
            assert!(scenario.set_target(target));
        }
        for (index, (value, cost)) in values.into_iter().zip(costs).enumerate() {
            scenario.set_at(index, value);
            scenario.set_programme_cost(index, cost);
        }
        scenario
    })
}

/// Every number of a scenario, as bits.
fn bits(scenario: &Scenario) -> Vec<u64> {
    let none = u64::MAX;
    let mut bits = Vec::new();
    for index in 0..registry().count() {
        match scenario.value(index).unwrap() {
            Value::Scalar(value) => bits.push(value.to_bits()),
            Value::Path { from, to, first, last } => {
                bits.extend(
                    [Some(from), Some(to), first, last].map(|value| value.map_or(none, f64::to_bits)),
                );
            }
            Value::Choice(option) => bits.push(option as u64),
        }
        bits.push(scenario.programme_cost(index).map_or(none, f64::to_bits));
    }
    for target in scenario.targets() {
        let measure = Measure::all().position(|measure| measure == target.measure).unwrap();
        let year = target.by_year.map_or(none, u64::from);
        bits.extend([measure as u64, target.sense as u64, target.value.to_bits(), year]);
    }
    bits
}

/// Whether all warnings are of these kinds.
fn only(warnings: &[Warning], kinds: &[&str]) -> bool {
    warnings.iter().all(|warning| kinds.contains(&warning.kind()))
}

/// All that holds of any input: it is read, what is kept is kept on the second reading, messages are short.
fn survives(input: &str) -> Result<Parsed, TestCaseError> {
    let parsed = parse(input);
    let normal = parsed.normalised();
    prop_assert!(normal.is_ascii() && normal.len() <= MAX_LENGTH, "{}", normal.len());
    let again = parse(&normal);
    prop_assert_eq!(bits(&again.scenario), bits(&parsed.scenario));
    prop_assert_eq!(&again.view, &parsed.view);
    prop_assert_eq!(&again.unknown, &parsed.unknown);
    prop_assert_eq!(again.normalised(), normal);
    prop_assert!(only(&again.warnings, &["unknown-key", "years-reversed"]), "{:?}", again.warnings);
    for warning in &parsed.warnings {
        prop_assert!(!warning.to_string().is_empty());
        prop_assert!(serde_json::to_string(warning).unwrap().len() < 20 * EXCERPT);
    }
    Ok(parsed)
}

/// Pieces of links, good and bad.
fn piece() -> impl Strategy<Value = String> {
    let keys: Vec<&'static str> = registry().map(|parameter| parameter.id).collect();
    let key = prop_oneof![
        6 => select(keys.clone()).prop_map(str::to_owned),
        1 => select(keys).prop_map(|id| format!("{id}.programme-cost")),
        1 => select(VIEW_KEYS.to_vec()).prop_map(str::to_owned),
        1 => select(vec!["target.trust", "target.npv-usd", "target.nothing", "target."]).prop_map(str::to_owned),
        1 => select(vec!["v", "preset", "", "amp;v", "utm_source", "%76"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let value = prop_oneof![
        3 => any::<f64>().prop_map(|value| value.to_string()),
        2 => "[0-9~.e%+ -]{0,12}",
        1 => "%[0-9a-fG%]{0,3}",
        1 => select(vec!["US", "se", "NaN", "1e999", "~~~", "~~~~", "1~2~3~4~5", "0.2%7E1", "1,5", "３", "",
                         "most~1", "least~-1e9~2030", "most~1e999~1", "most~1~2030.5", "least~"])
            .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    (key, select(vec!["=", "=", "=", "=", "", "==", "%3D"]), value)
        .prop_map(|(key, equals, value)| format!("{key}{equals}{value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_scenario_reads_back_from_its_link(scenario in scenario()) {
        let link = write(&scenario, &[], &[]);
        prop_assert!(link.chars().all(|c| link::is_plain(c) || c == '=' || c == '&'), "{}", link);
        let parsed = parse(&link);
        prop_assert_eq!(bits(&parsed.scenario), bits(&scenario));
        prop_assert!(only(&parsed.warnings, &["years-reversed"]), "{:?}", parsed.warnings);
        prop_assert_eq!(parsed.normalised(), link.clone());
        let compact = encode_compact(&link);
        let parsed = parse(&format!("v=0&b={compact}"));
        prop_assert_eq!(parsed.view_value("b").map(decode_compact), Some(Ok(link)));
    }

    #[test]
    fn every_scenario_reads_back_from_its_file(
        scenario in scenario(), name in any::<String>(), text in any::<String>(), source in any::<String>(),
    ) {
        let notes = [("pue-today".to_owned(), Note { text, source })].into();
        let given = File { name, scenario, notes, ..File::default() };
        let text = file::write(&given);
        let (read, warnings) = file::read(&text).unwrap();
        prop_assert_eq!(bits(&read.scenario), bits(&given.scenario));
        prop_assert!(only(&warnings, &["years-reversed"]), "{:?}", warnings);
        prop_assert_eq!(file::write(&read), text);
        prop_assert_eq!(read, given);
    }

    #[test]
    fn every_scenario_reads_back_from_its_row(scenario in scenario()) {
        let header = rows::split(&rows::join(&rows::header()));
        let cells = rows::split(&rows::join(&rows::cells(&scenario)));
        let parsed = rows::read(&header, &cells, &|_| None);
        let mut scenario = scenario;
        for target in scenario.targets().to_vec() {
            prop_assert!(scenario.remove_target(target.measure));
        }
        prop_assert_eq!(bits(&parsed.scenario), bits(&scenario));
        prop_assert!(only(&parsed.warnings, &["years-reversed"]), "{:?}", parsed.warnings);
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survives(&text)?;
        survives(&format!("?{text}"))?;
        survives(&format!("https://example.org/?v=0&{text}#{text}"))?;
        let _ = file::read(&text);
        let _ = rows::read(&rows::split(&text), &rows::split(&text), &|_| None);
    }

    #[test]
    fn any_link_is_survived(pieces in proptest::collection::vec(piece(), 0..40), cut in 0..40_usize) {
        let (query, fragment) = pieces.split_at(cut.min(pieces.len()));
        survives(&format!("?{}#{}", query.join("&"), fragment.join("&")))?;
    }

    #[test]
    fn any_json_is_survived(key in select(vec!["values", "notes", "name", "model_version", "x"]), text in any::<String>(),
                            inner in select(vec!["{}", "[]", "null", "-1", "1e999", "{\"from\":[]}", "\"~\"", "\"1~x\""])) {
        for id in ["pue-today", "cfe-share", "training-region", "what"] {
            let value = format!("{{{}: {inner}}}", serde_json::to_string(id).unwrap());
            for value in [value.as_str(), inner, &serde_json::to_string(&text).unwrap()] {
                let file = format!("{{\"schema\":\"perennial-scenario\",\"schema_version\":1,\"{key}\":{value}}}");
                if let Ok((read, _)) = file::read(&file) {
                    let written = file::write(&read);
                    prop_assert_eq!(file::write(&file::read(&written).unwrap().0), written);
                }
            }
        }
    }

    #[test]
    fn clamping_is_reported(share in 1e-6..1e3_f64) {
        for (index, parameter) in registry().enumerate() {
            let Some([low, high]) = parameter.hard() else { continue };
            for (outside, limit) in [(low - low.abs() * share - share, low), (high + high.abs() * share + share, high)] {
                let parsed = parse(&format!("{}={}", parameter.id, link::number_text(outside)));
                let [warning] = &parsed.warnings[..] else { panic!("{}: {:?}", parameter.id, parsed.warnings) };
                let Warning::OutOfRange { key, limits, used, .. } = warning else { panic!("{warning}") };
                prop_assert_eq!((key.as_str(), *limits, *used), (parameter.id, [low, high], limit));
                let (Some(Value::Scalar(now)) | Some(Value::Path { from: now, .. })) = parsed.scenario.value(index)
                else { panic!("{}", parameter.id) };
                prop_assert_eq!(now, limit);
            }
        }
    }

    #[test]
    fn unknown_keys_are_kept_and_reported(key in "[a-z]{1,3}[A-Z%_]{1,8}", text in any::<String>()) {
        let key = key.replace('%', "%25");
        let plain: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let parsed = survives(&format!("?{key}={plain}"))?;
        prop_assert_eq!(&parsed.unknown, &vec![(key.replace("%25", "%"), text)]);
        prop_assert_eq!(parsed.warnings.iter().map(Warning::kind).collect::<Vec<_>>(), ["unknown-key"]);
    }
}

#[test]
fn long_input_is_cut_and_reported() {
    for input in [
        "x".repeat(1 << 20),
        format!("?v=0&pue-today=1.1&utm={}", "长".repeat(1 << 16)),
        "\"=\"&".repeat(1 << 14),
        "pue-today=1.1&".repeat(1 << 12),
        (0..5000).map(|n| format!("k{n}=1&")).collect(),
        format!("v=0&b={}", "\"".repeat(1 << 15)),
        "%".repeat(1 << 17),
        "~".repeat(1 << 17),
        format!("cfe-share={}", "~".repeat(1 << 15)),
        format!("pue-today={}", "9".repeat(1 << 15)),
        format!("pue-today=1.{}", "0".repeat(1 << 15)),
    ] {
        let parsed = survives(&input).unwrap();
        let plain = input.starts_with("pue-today=1.0");
        assert!(!parsed.warnings.is_empty() || plain, "{}", &input[..20]);
    }
    let parsed = parse(&format!("?v=0&pue-today=1.1&utm={}", "a".repeat(1 << 17)));
    assert_eq!(parsed.scenario.get("pue-today"), Some(Value::Scalar(1.1)));
    assert!(matches!(&parsed.warnings[..], [Warning::TooLong { limit: MAX_LENGTH, .. }]));
}

#[test]
fn each_mistake_has_its_message() {
    let expected = |slot, given: &str, expected| Warning::Malformed {
        key: "cfe-share".into(),
        slot,
        given: given.into(),
        expected,
        used: link::value_text(
            registry().find(|parameter| parameter.id == "cfe-share").unwrap(),
            Scenario::default().get("cfe-share").unwrap(),
        ),
    };
    for (link, warning) in [
        ("cfe-share=0.2~half", expected(Some(Slot::To), "half", Expected::Number)),
        ("cfe-share=0~1~2027~2030~2", expected(None, "0~1~2027~2030~2", Expected::Path)),
    ] {
        assert_eq!(parse(link).warnings, [warning]);
        assert_eq!(parse(link).scenario, Scenario::default());
    }
    for (link, message) in [
        (
            "pue-todya=1.1",
            "pue-todya: no such parameter; it is kept and has no effect; did you mean pue-today?",
        ),
        ("pue-today=99", "pue-today: 99 is outside 1 to 3; 3 is used"),
        ("pue-today=low", "pue-today: \"low\" is not a number such as 3.5 or 1e-9; 1.2 is used"),
        (
            "pue-today=1,1",
            "pue-today: ',' in \"1,1\" cannot stand in a value, only A-Z a-z 0-9 - . _ ~; 1.2 is used",
        ),
        (
            "pue-today=1.1&pue-today=1.3",
            "pue-today: given twice; the first, \"1.1\", is used and \"1.3\" is not",
        ),
        ("training-region=se", "training-region: no option \"se\"; US is used; did you mean SE?"),
        ("preset=nothing", "preset: no preset \"nothing\"; there are "),
        ("v=12", "v: version \"12\" is not known here; read as version 0"),
        (
            "cfe-share=~~2040~2030",
            "cfe-share: the change ends in 2030, before it begins in 2040; it steps in 2040",
        ),
        (
            "pue-today.programme-cost=5",
            "pue-today.programme-cost: only levers have a programme cost; it is ignored",
        ),
        (
            "target.ebitda-us=least~0",
            "target.ebitda-us: no such parameter; it is kept and has no effect; did you mean target.ebitda-usd?",
        ),
        ("target.trust=50", "target.trust: \"50\" is not most or least, a number, and a year if wanted"),
        ("target.trust=least~50~2300", "target.trust: least~50~2300 is outside 1900 to 2200; 2200 is used"),
        (
            "target.trust=least~5,5",
            "target.trust: ',' in \"least~5,5\" cannot stand in a value, only A-Z a-z 0-9 - . _ ~; it is ignored",
        ),
        ("=5", ": \"=5\" is not key=value; it is ignored"),
    ] {
        let messages: Vec<String> = parse(link).warnings.iter().map(Warning::to_string).collect();
        assert!(messages.len() == 1 && messages[0].starts_with(message), "{link}: {messages:?}");
    }
}

#[test]
fn a_slot_left_empty_stands_at_its_default() {
    let Some(Value::Path { to: default, .. }) = Scenario::default().get("cfe-share") else { panic!() };
    let path = |to, first| Some(Value::Path { from: 0.2, to, first, last: None });
    assert_eq!(parse("cfe-share=0.2").scenario.get("cfe-share"), path(default, None));
    assert_eq!(parse("cfe-share=0.2~~2028~").scenario.get("cfe-share"), path(default, Some(2028.0)));
    assert_eq!(parse("cfe-share=~~~").normalised(), parse("").normalised());
}

#[test]
fn targets_are_kept_with_their_scenario() {
    let link = "v=0&pue-today=1.1&target.npv-usd=least~0&target.ebitda-usd=least~0~2029&target.net-carbon-t=most~0~2035";
    let parsed = parse(&format!("?{link}&lang=zh"));
    assert_eq!(parsed.warnings, []);
    assert_eq!(parsed.normalised(), format!("{link}&lang=zh"));
    assert_eq!(parsed.scenario.targets().len(), 3);
    assert_eq!(
        parsed.scenario.target(Measure::find("ebitda-usd").unwrap()),
        Target::profitable(2029).as_ref()
    );
    let many: Vec<String> = Measure::all().map(|measure| format!("target.{}=most~1", measure.id())).collect();
    let parsed = parse(&many.join("&"));
    assert_eq!(parsed.scenario.targets().len(), MAX_TARGETS);
    assert_eq!(parsed.warnings.len(), many.len() - MAX_TARGETS);
    assert!(only(&parsed.warnings, &["too-many-keys"]) && parsed.unknown.is_empty());
}

#[test]
fn query_and_fragment_are_merged() {
    let parsed = parse("https://example.org/p/?v=0&pue-today=1.1&lang=zh#pue-today=1.3&horizon-years=5");
    assert_eq!(parsed.normalised(), "v=0&horizon-years=5&pue-today=1.1&lang=zh");
    assert!(parsed.from_fragment && matches!(&parsed.warnings[..], [Warning::Repeated { .. }]));
    assert_eq!(parse("#horizon-years=5").normalised(), "v=0&horizon-years=5");
    assert_eq!(parse("?v=0#results").normalised(), "v=0");
}

#[test]
fn files_say_what_is_wrong() {
    let read = |body: &str| {
        file::read(&format!("{{\"schema\":\"perennial-scenario\",\"schema_version\":1,{body}}}"))
    };
    let (file, warnings) = read(
        "\"model_version\":0,\"name\":\"n\",\"mood\":\"good\",\"notes\":{\"pue-today\":\"measured\",\"x\":1},
         \"values\":{\"pue-today\":99,\"cfe-share\":{\"from\":0.2,\"last\":2030},\"what\":[1],\"wue\":null}",
    )
    .unwrap();
    assert_eq!(file.scenario.get("pue-today"), Some(Value::Scalar(3.0)));
    assert!(matches!(
        file.scenario.get("cfe-share"),
        Some(Value::Path { last: Some(2030.0), first: None, .. })
    ));
    assert_eq!(
        (file.notes["pue-today"].text.as_str(), file.extra["mood"].as_str()),
        ("measured", Some("good"))
    );
    assert_eq!(file.unknown["what"], serde_json::json!([1]));
    let kinds: Vec<&str> = warnings.iter().map(Warning::kind).collect();
    assert_eq!(
        kinds.iter().filter(|kind| **kind == "unknown-key").count(),
        2 + usize::from(file.unknown.len() > 1)
    );
    assert!(kinds.contains(&"out-of-range") && kinds.contains(&"malformed"), "{kinds:?}");
    let error = |text: &str| file::read(text).unwrap_err().to_string();
    assert!(error("{").starts_with("not a JSON file"));
    assert_eq!(error("[]"), "not a scenario file: \"schema\" is absent, and would be \"perennial-scenario\"");
    assert!(
        error("{\"schema\":\"perennial-scenario\",\"schema_version\":9}")
            .starts_with("\"schema_version\" is 9")
    );
    assert!(file::read(&"[".repeat(1 << 20)).is_err());
}

/// The golden file: given and normalised links.
fn golden() -> Vec<(&'static str, &'static str)> {
    include_str!("golden/links.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("no ` => ` in {line}")))
        .collect()
}

#[test]
fn published_links_keep_their_meaning() {
    for (given, normal) in golden() {
        let parsed = parse(given);
        assert_eq!(parsed.normalised(), normal, "{given}: {:?}", parsed.warnings);
        assert_eq!(parse(normal).normalised(), normal);
    }
}

#[test]
fn every_documented_link_is_in_the_golden_file() {
    let known: BTreeSet<&str> = golden().into_iter().map(|(given, _)| given).collect();
    let docs = include_str!("../docs/links.md");
    let links = docs
        .split('`')
        .filter(|text| text.starts_with('?') && text.contains('=') && !text.contains(char::is_whitespace));
    let missing: Vec<&str> = links.filter(|link| !known.contains(link)).collect();
    assert!(missing.is_empty(), "add to tests/golden/links.txt: {missing:#?}");
}
