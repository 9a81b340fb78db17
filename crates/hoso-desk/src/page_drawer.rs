//! Pictures of pages of PDF files, drawn in a process of their own. Spreadsheets are read in such a
//! process too (`table_reader`).
//!
//! A scan comes from outside. Drawing it can be bounded neither in time nor in memory from within,
//! and a fault of the renderer would end the program. So the front end is started once more with a
//! hidden argument, reads the file from its standard input, writes the picture to its standard
//! output, and is killed where it takes too long. Whatever goes wrong, there is no picture, and
//! never an error: the scan itself is kept and can be opened.

use crate::table_reader;
use hoso_paper::PageImage;
use hoso_store::MAX_EVIDENCE_BYTES;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdout, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What tells a front end that it is to draw: this, the page from 1, the longer side in pixels.
const ARGUMENT: &str = "--draw-page";
/// A coloured A4 page scanned with 600 dots per inch takes a tenth of a second; what takes a hundred
/// times as long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A page to be read: A4 with about 140 dots per inch.
const READABLE_SIDE: u16 = 1600;
/// Larger than any screen: what asks for more is a mistake.
const LARGEST_SIDE: u16 = 4096;
/// Such a page takes 120 MB while it is drawn, a file of a few kilobytes that was made to do harm
/// as much as there is, and the PC of an office may have 4 GB.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 1024 * 1024 * 1024;

/// How the running program starts itself to draw a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDrawer {
    program: PathBuf,
    arguments: Vec<OsString>,
    patience: Duration,
}

impl PageDrawer {
    /// A drawer that starts this program, which calls [`Self::answer`] before anything else.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            arguments: Vec::new(),
            patience: PATIENCE,
        }
    }

    /// The same, with arguments before those that say what to draw.
    #[must_use]
    pub fn with_arguments(self, arguments: Vec<OsString>) -> Self {
        Self { arguments, ..self }
    }

    /// The same, killing the process after so long.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Draws a page, counted from 1, so that its longer side has this many pixels.
    pub fn draw(&self, pdf: &[u8], page: u32, side: u16) -> Option<PageImage> {
        let words = [ARGUMENT, &page.to_string(), &side.to_string()];
        self.ask(&words, pdf, |from| read_answer(from, side))
    }

    /// Starts the program with some words more, gives it something to read, and takes what it
    /// answers. It is killed where it takes too long.
    pub(crate) fn ask<T: Send>(
        &self,
        words: &[&str],
        given: &[u8],
        read: impl FnOnce(ChildStdout) -> Option<T> + Send,
    ) -> Option<T> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .args(words)
            // What its allocator sets aside and does not use must not count against its limit.
            .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        without_console(&mut command);
        let mut child = command.spawn().ok()?;
        let streams = (child.stdin.take(), child.stdout.take());
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            if let (Some(mut to), Some(from)) = streams {
                // A process that has seen enough reads no further, which is no fault.
                scope.spawn(move || to.write_all(given));
                scope.spawn(move || tell.send(read(from)));
            }
            let answer = told.recv_timeout(self.patience).ok().flatten();
            // Also ends the two threads where the time was up: their pipes close.
            let _ = child.kill();
            let _ = child.wait();
            answer
        })
    }

    /// Draws a page, counted from 1, large enough to be read.
    pub fn draw_to_read(&self, pdf: &[u8], page: u32) -> Option<PageImage> {
        self.draw(pdf, page, READABLE_SIDE)
    }

    /// Draws where the program was started to draw, and reads a spreadsheet where it was started
    /// for that; a front end that gets an answer ends with it, before it does anything else.
    pub fn answer(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
        let mut words = arguments.into_iter().skip(1);
        let asked = words.next()?;
        if asked == OsStr::new(table_reader::ARGUMENT) {
            return Some(table_reader::answer());
        }
        if asked != OsStr::new(ARGUMENT) {
            return None;
        }
        let mut number = || words.next()?.to_str()?.parse::<u32>().ok();
        let drawn = number().zip(number()).and_then(|(page, side)| {
            let side = u16::try_from(side).ok().filter(|s| *s <= LARGEST_SIDE)?;
            limit_this_process(PATIENCE);
            let mut pdf = Vec::new();
            io::stdin()
                .take(MAX_EVIDENCE_BYTES)
                .read_to_end(&mut pdf)
                .ok()?;
            let image = PageImage::draw(pdf, page, side)?;
            write_answer(io::stdout().lock(), &image).ok()
        });
        Some(match drawn {
            Some(()) => ExitCode::SUCCESS,
            None => ExitCode::FAILURE,
        })
    }
}

fn write_answer(mut to: impl Write, image: &PageImage) -> io::Result<()> {
    let length = u32::try_from(image.png.len()).map_err(io::Error::other)?;
    to.write_all(&image.pages.to_be_bytes())?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&image.png)?;
    to.flush()
}

