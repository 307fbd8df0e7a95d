//! Standard input: many cases, rows, programs that ask one case after the other.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::{piped, text};

fn objects(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn lines_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest() {
    let input = "noise-multiplier=1.1 sampling-rate=1% steps=1000 delta=1e-5\n\nnonsense\n\
                 {\"noise-multiplier\": 1.1, \"sampling-rate\": 0.01, \"steps\": 10000, \"delta\": 1e-5}\n";
    let output = piped(&["privacy", "-"], input.as_bytes());
    assert_eq!(output.status.code(), Some(3));
    let lines = objects(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["order"], &lines[2]["order"]), (&json!(9), &json!(5)));
    assert_eq!(lines[1]["line"], json!(3));
    assert!(lines[1]["error"].as_str().unwrap().contains("KEY=VALUE"));
    assert_eq!(piped(&["article", "-"], b"price=1\n").status.code(), Some(0));
}

#[test]
fn lines_as_editors_and_programs_write_them() {
    // A mark at the beginning, line ends of Windows, blanks, no end at the last line, bytes that are no UTF-8.
    let input = b"\xef\xbb\xbfprice=1\r\n\r\n  price=2  \r\nprice=\xff\r\n{\"price\": [1, 2]}\n{\"price\": true}\nprice=3";
    let output = piped(&["article", "-"], input);
    assert_eq!(output.status.code(), Some(3));
    let lines = objects(&output);
    let revenues: Vec<Option<f64>> = lines.iter().map(|line| line["revenue"].as_f64()).collect();
    assert_eq!(revenues, [Some(500.0), Some(1000.0), None, None, None, Some(1500.0)]);
    let numbers: Vec<Option<u64>> = lines.iter().map(|line| line["line"].as_u64()).collect();
    assert_eq!(numbers, [None, None, Some(4), Some(5), Some(6), None]);
    assert!(lines[4]["error"].as_str().unwrap().starts_with("price: true was given"));
}

#[test]
fn a_program_can_wait_for_one_answer_before_the_next_question() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_perennial"))
        .args(["article", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let (say, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        while answers.read_line(&mut line).is_ok_and(|read| read > 0) {
            if say.send(std::mem::take(&mut line)).is_err() {
                break;
            }
        }
    });
    for price in 1..=3 {
        writeln!(questions, "price={price}").unwrap();
        let answer = heard.recv_timeout(Duration::from_secs(20)).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["revenue"], json!(500.0 * f64::from(price)));
    }
    drop(questions);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_perennial"))
        .args(["article", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    // The program may be gone before everything is written.
    let _ = child.stdin.take().unwrap().write_all("price=1\n".repeat(20_000).as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}

#[test]
fn rows_in_rows_out() {
    let vectors =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/dp_rdp.csv")).unwrap();
    let mut input = "dp-noise-multiplier,dp-sampling-rate,dp-steps,dp-delta\n".to_owned();
    let mut expected = Vec::new();
    for line in vectors.lines().skip(2) {
        let cells: Vec<&str> = line.split(',').collect();
        input.push_str(&cells[..4].join(","));
        input.push('\n');
        expected.push(cells[4].parse::<f64>().unwrap());
    }
    let output = piped(&["privacy", "--format", "csv"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let out = text(&output.stdout);
    assert_eq!(out.lines().next(), Some("epsilon,order,error"));
    for (row, expected) in out.lines().skip(1).zip(&expected) {
        let ours: f64 = row.split(',').next().unwrap().parse().unwrap();
        assert!((ours / expected - 1.0).abs() < 1e-9, "{ours} against {expected}");
    }
    assert_eq!(out.lines().count(), expected.len() + 1);
}
