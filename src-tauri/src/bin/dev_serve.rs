//! Development only: serves the page and runs its commands on this machine's loopback, so that a
//! browser can show the real page with the real desk behind it. Never part of a release.
//!
//! `dev-serve --page FOLDER --documents FOLDER [--cabinet FOLDER] [--port N] [--today YYYY-MM-DD]
//! [FILE]`
//!
//! Where the window would open a dialog, the answer is what was last posted to `/choose`.

use chrono::{DateTime, FixedOffset, Local, NaiveDate};
use hoso_desk::{Desk, PageDrawer};
use hoso_window::commands;
use hoso_window::session::Session;
use hoso_window::system::System;
use serde_json::json;
use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's own policy, but for where the commands go.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; object-src 'none'";
const LARGEST_REQUEST: u64 = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

type Fallible<T> = Result<T, Box<dyn Error>>;

/// A system whose answers are prepared.
struct Stage {
    today: Option<NaiveDate>,
    documents: PathBuf,
    choice: Arc<Mutex<Option<PathBuf>>>,
}

impl System for Stage {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| self.now().date_naive())
    }

    fn person(&self) -> String {
        "Văn thư".to_owned()
    }

    fn choose_file(&self) -> Option<PathBuf> {
        let mut choice = self.choice.lock().unwrap_or_else(PoisonError::into_inner);
        choice.take()
    }

    fn choose_scan(&self) -> Option<PathBuf> {
        self.choose_file()
    }

    fn choose_package(&self) -> Option<PathBuf> {
        self.choose_file()
    }

    fn choose_folder(&self) -> Option<PathBuf> {
        self.choose_file()
    }

    fn choose_of(&self, _kind: &str, _endings: &[&str]) -> Option<PathBuf> {
        self.choose_file()
    }

    fn save_file(&self, _name: &str) -> Option<PathBuf> {
        self.choose_file()
    }

    fn documents(&self) -> PathBuf {
        self.documents.clone()
    }

    fn temporary(&self) -> PathBuf {
        self.documents.join("tạm")
    }

    fn show(&self, _place: &Path) -> Result<(), String> {
        Ok(())
    }

    fn open_mail(&self, _link: &str) -> Result<(), String> {
        Ok(())
    }
}

fn main() -> ExitCode {
    if let Some(code) = PageDrawer::answer(std::env::args_os()) {
        return code;
    }
    if let Err(error) = serve() {
        eprintln!("dev-serve: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn serve() -> Fallible<()> {
    let (options, file) = options()?;
    let folder = |name: &str| {
        let value = options.get(name).map(PathBuf::from);
        value.ok_or_else(|| format!("--{name} FOLDER is missing"))
    };
    let page = folder("page")?.canonicalize()?;
    let choice = Arc::new(Mutex::new(None));
    let stage = Stage {
        today: options.get("today").map(|day| day.parse()).transpose()?,
        documents: folder("documents")?,
        choice: Arc::clone(&choice),
    };
    let cabinet = options.get("cabinet").map(Path::new);
    let drawer = std::env::current_exe().ok().map(PageDrawer::new);
    let desk = Desk::new()?.drawing_with(drawer);
    let session = Session::new(desk, Box::new(stage), cabinet, file.as_deref());
    let app = mock_builder()
        .manage(session)
        .invoke_handler(commands::builder().invoke_handler())
        .build(mock_context(noop_assets()))?;
    let window = WebviewWindowBuilder::new(&app, "main", WebviewUrl::default()).build()?;

    let port = options.get("port").map_or("0", String::as_str);
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))?;
    let address = listener.local_addr()?.to_string();
    println!("http://{address}/");
    let place = Arc::new(Place {
        address,
        page,
        window,
        choice,
    });
    for stream in listener.incoming() {
        let place = Arc::clone(&place);
        // A thread for each, because browsers open connections that they do not use at once.
        std::thread::spawn(move || {
            // Whatever happens to one connection is over with it.
            let _ = stream
                .map_err(Into::into)
                .and_then(|stream| place.answer(&stream));
        });
    }
    Ok(())
}

fn options() -> Fallible<(HashMap<String, String>, Option<PathBuf>)> {
    let mut options = HashMap::new();
    let mut file = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.strip_prefix("--") {
            Some(name) => {
                let value = words
                    .next()
                    .ok_or_else(|| format!("{word} needs a value"))?;
                options.insert(name.to_owned(), value);
            }
            None => file = Some(PathBuf::from(word)),
        }
    }
    Ok((options, file))
}

