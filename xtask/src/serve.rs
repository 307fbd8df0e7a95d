//! `cargo xtask serve`: the page on this machine, rebuilt when a file changes.

use crate::console::{self, Outcome, Problem};
use crate::{place, process, setup, unknown_argument, web};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

const FIRST_PORT: u16 = 8080;

/// This program's own word for the part of it that waits for the server.
const ANNOUNCE: &str = "announce-server";

#[derive(Debug, Default)]
pub(crate) struct Options {
    release: bool,
    no_open: bool,
    port: Option<u16>,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--no-open" => options.no_open = true,
                "--release" => options.release = true,
                "--port" => {
                    let port = rest.next().and_then(|port| port.parse().ok());
                    options.port =
                        Some(port.ok_or_else(|| Problem::new("`--port` takes a number up to 65535"))?);
                }
                other => return Err(unknown_argument("serve", other)),
            }
        }
        Ok(options)
    }
}

pub(crate) fn run(options: &Options) -> Outcome {
    let tools = setup::web()?;
    let port = options.port.map_or_else(free_port, Ok)?;
    let server = if options.release {
        web::build(&tools)?;
        let mut node = tools.command("node");
        node.args(["xtask/node/serve.mjs", "dist", &port.to_string()]);
        node
    } else {
        let mut trunk = tools.command("trunk");
        trunk.args([
            "--log",
            "warn",
            "serve",
            "--address",
            "127.0.0.1",
            "--port",
            &port.to_string(),
            "--dist",
        ]);
        trunk.arg(place::target().join("serve-dist"));
        trunk
    };
    console::heading("The page, on this machine");
    console::say("building; the first time this takes 1 to 3 minutes …");
    announce_when_ready(port, !options.no_open && std::env::var_os("CI").is_none())?;
    become_program(server)
}

fn free_port() -> Outcome<u16> {
    (FIRST_PORT..FIRST_PORT + 100)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| Problem::new("no port from 8080 to 8179 is free").remedy("give one with `--port N`"))
}

/// Starts the small process that waits until the server answers, and then says where.
fn announce_when_ready(port: u16, open: bool) -> Outcome {
    let this = std::env::current_exe().map_err(Problem::io("this program"))?;
    let mut waiting = process::command(this);
    waiting.args([ANNOUNCE, &port.to_string(), &std::process::id().to_string(), &open.to_string()]);
    waiting.spawn().map(drop).map_err(Problem::io("starting the wait for the server"))
}

/// The server takes this process over, so that whoever ends the command ends the server.
#[cfg(unix)]
fn become_program(mut program: Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;
    Err(Problem::new(format!("the server did not start: {}", program.exec())))
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Outcome {
    process::run(&mut program)
}

/// `xtask announce-server PORT PARENT OPEN`, for this program's own use.
pub(crate) fn announcer(command: &str, arguments: &[String]) -> Option<Outcome> {
    let [port, parent, open] = arguments else { return None };
    if command != ANNOUNCE {
        return None;
    }
    let (port, parent) = (port.parse().ok()?, parent.parse().ok()?);
    let built = loop {
        if let Ok(stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            break page_is_there(stream).unwrap_or(false);
        }
        if parent_is_gone(parent) {
            return Some(Ok(()));
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let url = format!("http://127.0.0.1:{port}/");
    if built {
        println!("\n   Perennial 长青 is at {url}   (end with Ctrl-C)");
    } else {
        println!(
            "\n   The page could not be built: see above. Once it can, it is at {url}   (end with Ctrl-C)"
        );
    }
    if built && open == "true" {
        open_browser(&url);
    }
    Some(Ok(()))
}

/// Whether the server answers for the page with `200 OK`.
fn page_is_there(mut stream: TcpStream) -> std::io::Result<bool> {
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n")?;
    let mut status = String::new();
    BufReader::new(stream).read_line(&mut status)?;
    Ok(status.split(' ').nth(1) == Some("200"))
}

#[cfg(unix)]
fn parent_is_gone(parent: u32) -> bool {
    std::os::unix::process::parent_id() != parent
}

#[cfg(not(unix))]
fn parent_is_gone(_parent: u32) -> bool {
    false
}

/// Opens the reader's browser where there is one; it is no failure if there is none.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[url])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", "", url])
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        ("xdg-open", &[url])
    } else {
        return;
    };
    let _ = process::read(process::command(program).args(arguments));
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_read_and_unknown_ones_refused() {
        let parse =
            |text: &str| Options::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(parse("--port 9000 --no-open").unwrap().port, Some(9000));
        assert!(parse("--port").is_err());
        assert!(parse("--port 99999").is_err());
        assert!(parse("--watch").is_err());
    }
}
