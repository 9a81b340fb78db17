//! One running window with a driver and folders of its own.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "whoever drives a window may stop at the first surprise"
)]
#![allow(
    clippy::missing_panics_doc,
    reason = "of a library alone, which this is for the benchmark of the window"
)]

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// The window, its driver and its home.
pub struct Window {
    /// The driver's client.
    pub client: Client,
    home: TempDir,
    driver: Driver,
    started: Instant,
}

/// The driver process with everything it started, ended together.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.0.wait();
        // Those that were killed let go of their files only once the system has cleared them away.
        let began = Instant::now();
        while is_alive(self.0.id()) && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether any process of a group is left that has not ended.
fn is_alive(group: u32) -> bool {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok())
        .any(|stat| {
            // After the name: state, parent, group.
            let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            let mut fields = rest.split_whitespace();
            let has_ended = matches!(fields.next(), Some("Z" | "X"));
            !has_ended && fields.nth(1) == Some(group.to_string().as_str())
        })
}

impl Window {
    /// Starts the program, with a file as its argument where one is given.
    pub async fn open(file: Option<&Path>) -> Self {
        let home = tempfile::Builder::new().prefix("hồ sơ ").tempdir().unwrap();
        Self::open_in(home, file).await
    }

    /// The same, with every use of a socket by the program and by what it starts written down; see
    /// [`Window::sockets`].
    pub async fn watched() -> Self {
        let home = tempfile::Builder::new().prefix("hồ sơ ").tempdir().unwrap();
        let script = home.path().join("watched.sh");
        let lines = format!(
            "#!/bin/sh\nexec strace -f --seccomp-bpf -qq -s 256 -e trace=%network -o '{}' '{}' \"$@\"\n",
            home.path().join("sockets").display(),
            program().display()
        );
        std::fs::write(&script, lines).unwrap();
        let mine = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&script, mine).unwrap();
        Self::start(home, None, &script).await
    }

    /// What a watched program did with sockets so far, one call a line.
    pub fn sockets(&self) -> Vec<String> {
        let text = std::fs::read(self.home.path().join("sockets")).unwrap();
        let text = String::from_utf8_lossy(&text);
        text.lines().map(str::to_owned).collect()
    }

    /// Files under the home of the program that hold these words, in either coding of letters that
    /// programs use.
    pub fn holders(&self, words: &str) -> Vec<PathBuf> {
        let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut found = Vec::new();
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = std::fs::read(&path).unwrap_or_default();
                let holds = |part: &[u8]| bytes.windows(part.len()).any(|there| there == part);
                if holds(words.as_bytes()) || holds(&wide) {
                    found.push(path.strip_prefix(self.home.path()).unwrap().to_owned());
                }
            }
        }
        found
    }

    /// Ends the program and starts it again in the same folders.
    pub async fn again(self) -> Self {
        let Self {
            client,
            home,
            driver,
            ..
        } = self;
        let _ = client.close().await;
        drop(driver);
        Self::open_in(home, None).await
    }

    /// Kills the program, as when the power fails, and starts it again in the same folders.
    pub async fn killed(self) -> Self {
        let Self { home, driver, .. } = self;
        drop(driver);
        Self::open_in(home, None).await
    }

    /// Types into a field, after what is in it.
    pub async fn type_into(&self, id: &str, text: &str) {
        self.wait(id).await.send_keys(text).await.unwrap();
    }

    /// What stands in a field.
    pub async fn value(&self, id: &str) -> String {
        let value = self.wait(id).await.prop("value").await.unwrap();
        value.unwrap_or_default()
    }

    /// How long ago the program was asked to start.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    async fn open_in(home: TempDir, file: Option<&Path>) -> Self {
        Self::start(home, file, &program()).await
    }

    async fn start(home: TempDir, file: Option<&Path>, program: &Path) -> Self {
        let documents = home.path().join("Tài liệu");
        let config = home.path().join("config");
        for folder in [&documents, &config] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let places = format!("XDG_DOCUMENTS_DIR=\"{}\"\n", documents.display());
        std::fs::write(config.join("user-dirs.dirs"), places).unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let errors = std::fs::File::create(home.path().join("stderr")).unwrap();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            // Without a session bus each test has a program of its own.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .expect("WebKitWebDriver is needed for the window tests");
        let driver = Driver(driver);
        let arguments: Vec<String> = file.iter().map(|file| file.display().to_string()).collect();
        let options = json!({ "binary": program, "args": arguments });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let address = format!("http://127.0.0.1:{port}");
        let began = Instant::now();
        let mut started;
        let client = loop {
            started = Instant::now();
            let tried = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&address)
                .await;
            match tried {
                Ok(client) => break client,
                Err(error) if began.elapsed() > PATIENCE => panic!("no window: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        client.set_window_size(1366, 768).await.unwrap();
        Self {
            client,
            home,
            driver,
            started,
        }
    }

    /// Ends the session and the program.
    pub async fn close(self) {
        let _ = self.client.close().await;
        drop(self.driver);
    }

    /// Waits until something is on the page.
    pub async fn wait(&self, id: &str) -> Element {
        let selector = css(id);
        let waiting = self.client.wait().at_most(PATIENCE);
        match waiting.for_element(Locator::Css(&selector)).await {
            Ok(element) => element,
            Err(error) => {
                let page = self.client.source().await.unwrap_or_default();
                panic!("{id} did not appear: {error}\n{page}");
            }
        }
    }

    /// Clicks something once it is there.
    pub async fn click(&self, id: &str) {
        self.wait(id).await.click().await.unwrap();
    }

    /// The text of something once it is there.
    pub async fn text(&self, id: &str) -> String {
        inner_text(&self.wait(id).await).await
    }

    /// The texts of all of them.
    pub async fn texts(&self, id: &str) -> Vec<String> {
        self.wait(id).await;
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(&css(id))).await.unwrap() {
            texts.push(inner_text(&element).await);
        }
        texts
    }

    /// How many of them are on the page.
    pub async fn count(&self, id: &str) -> usize {
        self.texts(id).await.len()
    }

    /// An attribute, or nothing while the element is gone.
    pub async fn attribute(&self, id: &str, name: &str) -> Option<String> {
        let element = self.client.find(Locator::Css(&css(id))).await.ok()?;
        element.attr(name).await.ok()?
    }

    /// Waits until the page's picture has been decoded and has a size.
    pub async fn picture_is_drawn(&self) {
        self.wait("page-image").await;
        let script = "const image = document.querySelector(arguments[0]);
                      return !!image && image.complete && image.naturalWidth > 100;";
        self.until("the page is drawn", async || {
            let drawn = self
                .client
                .execute(script, vec![json!(css("page-image"))])
                .await;
            matches!(drawn, Ok(Value::Bool(true)))
        })
        .await;
    }

    /// Waits for a condition.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let began = Instant::now();
        while !holds().await {
            assert!(
                began.elapsed() < PATIENCE,
                "not so after {PATIENCE:?}: {what}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The one folder that the export made among the documents.
    pub fn exported_folder(&self) -> PathBuf {
        let all = self.home.path().join("Tài liệu/Hồ sơ Thi đua");
        let folders: Vec<_> = std::fs::read_dir(all)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(folders.len(), 1, "{folders:?}");
        folders[0].clone()
    }

    /// Whether the web view's storage on the disk holds these words.
    pub fn has_stored(&self, words: &str) -> bool {
        let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let folder = self.home.path().join("data/vn.hosothidua.app/localstorage");
        let Ok(files) = std::fs::read_dir(folder) else {
            return false;
        };
        files
            .filter_map(|file| std::fs::read(file.ok()?.path()).ok())
            .any(|bytes| bytes.windows(wide.len()).any(|part| part == wide))
    }

    /// Keeps a picture of the window where `HOSO_SCREENSHOTS` names a folder.
    pub async fn screenshot(&self, name: &str) {
        if let Some(folder) = std::env::var_os("HOSO_SCREENSHOTS") {
            let picture = self.client.screenshot().await.unwrap();
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
        }
    }
}

/// The text as drawn. The driver's own call gives none for a heading whose lines are clamped.
async fn inner_text(element: &Element) -> String {
    let text = element.prop("innerText").await.unwrap();
    text.unwrap_or_default().trim().to_owned()
}

/// The program that was built with the tests, or the one that a benchmark names.
fn program() -> PathBuf {
    let built = option_env!("CARGO_BIN_EXE_hoso-thi-dua").map(PathBuf::from);
    built.unwrap_or_else(|| {
        let named = std::env::var_os("HOSO_WINDOW").expect("HOSO_WINDOW names the program");
        PathBuf::from(named)
    })
}

fn css(id: &str) -> String {
    format!("[data-testid='{id}']")
}