/// What every connection needs.
struct Place {
    address: String,
    page: PathBuf,
    window: WebviewWindow<MockRuntime>,
    choice: Arc<Mutex<Option<PathBuf>>>,
}

impl Place {
    fn answer(&self, mut stream: &TcpStream) -> Fallible<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let request = Request::read(stream)?;
        let reply = self.reply(&request)?;
        let head = format!(
            "HTTP/1.1 {}\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
             content-security-policy: {POLICY}\r\nconnection: close\r\n\r\n",
            reply.status,
            reply.kind,
            reply.body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&reply.body)?;
        Ok(stream.flush()?)
    }

    fn reply(&self, request: &Request) -> Fallible<Reply> {
        // A page of another origin, or a name that was made to point here, gets nothing.
        let own_origin = format!("http://{}", self.address);
        let is_own = request.host == self.address
            && request
                .origin
                .as_ref()
                .is_none_or(|origin| *origin == own_origin);
        if !is_own {
            return Ok(Reply::empty("403 Forbidden"));
        }
        if request.method == "GET" {
            return Ok(self.file(&request.path));
        }
        if request.path == "/choose" {
            let chosen = Some(&request.body).filter(|path| !path.is_empty());
            *self.choice.lock().unwrap_or_else(PoisonError::into_inner) = chosen.map(PathBuf::from);
            return Ok(Reply::empty("204 No Content"));
        }
        match request.path.strip_prefix("/ipc/") {
            Some(command) => self.ask(command, &request.body),
            None => Ok(Reply::empty("404 Not Found")),
        }
    }

    fn ask(&self, command: &str, body: &str) -> Fallible<Reply> {
        let arguments = if body.is_empty() {
            json!({})
        } else {
            serde_json::from_str(body)?
        };
        let home = if cfg!(windows) {
            "http://tauri.localhost"
        } else {
            "tauri://localhost"
        };
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: home.parse()?,
            body: InvokeBody::Json(arguments),
            headers: tauri::http::HeaderMap::new(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let (status, text) = match get_ipc_response(&self.window, request) {
            Ok(InvokeResponseBody::Json(text)) => ("200 OK", text),
            Ok(InvokeResponseBody::Raw(bytes)) => ("200 OK", json!(bytes).to_string()),
            Err(error) => ("422 Unprocessable Content", error.to_string()),
        };
        Ok(Reply {
            status,
            kind: "application/json",
            body: text.into_bytes(),
        })
    }

    fn file(&self, path: &str) -> Reply {
        let inside = Path::new(path.trim_start_matches('/'));
        let is_plain = inside
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let mut file = self.page.join(inside);
        if file.is_dir() {
            file.push("index.html");
        }
        let Some(body) = is_plain.then(|| std::fs::read(&file).ok()).flatten() else {
            // Browsers ask for this picture whether a page has one or not.
            let is_icon = path == "/favicon.ico";
            return Reply::empty(if is_icon {
                "204 No Content"
            } else {
                "404 Not Found"
            });
        };
        let kind = match file.extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        };
        Reply {
            status: "200 OK",
            kind,
            body,
        }
    }
}

struct Reply {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Reply {
    fn empty(status: &'static str) -> Self {
        Self {
            status,
            kind: "text/plain",
            body: Vec::new(),
        }
    }
}

/// As much of a request as is of use here.
struct Request {
    method: String,
    path: String,
    host: String,
    origin: Option<String>,
    body: String,
}

impl Request {
    fn read(stream: &TcpStream) -> Fallible<Self> {
        let mut lines = BufReader::new(stream.take(LARGEST_REQUEST));
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let mut words = line.split(' ');
        let method = words.next().unwrap_or_default().to_owned();
        let path = words.next().unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        let mut headers = HashMap::new();
        loop {
            line.clear();
            lines.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers
            .get("content-length")
            .map_or(Ok(0), |text| text.parse())?;
        let mut body = String::new();
        lines.take(length).read_to_string(&mut body)?;
        Ok(Self {
            method,
            path,
            host: headers.remove("host").unwrap_or_default(),
            origin: headers.remove("origin"),
            body,
        })
    }
}
