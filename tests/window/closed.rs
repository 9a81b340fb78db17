//! Nothing goes out, nothing strange comes in: sockets, what a page could do if a strange text ever
//! became part of it, and where names come to lie on the disk.

use crate::driven::Window;
use crate::hand::{Hand, css};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Whether a call names an address that is not this machine's own. A question to a resolver leaves
/// the machine even where the resolver is on it.
fn leaves(call: &str) -> bool {
    let is_internet = call.contains("sa_family=AF_INET");
    let is_own = call.contains("inet_addr(\"127.") || call.contains("\"::1\"");
    is_internet && (!is_own || call.contains("htons(53)"))
}

#[test]
fn a_call_that_leaves_the_machine_is_recognised() {
    for (call, expected) in [
        (
            "connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"203.0.113.5\")}, 16) = 0",
            true,
        ),
        (
            "connect(9, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 0",
            true,
        ),
        (
            "sendto(9, \"x\", 1, 0, {sa_family=AF_INET6, sin6_port=htons(9), inet_pton(AF_INET6, \"2001:db8::1\", &sin6_addr)}, 28) = 1",
            true,
        ),
        (
            "connect(9, {sa_family=AF_INET, sin_port=htons(4100), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
            false,
        ),
        (
            "connect(3, {sa_family=AF_UNIX, sun_path=\"/tmp/.X11-unix/X99\"}, 20) = 0",
            false,
        ),
        (
            "bind(9, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
            true,
        ),
    ] {
        assert_eq!(leaves(call), expected, "{call}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_socket_leads_out_of_the_machine() {
    let window = Window::watched().await;
    window.click("start-sample").await;
    window.wait("next-step").await;
    for tab in [
        "general",
        "nominees",
        "reports",
        "council",
        "check",
        "rehearsal",
    ] {
        window.click(&format!("tab-{tab}")).await;
    }
    window.click("tab-check").await;
    window.click("proof-run").await;
    window.wait("proof-result").await;
    window.click("tab-preview").await;
    window.picture_is_drawn().await;
    window.click("tab-export").await;
    // Watched, the program is slow: what stands above the button has to be there, or it moves away.
    window.wait("export-warning").await;
    window.wait("export-document").await;
    window.click("export-run").await;
    window.wait("export-done").await;
    for screen in ["plans", "deadlines", "help", "settings", "home"] {
        window.click(&format!("nav-{screen}")).await;
    }
    let calls = window.sockets();
    assert!(
        calls.iter().any(|call| call.contains("connect(")),
        "nothing was watched"
    );
    let out: Vec<&String> = calls.iter().filter(|call| leaves(call)).collect();
    println!("{} calls watched", calls.len());
    assert!(out.is_empty(), "{out:#?}");
    window.close().await;
}

/// A listener on loopback that counts who knocks.
fn listener() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let knocks = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&knocks);
    std::thread::spawn(move || {
        for _ in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, knocks)
}

/// Runs the body of an asynchronous function in the page; what it throws comes back as text.
async fn in_page(window: &Window, body: &str, arguments: Vec<Value>) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const given = Array.from(arguments).slice(0, -1);
         (async () => {{ {body} }})().then(done, (error) => done('refused: ' + error));"
    );
    window
        .client
        .execute_async(&script, arguments)
        .await
        .unwrap()
}

fn is_refused(answer: &Value) -> bool {
    answer
        .as_str()
        .is_some_and(|text| text.starts_with("refused"))
}

/// Scripts made of text do not run.
async fn scripts_of_text_do_not_run(window: &Window) {
    let planted = in_page(
        window,
        "const one = document.createElement('script');
         one.textContent = 'window.planted = 1';
         document.body.append(one);
         const two = document.createElement('div');
         two.innerHTML = '<img src=x onerror=\"window.planted = 2\"><a id=strange href=\"javascript:window.planted=3\">x</a>';
         document.body.append(two);
         document.getElementById('strange').click();
         await new Promise((go) => setTimeout(go, 300));
         const got = window.planted ?? 'nothing';
         two.remove(); one.remove();
         return got;",
        vec![],
    )
    .await;
    assert_eq!(planted, json!("nothing"));
    for body in [
        "return eval('1 + 1');",
        "return new Function('return 2')();",
    ] {
        let answer = in_page(window, body, vec![]).await;
        assert!(is_refused(&answer), "{body} {answer}");
    }
}

/// Nothing on the page reaches an address.
async fn nothing_is_asked_outside(window: &Window, address: &str) {
    for body in [
        "return (await fetch(given[0])).status;",
        "await new Promise((go, no) => { const ask = new XMLHttpRequest(); ask.onload = go; ask.onerror = () => no('error'); ask.open('GET', given[0]); ask.send(); });",
        "await new Promise((go, no) => { const line = new WebSocket(given[0].replace('http', 'ws')); line.onopen = go; line.onerror = () => no('error'); });",
        "await new Promise((go, no) => { const image = new Image(); image.onload = go; image.onerror = () => no('error'); image.src = given[0]; });",
        "await new Promise((go, no) => { const line = new EventSource(given[0]); line.onopen = go; line.onerror = () => no('error'); });",
    ] {
        let answer = in_page(window, body, vec![json!(address)]).await;
        assert!(is_refused(&answer), "{body} {answer}");
    }
}