/// The picture, if it came whole and is no larger than one of this size can be.
fn read_answer(mut from: impl Read, side: u16) -> Option<PageImage> {
    let mut number = || {
        let mut bytes = [0; 4];
        from.read_exact(&mut bytes).ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let (pages, length) = (number()?, number()?);
    // Four bytes for each pixel, which is more than PNG ever needs, and something for its frame.
    let most = u32::from(side).pow(2).saturating_mul(4) + 64 * 1024;
    if length == 0 || length > most {
        return None;
    }
    let mut png = vec![0; length as usize];
    from.read_exact(&mut png).ok()?;
    Some(PageImage { png, pages })
}

/// Bounds the process that draws from within as well: where the front end was killed meanwhile,
/// nobody is left to end it.
pub(crate) fn limit_this_process(patience: Duration) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = Rlimit {
            current: Some(MOST_MEMORY),
            maximum: Some(MOST_MEMORY),
        };
        // Without the limit, the time still bounds what it can do.
        let _ = setrlimit(Resource::Data, most);
    }
    thread::spawn(move || {
        thread::sleep(patience);
        std::process::exit(1);
    });
}

/// No console flashes up where the program is a window.
#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_console(_command: &mut Command) {}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{PageDrawer, read_answer, write_answer};
    use hoso_paper::PageImage;
    use std::ffi::OsString;
    use std::path::PathBuf;
    use std::time::Duration;

    /// A shell in the place of the program.
    fn shell(script: &str, patience: Duration) -> PageDrawer {
        PageDrawer::new(PathBuf::from("sh"))
            .with_arguments(["-c", script].map(OsString::from).to_vec())
            .with_patience(patience)
    }

    fn picture() -> PageImage {
        PageImage {
            png: b"picture".to_vec(),
            pages: 3,
        }
    }

    #[test]
    fn what_the_program_draws_is_taken() {
        // Its name stands before the arguments that say what to draw.
        let script = "read file; [ \"$0 $1 $2 $file\" = '--draw-page 2 64 scan' ] && \
                      printf '\\0\\0\\0\\3\\0\\0\\0\\7picture'";
        let drawer = shell(script, Duration::from_mins(1));
        assert_eq!(drawer.draw(b"scan\n", 2, 64), Some(picture()));
        assert_eq!(drawer.draw(b"scan\n", 1, 64), None);
        let script = script.replace("2 64", "7 1600");
        let drawer = shell(&script, Duration::from_mins(1));
        assert_eq!(drawer.draw_to_read(b"scan\n", 7), Some(picture()));
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        for busy in ["exec sleep 600", "while :; do :; done"] {
            let script = format!("echo $$ > '{}'; {busy}", note.display());
            // Larger than what a pipe holds, so that writing it hangs as well.
            let scan = vec![b'%'; 1 << 20];
            let drawer = shell(&script, Duration::from_millis(500));
            assert_eq!(drawer.draw(&scan, 1, 64), None);
            let process = std::fs::read_to_string(&note).unwrap();
            let is_there = std::process::Command::new("kill")
                .args(["-0", process.trim()])
                .stderr(std::process::Stdio::null())
                .status()
                .unwrap();
            assert!(!is_there.success(), "{busy}: {process}");
        }
    }

    #[test]
    fn a_program_that_fails_draws_nothing() {
        let patience = Duration::from_mins(1);
        for script in [
            "exit 1",
            "kill -9 $$",
            "printf '\\0\\0\\0\\3\\0\\0\\0\\7pict'",
            "printf 'nonsense'",
            "cat /dev/zero",
        ] {
            let scan = vec![b'%'; 1 << 20];
            assert_eq!(shell(script, patience).draw(&scan, 1, 64), None, "{script}");
        }
        let nobody = PageDrawer::new(PathBuf::from("/không có"));
        assert_eq!(nobody.draw(b"%PDF-", 1, 64), None);
    }

    #[test]
    fn an_answer_is_whole_and_bounded() {
        let mut answer = Vec::new();
        write_answer(&mut answer, &picture()).unwrap();
        assert_eq!(read_answer(answer.as_slice(), 64), Some(picture()));
        for length in 0..answer.len() {
            assert_eq!(read_answer(&answer[..length], 64), None);
        }
        let mut large = vec![0, 0, 0, 1, 0x10, 0, 0, 0];
        large.resize(1 << 17, 0);
        assert_eq!(read_answer(large.as_slice(), 64), None);
    }

    #[test]
    fn only_a_program_started_to_draw_draws() {
        for words in [vec!["hoso"], vec!["hoso", "check", "--draw-page"], vec![]] {
            let words = words.into_iter().map(OsString::from);
            assert!(PageDrawer::answer(words).is_none());
        }
        for words in [
            ["hoso", "--draw-page", "x", "64"],
            ["hoso", "--draw-page", "1", "60000"],
        ] {
            assert!(PageDrawer::answer(words.map(OsString::from)).is_some());
        }
    }
}
