//! Takes the place of the C library's file operations in the clerk's process, counts those below
//! one folder, and at the n-th does what the environment says.
//!
//! - `HOSO_FAULT_UNDER`: the folder; without it nothing is counted.
//! - `HOSO_FAULT_AT`: n, from 1 on.
//! - `HOSO_FAULT`: `kill` ends the process before the operation; `torn` in the middle of a write;
//!   `power` also takes back what was written and not synced since; `full` refuses everything that
//!   needs room from then on; `once` fails this one operation; `gone` fails every one from then on.
//! - `HOSO_FAULT_MARK`: a file that is made when the fault happens.
//!
//! Not seen: memory maps (the database's shared index, which no crash needs to survive), and the
//! order in which a disk writes names; both are said where the figures are.

#![cfg(target_os = "linux")]
#![expect(
    unsafe_code,
    reason = "functions of the C library are taken the place of; in no program, only in tests"
)]
#![expect(
    clippy::missing_safety_doc,
    missing_docs,
    reason = "each function is the C library's of the same name"
)]

use libc::{c_char, c_int, c_void, mode_t, off64_t, size_t, ssize_t};
use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::{CStr, CString};
use std::os::unix::ffi::OsStrExt;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What is to happen, read once.
struct Order {
    under: Vec<u8>,
    at: u64,
    fault: String,
    mark: Option<CString>,
}

/// A write that was not synced yet: where, what was there before, and how long the file was.
struct Unsynced {
    offset: i64,
    before: Vec<u8>,
    length: i64,
}

#[derive(Default)]
struct Seen {
    count: u64,
    /// By device and inode: a descriptor to write through, and the writes in order.
    unsynced: HashMap<(u64, u64), Vec<Unsynced>>,
}

enum Verdict {
    Go,
    Fail(c_int),
}

thread_local! {
    /// What the shim itself does is not counted.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

fn order() -> Option<&'static Order> {
    static ORDER: OnceLock<Option<Order>> = OnceLock::new();
    ORDER
        .get_or_init(|| {
            Some(Order {
                under: std::env::var_os("HOSO_FAULT_UNDER")?.as_bytes().to_owned(),
                at: std::env::var("HOSO_FAULT_AT").ok()?.parse().ok()?,
                fault: std::env::var("HOSO_FAULT").ok()?,
                mark: std::env::var_os("HOSO_FAULT_MARK")
                    .and_then(|path| CString::new(path.as_bytes()).ok()),
            })
        })
        .as_ref()
}

fn seen() -> &'static Mutex<Seen> {
    static SEEN: OnceLock<Mutex<Seen>> = OnceLock::new();
    SEEN.get_or_init(Mutex::default)
}

/// The C library's own function.
macro_rules! real {
    ($name:literal, $kind:ty) => {{
        static REAL: OnceLock<usize> = OnceLock::new();
        let address = *REAL.get_or_init(|| {
            let name = concat!($name, "\0");
            unsafe { libc::dlsym(libc::RTLD_NEXT, name.as_ptr().cast()) as usize }
        });
        unsafe { std::mem::transmute::<usize, $kind>(address) }
    }};
}

fn path_of(descriptor: c_int) -> Vec<u8> {
    let link = format!("/proc/self/fd/{descriptor}\0");
    let mut buffer = vec![0_u8; 4096];
    let length = unsafe {
        libc::readlink(
            link.as_ptr().cast(),
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        )
    };
    buffer.truncate(usize::try_from(length).unwrap_or(0));
    buffer
}

fn is_counted(path: &[u8]) -> bool {
    order().is_some_and(|order| path.starts_with(&order.under))
}

fn fail(code: c_int) -> c_int {
    unsafe { *libc::__errno_location() = code };
    -1
}

/// Counts an operation and says what becomes of it; `tear` writes half of what was to be written.
fn judge(needs_room: bool, tear: impl FnOnce()) -> Verdict {
    let Some(order) = order() else {
        return Verdict::Go;
    };
    let mut seen = seen().lock().unwrap_or_else(PoisonError::into_inner);
    seen.count += 1;
    if seen.count < order.at {
        return Verdict::Go;
    }
    let is_first = seen.count == order.at;
    let happens = match order.fault.as_str() {
        "full" => needs_room,
        "gone" => true,
        _ => is_first,
    };
    if !happens {
        return Verdict::Go;
    }
    if let Some(mark) = &order.mark {
        let flags = libc::O_CREAT | libc::O_WRONLY | libc::O_CLOEXEC;
        unsafe { libc::close(libc::open(mark.as_ptr(), flags, 0o600)) };
    }
    match order.fault.as_str() {
        "full" => Verdict::Fail(libc::ENOSPC),
        "once" | "gone" => Verdict::Fail(libc::EIO),
        other => {
            if other == "torn" {
                tear();
            }
            if other == "power" {
                cut_power(&seen);
            }
            unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
            Verdict::Fail(libc::EIO)
        }
    }
}