/// Neither the page nor anything in it is led to another address.
async fn the_page_stays_where_it_is(window: &Window, address: &str) {
    let elsewhere = "navigator.sendBeacon?.(given[0], 'x');
         const frame = document.createElement('iframe'); frame.src = given[0]; document.body.append(frame);
         const form = document.createElement('form'); form.action = given[0]; form.method = 'post'; document.body.append(form);
         try { form.submit(); } catch {}
         window.open(given[0]);
         await new Promise((go) => setTimeout(go, 500));
         frame.remove(); form.remove();
         return location.href;";
    let here = in_page(window, elsewhere, vec![json!(address)]).await;
    assert!(
        here.as_str()
            .is_some_and(|here| here.starts_with("tauri://localhost")),
        "{here}"
    );
    for target in [address, "file:///etc/passwd", "data:text/html,strange"] {
        let go = "location.href = given[0];
                  await new Promise((go) => setTimeout(go, 400));
                  return location.href;";
        let here = in_page(window, go, vec![json!(target)]).await;
        assert!(
            here.as_str()
                .is_some_and(|here| here.starts_with("tauri://localhost")),
            "{here}"
        );
    }
    assert_eq!(window.client.windows().await.unwrap().len(), 1);
}

/// Commands that are not the window's own are refused.
async fn strange_commands_are_refused(window: &Window, address: &str) {
    for (command, arguments) in [
        ("plugin:opener|open_url", json!({ "url": address })),
        ("plugin:opener|open_path", json!({ "path": "/etc/passwd" })),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:shell|execute", json!({ "program": "id" })),
        ("plugin:fs|read_text_file", json!({ "path": "/etc/passwd" })),
        (
            "plugin:window|create",
            json!({ "options": { "label": "two" } }),
        ),
        (
            "plugin:webview|create_webview_window",
            json!({ "options": { "label": "two" } }),
        ),
        (
            "plugin:event|emit",
            json!({ "event": "opened", "payload": {} }),
        ),
        ("plugin:path|resolve_directory", json!({ "directory": 1 })),
        ("no_such_command", json!({})),
    ] {
        let answer = in_page(
            window,
            "return JSON.stringify(await window.__TAURI_INTERNALS__.invoke(given[0], given[1])) ?? 'done';",
            vec![json!(command), arguments],
        )
        .await;
        assert!(is_refused(&answer), "{command} {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strange_script_in_the_page_can_do_nothing() {
    let window = Window::open(None).await;
    window.wait("start-sample").await;
    let (port, knocks) = listener();
    let address = format!("http://127.0.0.1:{port}/");
    scripts_of_text_do_not_run(&window).await;
    nothing_is_asked_outside(&window, &address).await;
    the_page_stays_where_it_is(&window, &address).await;
    strange_commands_are_refused(&window, &address).await;
    assert_eq!(
        knocks.load(Ordering::SeqCst),
        0,
        "somebody knocked at {address}"
    );
    // The window is as it was.
    window.click("start-sample").await;
    window.wait("next-step").await;
    window.close().await;
}

#[test]
fn a_release_has_no_tools_to_look_into_the_page() {
    // Tauri has them in debug builds, and in others only with this feature.
    let manifest = include_str!("../../src-tauri/Cargo.toml");
    let settings = include_str!("../../src-tauri/tauri.conf.json");
    assert!(!manifest.contains("devtools") && !settings.contains("devtools"));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_lie_in_the_cabinet_and_nowhere_else() {
    const NAME: &str = "Trần Thị Quỳnh Mai Hiếm Thấy";
    const LINE: &str = "Phụ trách việc chưa ai từng nghe";
    let hand = Hand::at(Window::open(None).await);
    hand.see(&css("welcome")).await;
    hand.fill("unit-place", "Nam Định").await;
    hand.fill("unit-name-field", "Sở Tư pháp tỉnh Nam Định")
        .await;
    hand.fill("signatory-name", "Đỗ Thị Hường").await;
    hand.click("unit-save").await;
    hand.click("new-make").await;
    hand.click("tab-nominees").await;
    hand.click("add-first").await;
    hand.fill("nominee-field-name", NAME).await;
    hand.fill("nominee-position", LINE).await;
    hand.saved().await;
    hand.click("tab-check").await;
    hand.click("tab-preview").await;
    hand.window.picture_is_drawn().await;
    hand.click("tab-export").await;
    hand.click("export-run").await;
    hand.see(&css("export-done")).await;
    // A command that fails must not write what it was about.
    let failed = in_page(
        &hand.window,
        "return JSON.stringify(await window.__TAURI_INTERNALS__.invoke('open_path', { path: '/khong/co/' + given[0] }));",
        vec![json!(NAME)],
    )
    .await;
    assert!(is_refused(&failed), "{failed}");
    let window = hand.window.again().await;
    window.wait("dossier-line").await;

    for words in [NAME, LINE] {
        let holders = window.holders(words);
        assert!(!holders.is_empty(), "the cabinet itself holds it");
        let elsewhere: Vec<_> = holders
            .iter()
            .filter(|path| {
                let kept = path.starts_with(Path::new("data/vn.hosothidua.app/Tủ hồ sơ"));
                !kept && !path.starts_with("Tài liệu")
            })
            .collect();
        assert!(elsewhere.is_empty(), "{words} lies in {elsewhere:?}");
    }
    window.close().await;
}
