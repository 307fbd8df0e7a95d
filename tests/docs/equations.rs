//! docs/equations.md.

use std::path::Path;

use perennial::model::equations::{Equation, SECTIONS, Symbol, all};

use crate::markdown::{cited, table};

pub(crate) fn page() -> String {
    let count = all().count();
    let mut page = format!(
        "# Equations\n\n\
         All {count} equations, as implemented. Where they say more than the specification that the model was built \
         from, or something else, the note says what is done and why.\n\n\
         **Conventions.** Months of Δ = 1/12 year; month m is computed at t = (m − 1)·Δ years after 1 January of the \
         start year: the first month sees today's values. Flows are per month and summed to years, stocks stand at the \
         end of a month. Money is in real USD of the start year. x(0) is today's value of x. `[condition]` is 1 where \
         the condition holds, else 0. Sums over a run over the vintages of devices, a in months. Quotients with a zero \
         denominator do not exist.\n\n\
         **Order within a month.** Technology → quality → prices → shares → demand → fleet → energy, carbon, water → \
         statements → society → trust. Feedback reaches the next month.\n\nContents:"
    );
    for (title, equations) in SECTIONS {
        let numbers: Vec<String> = equations
            .iter()
            .map(|equation| format!("[{}](#{})", equation.number, equation.number.to_lowercase()))
            .collect();
        page.push_str(&format!("\n- {}: {}", title[0], numbers.join(" ")));
    }
    page.push('\n');
    for (title, equations) in SECTIONS {
        page.push_str(&format!("\n## {} · {}\n", title[0], title[1]));
        for equation in *equations {
            page.push_str(&entry(equation));
        }
    }
    page
}

fn entry(equation: &Equation) -> String {
    let symbols = table(
        ["symbol", "what it is", "unit", "input or output"],
        equation.symbols.iter().map(|symbol| {
            [format!("`{}`", symbol.symbol), symbol.en.to_owned(), symbol.unit().to_owned(), ids(symbol)]
        }),
    );
    let note = if equation.note[0].is_empty() { String::new() } else { format!("\n{}\n", equation.note[0]) };
    let code: Vec<String> = equation.code.iter().map(|path| format!("`{path}`")).collect();
    format!(
        "\n<a id=\"{anchor}\"></a>\n\n### {number} {title} · {title_zh}\n\n```text\n{formula}\n```\n\n{symbols}{note}\n\
         Sources: {sources}. Code: {code}.\n",
        anchor = equation.number.to_lowercase(),
        number = equation.number,
        title = equation.title[0],
        title_zh = equation.title[1],
        formula = equation.formula.join("\n"),
        sources = cited(equation.sources.iter().copied()),
        code = code.join(", "),
    )
}

fn ids(symbol: &Symbol) -> String {
    symbol.ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

/// Every path of every equation leads to a function.
pub(crate) fn check_paths(source: &Path) {
    let mut missing = Vec::new();
    for equation in all() {
        for path in equation.code {
            let (module, function) = path.rsplit_once("::").unwrap();
            let stem = source.join(module.replace("::", "/"));
            let text = std::fs::read_to_string(stem.with_extension("rs"))
                .or_else(|_| std::fs::read_to_string(stem.join("mod.rs")))
                .unwrap_or_default();
            let starts = [format!("fn {function}("), format!("fn {function}<")];
            if !starts.iter().any(|start| text.contains(start)) {
                missing.push(format!("{}: {path}", equation.number));
            }
        }
    }
    assert!(missing.is_empty(), "no such functions: {missing:#?}");
}
