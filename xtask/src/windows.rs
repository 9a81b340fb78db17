//! `cargo xtask windows-check`: as much of Windows as can be had on Linux. Both programs are
//! cross-compiled with Debian's own compiler and mingw-w64, the tests of the core run under Wine, and
//! makensis makes a setup, which is installed and removed there. The window itself cannot be shown
//! by Wine, which has no `WebView2`: that is for the runners in `.github/workflows`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::bundle::{LARGEST, NAME};
use crate::machine;
use crate::ui;
use crate::workshop::{Done, Failure, Workshop, run as call, spelled_size};

const TARGET: &str = "x86_64-pc-windows-gnu";
const PROGRAMS: [&str; 2] = ["hoso-thi-dua.exe", "hoso.exe"];
const LOADER: &str = "WebView2Loader.dll";

/// How long an uninstaller may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The packages whose tests run under Wine.
const CORE: [&str; 7] = [
    "hoso-domain",
    "hoso-rules",
    "hoso-exchange",
    "hoso-store",
    "hoso-forms",
    "hoso-paper",
    "hoso-desk",
];

/// Debian's compiler for the web engine knows the target too. It is unpacked and not installed, so
/// that nothing else on the machine takes it for the compiler.
const COMPILER: [&str; 5] = [
    "rustc-web",
    "libstd-rust-web-1.96",
    "libstd-rust-web-dev",
    "rust-web-src",
    "libllvm22",
];

/// Wine 8 lacks the one function of this library that Rust's standard library asks for.
const RANDOM: &str = "\
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) {
    return RtlGenRandom(data, (ULONG)size);
}
";

/// What is made where.
struct Shop<'a> {
    workshop: &'a Workshop,
    compiler: PathBuf,
    build: PathBuf,
    wine: PathBuf,
}

/// Checks everything, or the one part that is named: `build`, `tests` or `setup`.
pub fn run(workshop: &Workshop, words: &[String]) -> Done {
    const PARTS: [&str; 3] = ["build", "tests", "setup"];
    if let Some(word) = words.iter().find(|word| !PARTS.contains(&word.as_str())) {
        return Err(Failure::new(format!(
            "\"{word}\" is no part; the parts are {}.",
            PARTS.join(", ")
        )));
    }
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "this looks at Windows from Debian; on Windows, type `cargo xtask test`.",
        ));
    }
    let is_asked = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
    machine::provide(&[machine::WINDOW, machine::WINDOWS])?;
    let folder = workshop.windows();
    let shop = Shop {
        workshop,
        compiler: compiler(&folder)?,
        build: folder.join("build"),
        wine: folder.join("wine"),
    };
    if is_asked("build") {
        shop.build()?;
    }
    if is_asked("tests") {
        shop.test()?;
    }
    if is_asked("setup") {
        shop.set_up()?;
    }
    println!(
        "\nNot shown by this: the window on Windows. It has not been run there by this command."
    );
    Ok(())
}

