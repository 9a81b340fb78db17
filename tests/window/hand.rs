//! A person's hand at the window: it clicks, presses keys and fills in fields, and waits for the
//! program where a person would. It counts all of that.

use crate::driven::Window;
use fantoccini::{Locator, elements::Element};
use serde_json::{Value, json};
use std::cell::Cell;
use std::time::{Duration, Instant};

pub const ENTER: char = '\u{e007}';
pub const BACKSPACE: char = '\u{e003}';
pub const TAB: char = '\u{e004}';
pub const DELETE: char = '\u{e017}';
const CONTROL: char = '\u{e009}';
/// Lets go of every key that is held down.
const RELEASE: char = '\u{e000}';

/// The hand, with the window before it.
pub struct Hand {
    pub window: Window,
    clicks: Cell<usize>,
    fields: Cell<usize>,
    waited: Cell<Duration>,
}

/// What a hand has done so far.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    pub clicks: usize,
    pub fields: usize,
    pub waited: Duration,
}

impl Hand {
    pub fn at(window: Window) -> Self {
        Self {
            window,
            clicks: Cell::new(0),
            fields: Cell::new(0),
            waited: Cell::new(Duration::ZERO),
        }
    }

    /// The same hand before the window that is there after the program was killed.
    pub async fn killed(self) -> Self {
        Self {
            window: self.window.killed().await,
            ..self
        }
    }

    /// The same after the program was ended and started again.
    pub async fn again(self) -> Self {
        Self {
            window: self.window.again().await,
            ..self
        }
    }

    pub fn done(&self) -> Done {
        Done {
            clicks: self.clicks.get(),
            fields: self.fields.get(),
            waited: self.waited.get(),
        }
    }

    /// Waits until something can be used.
    pub async fn see(&self, css: &str) -> Element {
        let began = Instant::now();
        let script = "const one = document.querySelector(arguments[0]);
                      return !!one && one.checkVisibility() && !one.disabled;";
        self.window
            .until(&format!("{css} can be used"), async || {
                self.run(script, vec![json!(css)]).await == Value::Bool(true)
            })
            .await;
        self.waited.set(self.waited.get() + began.elapsed());
        let client = &self.window.client;
        client.find(Locator::Css(css)).await.unwrap()
    }

    /// Waits until something is on the page no longer.
    pub async fn gone(&self, css: &str) {
        let script = "return document.querySelector(arguments[0]) === null;";
        self.window
            .until(&format!("{css} is gone"), async || {
                self.run(script, vec![json!(css)]).await == Value::Bool(true)
            })
            .await;
    }

    pub async fn click(&self, id: &str) {
        self.click_on(&css(id)).await;
    }

    pub async fn click_on(&self, css: &str) {
        self.see(css).await;
        self.clicks.set(self.clicks.get() + 1);
        // The driver itself does not scroll what lies in a part that scrolls on its own.
        let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center' });";
        let client = &self.window.client;
        self.window
            .until(&format!("{css} can be clicked"), async || {
                self.run(scroll, vec![json!(css)]).await;
                match client.find(Locator::Css(css)).await {
                    // A person does not press what cannot be pressed yet.
                    Ok(element) => {
                        element.is_enabled().await.unwrap_or(false) && element.click().await.is_ok()
                    }
                    Err(_) => false,
                }
            })
            .await;
    }

    /// Chooses an entry of a list: one click opens it, another one chooses.
    pub async fn choose(&self, css: &str, value: &str) {
        let element = self.see(css).await;
        self.clicks.set(self.clicks.get() + 2);
        element.select_by_value(value).await.unwrap();
    }

    /// Presses a key that is not typing.
    pub async fn press(&self, css: &str, key: char) {
        let element = self.see(css).await;
        self.clicks.set(self.clicks.get() + 1);
        element.send_keys(&key.to_string()).await.unwrap();
    }

    /// Presses a key while Control is held down.
    pub async fn control(&self, css: &str, key: char) {
        let element = self.see(css).await;
        self.clicks.set(self.clicks.get() + 1);
        let keys = format!("{CONTROL}{key}{RELEASE}");
        element.send_keys(&keys).await.unwrap();
    }

    /// Types into a field, after what is in it.
    pub async fn fill(&self, id: &str, text: &str) {
        self.fill_at(&css(id), text).await;
    }

    pub async fn fill_at(&self, css: &str, text: &str) {
        let element = self.see(css).await;
        self.fields.set(self.fields.get() + 1);
        element.send_keys(text).await.unwrap();
    }

    /// Presses Enter where the keyboard stands.
    pub async fn enter(&self) {
        let here = self.window.client.active_element().await.unwrap();
        here.send_keys(&ENTER.to_string()).await.unwrap();
    }

