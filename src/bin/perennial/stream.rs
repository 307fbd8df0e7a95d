//! Many cases from standard input: lines to JSON lines, rows to rows, in order. A case that fails answers
//! with the reason, and the rest goes on. What is answered is written before the next line is waited for, so
//! that another program can ask one case after the other.

use std::io::{self, BufRead, BufReader, Read, Write};

use clap::{Arg, ArgMatches};
use perennial::scenario::file::rows;
use serde_json::{Map, Value, json};

use crate::Failure;

/// How answers are written, and cases read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON lines.
    Json,
    /// Rows under a header.
    Csv,
}

/// What can be asked many times.
pub(crate) trait Question {
    /// Columns of the answer.
    fn header(&self) -> Vec<String>;
    /// The answer to a line.
    fn line(&self, line: &str) -> Result<Map<String, Value>, String>;
    /// The answer to a row, in the order of [`Question::header`].
    fn row(&self, header: &[String], cells: &[String]) -> Result<Vec<String>, String>;
}

/// The argument `--format`.
pub(crate) fn format_argument() -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["json", "csv"])
        .default_value("json")
        .help("json, or csv: rows under a header of keys in, rows out")
}

/// What `--format` says.
pub(crate) fn format(matches: &ArgMatches) -> Format {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("csv") => Format::Csv,
        _ => Format::Json,
    }
}

/// Writes cells as a line of CSV.
pub(crate) fn write_row(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "{}", rows::join(cells))
}

/// Answers standard input. Answers whether every case had an answer.
pub(crate) fn standard_input(
    question: &impl Question,
    format: Format,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let input = BufReader::new(io::stdin().lock());
    match format {
        Format::Json => Ok(lines(question, input, out)?),
        Format::Csv => table(question, input, out),
    }
}

/// The next line and its number, from 1; blank lines are skipped. Bytes that are no UTF-8 become U+FFFD, so
/// that their line fails and not the rest.
fn next_line(
    input: &mut BufReader<impl Read>,
    number: &mut usize,
    out: &mut impl Write,
) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        *number += 1;
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_start_matches('\u{feff}').trim();
        if !line.is_empty() {
            return Ok(Some(line.to_owned()));
        }
    }
}

fn lines(
    question: &impl Question,
    mut input: BufReader<impl Read>,
    out: &mut impl Write,
) -> io::Result<bool> {
    let (mut number, mut all) = (0, true);
    while let Some(line) = next_line(&mut input, &mut number, out)? {
        match question.line(&line) {
            Ok(answer) => writeln!(out, "{}", Value::Object(answer))?,
            Err(error) => {
                all = false;
                writeln!(out, "{}", json!({ "error": error, "line": number }))?;
            }
        }
    }
    Ok(all)
}

fn table(
    question: &impl Question,
    mut input: BufReader<impl Read>,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let (mut number, mut all) = (0, true);
    let Some(header) = next_line(&mut input, &mut number, out)? else {
        return Err("standard input is empty; a header of keys is wanted, then a row a case"
            .to_owned()
            .into());
    };
    let header = rows::split(&header);
    let mut columns = question.header();
    let width = columns.len();
    columns.push("error".to_owned());
    write_row(out, &columns)?;
    while let Some(line) = next_line(&mut input, &mut number, out)? {
        let cells = rows::split(&line);
        let answer = if cells.len() == header.len() {
            question.row(&header, &cells)
        } else {
            Err(format!("the row has {} cells and the header {}", cells.len(), header.len()))
        };
        let row = match answer {
            Ok(mut row) => {
                row.push(String::new());
                row
            }
            Err(error) => {
                all = false;
                let mut row = vec![String::new(); width];
                row.push(format!("line {number}: {error}"));
                row
            }
        };
        write_row(out, &row)?;
    }
    Ok(all)
}