impl Shop<'_> {
    /// Both programs, optimised and linked.
    fn build(&self) -> Done {
        ui::install(self.workshop)?;
        ui::build(self.workshop)?;
        let mut cargo = self.cargo(&["build", "--release"]);
        call(cargo.args(["--package", "hoso-cli", "--package", "hoso-thi-dua"]))
    }

    /// The tests of the core, each program of them under Wine.
    fn test(&self) -> Done {
        let mut cargo = self.cargo(&["test", "--lib", "--no-fail-fast"]);
        for package in CORE {
            cargo.args(["--package", package]);
        }
        self.provide_random(&self.build.join(TARGET).join("debug/deps"))?;
        self.under_wine(&mut cargo);
        call(&mut cargo)
    }

    /// A setup that needs no rights, and a folder to carry about. The setup is installed under Wine,
    /// the command in it writes the sample, and the uninstaller leaves what a person keeps.
    fn set_up(&self) -> Done {
        let released = self.build.join(TARGET).join("release");
        let stage = self.workshop.windows().join(format!("{NAME}-portable"));
        if stage.exists() {
            fs::remove_dir_all(&stage).map_err(|error| failed(&stage, &error))?;
        }
        fs::create_dir_all(&stage).map_err(|error| failed(&stage, &error))?;
        for name in PROGRAMS {
            copy(&released.join(name), &stage.join(name))?;
        }
        copy(&loader(&released)?, &stage.join(LOADER))?;
        for path in [
            "LICENSE-MIT",
            "LICENSE-APACHE",
            "assets/licences/third-party.txt",
        ] {
            let from = self.workshop.path(path);
            copy(&from, &stage.join(from.file_name().unwrap_or_default()))?;
        }
        let version = env!("CARGO_PKG_VERSION");
        let ship = self.workshop.ship();
        fs::create_dir_all(&ship).map_err(|error| failed(&ship, &error))?;
        let setup = ship.join(format!("{NAME}_{version}_x64-setup-unsigned.exe"));
        let mut makensis = Command::new("makensis");
        makensis
            .args(["-V2", "-INPUTCHARSET", "UTF8"])
            .arg(format!("-DVERSION={version}"))
            .arg(format!("-DSTAGE={}", stage.display()))
            .arg(format!(
                "-DICON={}",
                self.workshop.path("src-tauri/icons/icon.ico").display()
            ))
            .arg(format!("-DOUT={}", setup.display()))
            .arg(self.workshop.path("src-tauri/bundle/setup.nsi"));
        call(&mut makensis)?;
        fs::write(stage.join("portable"), "").map_err(|error| failed(&stage, &error))?;
        let packed = ship.join(format!("{NAME}_{version}_windows-x86_64-portable.zip"));
        if packed.exists() {
            fs::remove_file(&packed).map_err(|error| failed(&packed, &error))?;
        }
        let mut zip = Command::new("zip");
        zip.current_dir(self.workshop.windows())
            .args(["-q", "-9", "-X", "-r"]);
        call(zip.arg(&packed).arg(format!("{NAME}-portable")))?;
        for file in [&setup, &packed] {
            let size = fs::metadata(file)
                .map_err(|error| failed(file, &error))?
                .len();
            println!(
                "{}: {} (without the WebView2 runtime)",
                file.display(),
                spelled_size(size)
            );
            // What is carried about is packed so that any PC can unpack it.
            if file == &setup && size > LARGEST {
                return Err(Failure::new(format!(
                    "that is over {}.",
                    spelled_size(LARGEST)
                )));
            }
        }
        self.try_setup(&setup)
    }

    fn try_setup(&self, setup: &Path) -> Done {
        let home = self.wine.join("drive_c/users");
        call(self.wine_of(setup).arg("/S"))?;
        let installed = find(&home, "hoso.exe")
            .ok_or_else(|| Failure::new("the setup ran, and hoso.exe is nowhere."))?;
        let folder = installed.parent().unwrap_or(&installed).to_owned();
        for name in [PROGRAMS[0], LOADER, "uninstall.exe", "third-party.txt"] {
            if !folder.join(name).is_file() {
                return Err(Failure::new(format!("{name} was not installed.")));
            }
        }
        self.provide_random(&folder)?;
        self.compare_sample(&installed)?;
        // What a person keeps, and what the setup may never touch.
        let local = folder.parent().and_then(Path::parent).unwrap_or(&folder);
        let kept = local.join("vn.hosothidua.app/Tủ hồ sơ/cabinet.db");
        fs::create_dir_all(kept.parent().unwrap_or(&kept))
            .map_err(|error| failed(&kept, &error))?;
        fs::write(&kept, "của tôi").map_err(|error| failed(&kept, &error))?;
        call(self.wine_of(setup).arg("/S"))?;
        let uninstaller = folder.join("uninstall.exe");
        call(self.wine_of(&uninstaller).arg("/S"))?;
        // It copies itself away first and works on after it has ended.
        let begun = Instant::now();
        while installed.exists() || folder.join("third-party.txt").exists() {
            if begun.elapsed() > PATIENCE {
                return Err(Failure::new("the uninstaller left the programs behind."));
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        let untouched = fs::read_to_string(&kept).is_ok_and(|text| text == "của tôi");
        if !untouched {
            return Err(Failure::new(
                "the setup or its uninstaller touched the cabinet.",
            ));
        }
        println!(
            "Under Wine: set up, set up again over itself, removed; the cabinet was not touched."
        );
        Ok(())
    }

    /// The documents of the sample, byte for byte as this system writes them.
    fn compare_sample(&self, command: &Path) -> Done {
        let [here, there] = ["here", "there"].map(|name| self.workshop.windows().join(name));
        for folder in [&here, &there] {
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(|error| failed(folder, &error))?;
            }
        }
        let program = self.workshop.released("hoso");
        if !program.is_file() {
            println!("No released hoso of this system: its documents were not compared.");
            return call(self.wine_of(command).args(["sample", "--out"]).arg(&there));
        }
        let words = ["sample", "--on", "2023-02-16", "--out"];
        call(Command::new(program).args(words).arg(&here))?;
        call(self.wine_of(command).args(words).arg(&there))?;
        let mut compare = Command::new("diff");
        call(compare.arg("-rq").arg(&here).arg(&there))?;
        println!("Every document of the sample is the same, byte for byte, on both systems.");
        Ok(())
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = self.workshop.release(words);
        cargo
            .args(["-Zbuild-std=std,panic_abort", "--target", TARGET, "--target-dir"])
            .arg(&self.build)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", self.compiler.join("usr/bin/rustc"))
            .env("LD_LIBRARY_PATH", self.compiler.join("usr/lib/x86_64-linux-gnu"))
            // Cargo is not told of another compiler by the one that runs this.
            .env_remove("RUSTUP_TOOLCHAIN");
        cargo
    }

    fn wine_world(&self) -> [(&'static str, std::ffi::OsString); 3] {
        [
            ("WINEPREFIX", self.wine.clone().into()),
            ("WINEDEBUG", "-all".into()),
            (
                "WINEDLLOVERRIDES",
                "bcryptprimitives=n;mscoree,mshtml=".into(),
            ),
        ]
    }

    fn wine_of(&self, program: &Path) -> Command {
        let mut wine = Command::new("wine");
        wine.arg(program).envs(self.wine_world());
        // Cargo's own would be loaded by Wine.
        wine.env_remove("LD_LIBRARY_PATH");
        wine
    }

    fn under_wine(&self, cargo: &mut Command) {
        let runner = "env --unset=LD_LIBRARY_PATH wine";
        cargo
            .envs(self.wine_world())
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", runner);
    }

    /// Puts the stand-in for the library that Wine lacks beside the programs.
    fn provide_random(&self, folder: &Path) -> Done {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        let source = self.workshop.windows().join("bcryptprimitives.c");
        fs::write(&source, RANDOM).map_err(|error| failed(&source, &error))?;
        let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
        compiler
            .args(["-shared", "-O2", "-o"])
            .arg(folder.join("bcryptprimitives.dll"))
            .arg(&source)
            .arg("-ladvapi32");
        call(&mut compiler)
    }
}

/// The compiler, fetched and unpacked once.
fn compiler(folder: &Path) -> Done<PathBuf> {
    let compiler = folder.join("toolchain");
    if compiler.join("usr/bin/rustc").is_file() {
        return Ok(compiler);
    }
    let packages = folder.join("packages");
    fs::create_dir_all(&packages).map_err(|error| failed(&packages, &error))?;
    let mut apt = Command::new("apt-get");
    call(apt.current_dir(&packages).arg("download").args(COMPILER)).map_err(|failure| {
        Failure::new(format!(
            "{failure}\nDebian's compiler for Windows cannot be had here, so nothing was checked."
        ))
    })?;
    let files = fs::read_dir(&packages).map_err(|error| failed(&packages, &error))?;
    for file in files.flatten() {
        call(
            Command::new("dpkg-deb")
                .arg("-x")
                .arg(file.path())
                .arg(&compiler),
        )?;
    }
    Ok(compiler)
}

/// The library that the window loads, as its package brought it.
fn loader(released: &Path) -> Done<PathBuf> {
    let beside = released.join(LOADER);
    if beside.is_file() {
        return Ok(beside);
    }
    let builds = released.join("build");
    let folders = fs::read_dir(&builds).map_err(|error| failed(&builds, &error))?;
    let mut found = folders
        .flatten()
        .map(|entry| entry.path().join("out/x64").join(LOADER))
        .filter(|path| path.is_file());
    found
        .next()
        .ok_or_else(|| Failure::new(format!("{LOADER} is nowhere below {}.", builds.display())))
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).ok()?.flatten() {
            let path = entry.path();
            if path.file_name().is_some_and(|found| found == name) {
                return Some(path);
            }
            // Wine links a person's folders to those of this system.
            if path.is_dir() && !path.is_symlink() {
                waiting.push(path);
            }
        }
    }
    None
}