    /// Waits until the keyboard stands somewhere.
    pub async fn stands_on(&self, css: &str) {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false;";
        let began = Instant::now();
        self.window
            .until(&format!("the keyboard stands on {css}"), async || {
                self.run(script, vec![json!(css)]).await == Value::Bool(true)
            })
            .await;
        self.waited.set(self.waited.get() + began.elapsed());
    }

    /// Types a text as an input method does that composes it under the cursor: each word is begun,
    /// shown in several shapes, and ended.
    pub async fn compose(&self, css: &str, words: &[&[&str]]) {
        self.see(css).await;
        self.fields.set(self.fields.get() + 1);
        let script = "
            const field = document.querySelector(arguments[0]);
            const tell = (kind, data) =>
                field.dispatchEvent(new CompositionEvent(kind, { bubbles: true, data }));
            const input = (data, inputType, isComposing) =>
                field.dispatchEvent(new InputEvent('input', { bubbles: true, data, inputType, isComposing }));
            field.focus();
            field.setSelectionRange(field.value.length, field.value.length);
            for (const shapes of arguments[1]) {
                const from = field.selectionStart;
                tell('compositionstart', '');
                for (const shape of shapes) {
                    tell('compositionupdate', shape);
                    field.setRangeText(shape, from, field.selectionEnd, 'end');
                    input(shape, 'insertCompositionText', true);
                }
                tell('compositionend', shapes.at(-1));
                field.setRangeText(' ', field.selectionEnd, field.selectionEnd, 'end');
                input(' ', 'insertText', false);
            }";
        self.run(script, vec![json!(css), json!(words)]).await;
    }

    /// Waits until everything typed is saved.
    pub async fn saved(&self) {
        let began = Instant::now();
        let script = "return document.querySelector('[data-testid=saving]')?.dataset.state;";
        self.window
            .until("everything is saved", async || {
                self.run(script, vec![]).await == json!("saved")
            })
            .await;
        self.waited.set(self.waited.get() + began.elapsed());
    }

    /// Waits until a text of the page contains some words.
    pub async fn reads(&self, id: &str, words: &str) {
        self.window
            .until(&format!("{id} says {words}"), async || {
                self.window.text(id).await.contains(words)
            })
            .await;
    }

    /// What a field holds.
    pub async fn value(&self, css: &str) -> String {
        let value = self.see(css).await.prop("value").await.unwrap();
        value.unwrap_or_default()
    }

    /// Waits until a field holds a text.
    pub async fn holds(&self, css: &str, text: &str) {
        let script = "return document.querySelector(arguments[0])?.value ?? null;";
        self.window
            .until(&format!("{css} holds {text}"), async || {
                self.run(script, vec![json!(css)]).await == json!(text)
            })
            .await;
    }

    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let client = &self.window.client;
        client.execute(script, arguments).await.unwrap()
    }
}

pub fn css(id: &str) -> String {
    format!("[data-testid='{id}']")
}

/// The field of the dossier that a path names.
pub fn at(path: &str) -> String {
    format!("[data-path='{path}']:is(input, textarea, select)")
}

/// The keys by which `UniKey` writes a text: plain letters, and each time a mark is added, as many
/// steps back as needed and the letters again.
pub fn unikey(text: &str) -> String {
    let mut keys = String::new();
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            keys.push(' ');
        }
        let shaped: String = word.chars().map(without_tone).collect();
        for letter in shaped.chars() {
            let plain = without_shape(letter);
            keys.push(plain);
            if plain != letter {
                keys.extend([BACKSPACE, letter]);
            }
        }
        // The tone comes at the end of the word, as most people type it.
        let toned = word.chars().zip(shaped.chars());
        if let Some(at) = toned
            .into_iter()
            .position(|(toned, shaped)| toned != shaped)
        {
            let rest: Vec<char> = word.chars().skip(at).collect();
            keys.extend(std::iter::repeat_n(BACKSPACE, rest.len()));
            keys.extend(rest);
        }
    }
    keys
}

const TONES: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

fn without_tone(letter: char) -> char {
    let found = TONES.iter().find(|tones| tones.contains(letter));
    found
        .and_then(|tones| tones.chars().next())
        .unwrap_or(letter)
}

fn without_shape(letter: char) -> char {
    match letter {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    }
}

#[test]
fn unikey_steps_back_for_each_mark() {
    assert_eq!(unikey("pháp"), "phap\u{e003}\u{e003}áp");
    assert_eq!(
        unikey("Đỗ nhà"),
        "D\u{e003}Đo\u{e003}ô\u{e003}ỗ nha\u{e003}à"
    );
}