/// Takes back everything that was written and not synced.
fn cut_power(seen: &Seen) {
    for entry in std::fs::read_dir("/proc/self/fd")
        .into_iter()
        .flatten()
        .flatten()
    {
        let Some(descriptor) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<c_int>().ok())
        else {
            continue;
        };
        let Some(writes) = inode(descriptor).and_then(|inode| seen.unsynced.get(&inode)) else {
            continue;
        };
        // The descriptor may be for reading alone; the file is opened anew.
        let path = format!("/proc/self/fd/{descriptor}\0");
        let file = unsafe { libc::open(path.as_ptr().cast(), libc::O_WRONLY | libc::O_CLOEXEC) };
        if file < 0 {
            continue;
        }
        let pwrite = real!(
            "pwrite64",
            unsafe extern "C" fn(c_int, *const c_void, size_t, off64_t) -> ssize_t
        );
        let truncate = real!("ftruncate64", unsafe extern "C" fn(c_int, off64_t) -> c_int);
        for write in writes.iter().rev() {
            unsafe {
                pwrite(
                    file,
                    write.before.as_ptr().cast(),
                    write.before.len(),
                    write.offset,
                );
                truncate(file, write.length);
            }
        }
        unsafe { libc::close(file) };
    }
}

fn inode(descriptor: c_int) -> Option<(u64, u64)> {
    let mut status: libc::stat64 = unsafe { std::mem::zeroed() };
    let is_known = unsafe { libc::fstat64(descriptor, &raw mut status) } == 0;
    is_known.then_some((status.st_dev, status.st_ino))
}

/// Remembers what a write is about to change, where power is to be cut later.
fn remember(descriptor: c_int, offset: i64, length: usize) {
    if order().is_none_or(|order| order.fault != "power") {
        return;
    }
    let mut status: libc::stat64 = unsafe { std::mem::zeroed() };
    if unsafe { libc::fstat64(descriptor, &raw mut status) } != 0 {
        return;
    }
    let mut before = vec![0_u8; length];
    let path = format!("/proc/self/fd/{descriptor}\0");
    let file = unsafe { libc::open(path.as_ptr().cast(), libc::O_RDONLY | libc::O_CLOEXEC) };
    let read = if file < 0 {
        0
    } else {
        unsafe { libc::pread64(file, before.as_mut_ptr().cast(), length, offset) }
    };
    if file >= 0 {
        unsafe { libc::close(file) };
    }
    before.truncate(usize::try_from(read).unwrap_or(0));
    let mut seen = seen().lock().unwrap_or_else(PoisonError::into_inner);
    seen.unsynced
        .entry((status.st_dev, status.st_ino))
        .or_default()
        .push(Unsynced {
            offset,
            before,
            length: status.st_size,
        });
}

/// Runs `counted` for an operation on a file below the folder, `otherwise` for any other.
fn watched<T>(
    path: impl FnOnce() -> Vec<u8>,
    counted: impl FnOnce() -> Option<T>,
    otherwise: impl FnOnce() -> T,
) -> T {
    if order().is_none() || INSIDE.get() {
        return otherwise();
    }
    INSIDE.set(true);
    let answer = if is_counted(&path()) { counted() } else { None };
    INSIDE.set(false);
    answer.unwrap_or_else(otherwise)
}

/// The verdict as the answer of a function that returns -1 on failure.
fn refused<T: From<i8>>(verdict: &Verdict) -> Option<T> {
    match verdict {
        Verdict::Go => None,
        Verdict::Fail(code) => {
            fail(*code);
            Some(T::from(-1))
        }
    }
}

type Write = unsafe extern "C" fn(c_int, *const c_void, size_t) -> ssize_t;
type Pwrite = unsafe extern "C" fn(c_int, *const c_void, size_t, off64_t) -> ssize_t;

#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(file: c_int, bytes: *const c_void, length: size_t) -> ssize_t {
    let real = real!("write", Write);
    watched(
        || path_of(file),
        || {
            let verdict = judge(true, || {
                unsafe { real(file, bytes, length / 2) };
            });
            let offset = unsafe { libc::lseek64(file, 0, libc::SEEK_CUR) };
            remember(file, offset, length);
            refused(&verdict)
        },
        || unsafe { real(file, bytes, length) },
    )
}