fn copy(from: &Path, to: &Path) -> Done {
    fs::copy(from, to).map(drop).map_err(|error| {
        Failure::new(format!(
            "could not copy {}: {error}. Has `cargo xtask windows-check build` been run?",
            from.display()
        ))
    })
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LOADER, PROGRAMS, find, run};
    use crate::workshop::Workshop;

    fn setup() -> String {
        let path = Workshop::find().unwrap().path("src-tauri/bundle/setup.nsi");
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn the_setup_is_for_one_person_and_rests_on_keeping_data() {
        let setup = setup();
        assert!(setup.contains("RequestExecutionLevel user"));
        assert!(!setup.contains("HKLM") || !setup.contains("WriteRegStr HKLM"));
        assert!(setup.contains("MB_DEFBUTTON2") && setup.contains("/SD IDNO"));
        for name in PROGRAMS.into_iter().chain([LOADER]) {
            assert!(setup.contains(name), "{name}");
        }
    }

    #[test]
    fn an_unknown_part_is_refused_before_anything_is_done() {
        let workshop = Workshop::find().unwrap();
        assert!(run(&workshop, &["everything".to_owned()]).is_err());
    }

    #[test]
    fn a_file_is_found_below() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("a/b");
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("hoso.exe"), "").unwrap();
        assert_eq!(
            find(folder.path(), "hoso.exe"),
            Some(inside.join("hoso.exe"))
        );
        assert_eq!(find(folder.path(), "other.exe"), None);
    }
}