fn pwrite_at(
    real: Pwrite,
    file: c_int,
    bytes: *const c_void,
    length: size_t,
    offset: off64_t,
) -> ssize_t {
    watched(
        || path_of(file),
        || {
            let verdict = judge(true, || {
                unsafe { real(file, bytes, length / 2, offset) };
            });
            remember(file, offset, length);
            refused(&verdict)
        },
        || unsafe { real(file, bytes, length, offset) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(
    file: c_int,
    bytes: *const c_void,
    length: size_t,
    offset: off64_t,
) -> ssize_t {
    pwrite_at(real!("pwrite", Pwrite), file, bytes, length, offset)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(
    file: c_int,
    bytes: *const c_void,
    length: size_t,
    offset: off64_t,
) -> ssize_t {
    pwrite_at(real!("pwrite64", Pwrite), file, bytes, length, offset)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(
    _from: c_int,
    _from_at: *mut off64_t,
    _to: c_int,
    _to_at: *mut off64_t,
    _length: size_t,
    _flags: libc::c_uint,
) -> ssize_t {
    // Copies go through `write`, where they are counted.
    fail(libc::ENOSYS) as ssize_t
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile64(
    _to: c_int,
    _from: c_int,
    _offset: *mut off64_t,
    _count: size_t,
) -> ssize_t {
    fail(libc::ENOSYS) as ssize_t
}

fn truncated(
    real: unsafe extern "C" fn(c_int, off64_t) -> c_int,
    file: c_int,
    length: off64_t,
) -> c_int {
    watched(
        || path_of(file),
        || {
            let verdict = judge(false, || {});
            let size = unsafe { libc::lseek64(file, 0, libc::SEEK_END) };
            remember(file, length, usize::try_from(size - length).unwrap_or(0));
            refused(&verdict)
        },
        || unsafe { real(file, length) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate(file: c_int, length: off64_t) -> c_int {
    truncated(
        real!("ftruncate", unsafe extern "C" fn(c_int, off64_t) -> c_int),
        file,
        length,
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate64(file: c_int, length: off64_t) -> c_int {
    truncated(
        real!("ftruncate64", unsafe extern "C" fn(c_int, off64_t) -> c_int),
        file,
        length,
    )
}

fn synced(real: unsafe extern "C" fn(c_int) -> c_int, file: c_int) -> c_int {
    watched(
        || path_of(file),
        || {
            let verdict = judge(false, || {});
            if let (Verdict::Go, Some(inode)) = (&verdict, inode(file)) {
                let mut seen = seen().lock().unwrap_or_else(PoisonError::into_inner);
                seen.unsynced.remove(&inode);
            }
            refused(&verdict)
        },
        || unsafe { real(file) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(file: c_int) -> c_int {
    synced(real!("fsync", unsafe extern "C" fn(c_int) -> c_int), file)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(file: c_int) -> c_int {
    synced(
        real!("fdatasync", unsafe extern "C" fn(c_int) -> c_int),
        file,
    )
}

fn named(path: *const c_char) -> Vec<u8> {
    unsafe { CStr::from_ptr(path) }.to_bytes().to_owned()
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let real = real!(
        "rename",
        unsafe extern "C" fn(*const c_char, *const c_char) -> c_int
    );
    watched(
        || named(to),
        || refused(&judge(true, || {})),
        || unsafe { real(from, to) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    let real = real!("unlink", unsafe extern "C" fn(*const c_char) -> c_int);
    watched(
        || named(path),
        || refused(&judge(false, || {})),
        || unsafe { real(path) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(path: *const c_char, mode: mode_t) -> c_int {
    let real = real!(
        "mkdir",
        unsafe extern "C" fn(*const c_char, mode_t) -> c_int
    );
    watched(
        || named(path),
        || refused(&judge(true, || {})),
        || unsafe { real(path, mode) },
    )
}

/// Opening counts where it may make a file.
fn opened(
    real: unsafe extern "C" fn(*const c_char, c_int, mode_t) -> c_int,
    path: *const c_char,
    flags: c_int,
    mode: mode_t,
) -> c_int {
    watched(
        || {
            if flags & libc::O_CREAT == 0 {
                Vec::new()
            } else {
                named(path)
            }
        },
        || refused(&judge(true, || {})),
        || unsafe { real(path, flags, mode) },
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    opened(
        real!(
            "open",
            unsafe extern "C" fn(*const c_char, c_int, mode_t) -> c_int
        ),
        path,
        flags,
        mode,
    )
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    opened(
        real!(
            "open64",
            unsafe extern "C" fn(*const c_char, c_int, mode_t) -> c_int
        ),
        path,
        flags,
        mode,
    )
}
