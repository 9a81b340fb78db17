//! `cargo xtask bundle`: the released programs as what a person installs. On Linux a Debian package
//! and a folder to carry about; on Windows a setup for one person, on macOS a disk image.
//! With `--test`, what was made is installed, started, looked at and removed again.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::licences;
use crate::machine;
use crate::sbom;
use crate::test::EVERYTHING;
use crate::ui;
use crate::workshop::{
    Done, Failure, SCREEN, Workshop, on_path, read, run as call, spelled_size, started_by,
};

/// The name of the package, and the beginning of every file's.
pub const NAME: &str = "ho-so-thi-dua";
const WINDOW: &str = "hoso-thi-dua";
const COMMAND: &str = "hoso";

/// What a person may be asked to carry on a stick, the web view's runtime left out: 25 MB.
pub const LARGEST: u64 = 25_000_000;

const FOLDER: &str = "src-tauri/bundle";
const MIME: &str = "application/vnd.hosothidua.package+zip";

/// What was made.
struct Made {
    installer: PathBuf,
    portable: PathBuf,
}

/// Makes the installers of this system, and tests them where that is asked for.
pub fn run(workshop: &Workshop, words: &[String]) -> Done {
    let is_tested = match words {
        [] => false,
        [word] if word == "--test" => true,
        _ => {
            return Err(Failure::new(format!(
                "\"{}\" is not understood; only --test may follow.",
                words.join(" ")
            )));
        }
    };
    let made = make(workshop)?;
    println!(
        "{}: {}",
        made.portable.display(),
        spelled_size(size(&made.portable)?)
    );
    weigh(&made.installer)?;
    if is_tested {
        machine::provide(&[machine::WINDOW, machine::TESTS])?;
        test_installed(workshop, &made.installer)?;
        test_carried(workshop, &made.portable)?;
    }
    Ok(())
}

fn make(workshop: &Workshop) -> Done<Made> {
    machine::provide(&[machine::WINDOW])?;
    ui::install(workshop)?;
    licences::check(workshop)?;
    let bill = sbom::write(workshop)?;
    ui::build(workshop)?;
    build(workshop)?;
    ui::fetch(workshop, FOLDER)?;
    let configuration = workshop.ship().join("bundle.json");
    write(&configuration, &configured(workshop, &bill).to_string())?;
    let kind = match env::consts::OS {
        "windows" => "nsis",
        "macos" => "dmg",
        _ => "deb",
    };
    let mut tauri = Command::new("node");
    tauri
        .current_dir(workshop.path("src-tauri"))
        .arg("bundle/node_modules/@tauri-apps/cli/tauri.js")
        .args(["bundle", "--ci", "--bundles", kind, "--config"])
        .arg(&configuration);
    call(&mut tauri)?;
    let installer = newest(
        &workshop.bundles().join(kind),
        if kind == "nsis" { "exe" } else { kind },
    )?;
    let installer = if kind == "deb" {
        repack(workshop, &installer)?
    } else {
        keep(workshop, &installer)?
    };
    Ok(Made {
        installer,
        portable: pack(workshop)?,
    })
}

/// Both programs at once, so that what they share is built once.
pub fn build(workshop: &Workshop) -> Done {
    call(&mut workshop.release([
        "build",
        "--release",
        "--package",
        "hoso-cli",
        "--package",
        WINDOW,
    ]))
}

/// What goes beside the window, for the bundler: where it comes from depends on this machine.
fn configured(workshop: &Workshop, bill: &Path) -> Value {
    let beside = [
        ("LICENSE-MIT", workshop.path("LICENSE-MIT")),
        ("LICENSE-APACHE", workshop.path("LICENSE-APACHE")),
        (
            "third-party.txt",
            workshop.path("assets/licences/third-party.txt"),
        ),
        ("ho-so-thi-dua.cdx.json", bill.to_owned()),
    ];
    let command = workshop.released(COMMAND);
    if !cfg!(target_os = "linux") {
        let mut resources: serde_json::Map<String, Value> = beside
            .iter()
            .map(|(name, path)| (text(path), json!(name)))
            .collect();
        let name = format!("{COMMAND}{}", env::consts::EXE_SUFFIX);
        resources.insert(text(&command), json!(name));
        return json!({ "bundle": { "resources": resources } });
    }
    let bundled = |name: &str| workshop.path(FOLDER).join(name);
    let mut files = serde_json::Map::new();
    let mut take = |to: String, from: &Path| files.insert(to, json!(text(from)));
    take(format!("/usr/bin/{COMMAND}"), &command);
    take(
        format!("/usr/share/mime/packages/{NAME}.xml"),
        &bundled("ho-so-thi-dua.xml"),
    );
    take(
        format!(
            "/usr/share/icons/hicolor/128x128/mimetypes/{}.png",
            MIME.replace('/', "-")
        ),
        &workshop.path("src-tauri/icons/128x128.png"),
    );
    take(
        format!("/usr/share/doc/{NAME}/copyright"),
        &bundled("copyright"),
    );
    for (name, path) in &beside {
        take(format!("/usr/share/doc/{NAME}/{name}"), path);
    }
    json!({ "bundle": { "linux": { "deb": { "files": files } } } })
}

/// Both programs in a folder with the mark that makes them keep everything there.
fn pack(workshop: &Workshop) -> Done<PathBuf> {
    let folder = workshop.ship().join(format!("{NAME}-portable"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    }
    for name in [WINDOW, COMMAND] {
        let program = workshop.released(name);
        copy(
            &program,
            &folder.join(program.file_name().unwrap_or_default()),
        )?;
    }
    for path in [
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "assets/licences/third-party.txt",
    ] {
        let path = workshop.path(path);
        copy(&path, &folder.join(path.file_name().unwrap_or_default()))?;
    }
    write(&folder.join("portable"), "")?;
    let (ending, compressor) = if cfg!(target_os = "linux") {
        ("xz", "xz -9")
    } else {
        ("gz", "gzip -9n")
    };
    let file = workshop.ship().join(format!(
        "{NAME}_{}_{}-{}-portable.tar.{ending}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH
    ));
    let mut tar = Command::new("tar");
    tar.current_dir(workshop.ship());
    if cfg!(target_os = "linux") {
        // The same files give the same bytes.
        tar.args([
            "--sort=name",
            "--mtime=@0",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
        ]);
    }
    tar.args(["--use-compress-program", compressor, "-cf"]);
    call(tar.arg(&file).arg(format!("{NAME}-portable")))?;
    Ok(file)
}

/// The same package packed tighter: the bundler compresses as quickly as it can. At the ninth level xz
/// reaches further than one program, so that what is in both is packed once. The times in it are those
/// of the last commit, so that the same files give the same bytes.
fn repack(workshop: &Workshop, package: &Path) -> Done<PathBuf> {
    let folder = workshop.ship().join("repacked");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    }
    let mut unpack = Command::new("dpkg-deb");
    call(unpack.arg("--raw-extract").arg(package).arg(&folder))?;
    let kept = keep(workshop, package)?;
    let mut git = Command::new("git");
    git.current_dir(workshop.path(""));
    let time = read(git.args(["log", "-1", "--format=%ct"])).unwrap_or_default();
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--root-owner-group", "-Zxz", "-z9", "--build"])
        .arg(&folder)
        .arg(&kept);
    if !time.trim().is_empty() {
        pack.env("SOURCE_DATE_EPOCH", time.trim());
    }
    call(&mut pack)?;
    Ok(kept)
}

fn weigh(file: &Path) -> Done {
    let size = size(file)?;
    println!("{}: {}", file.display(), spelled_size(size));
    // The setup for Windows brings the web view's runtime of about 127 MB, which Debian has.
    if size > LARGEST && !cfg!(windows) {
        return Err(Failure::new(format!(
            "{} is larger than {}.",
            file.display(),
            spelled_size(LARGEST)
        )));
    }
    Ok(())
}

/// Installs the package, drives the window to its first screen and further, and removes it.
fn test_installed(workshop: &Workshop, package: &Path) -> Done {
    if !cfg!(target_os = "linux") {
        println!("Only a Debian package is tested by this command; this one was not.");
        return Ok(());
    }
    let scripts = read(Command::new("dpkg-deb").arg("--info").arg(package))?;
    for name in ["preinst", "postinst", "prerm", "postrm"] {
        if scripts.contains(name) {
            return Err(Failure::new(format!(
                "the package has the script {name}: it could touch what a person keeps."
            )));
        }
    }
    let is_root = read(Command::new("id").arg("-u"))?.trim() == "0";
    if is_root && on_path("dpkg") {
        call(Command::new("dpkg").arg("--install").arg(package))?;
        let looked = look(workshop, Path::new("/")).and_then(|()| associated(workshop));
        // Again over itself, as an upgrade, and away.
        let again = call(Command::new("dpkg").arg("--install").arg(package));
        call(Command::new("dpkg").args(["--remove", NAME]))?;
        looked.and(again)?;
        return gone();
    }
    println!("Without the rights of root the package is unpacked, not installed.");
    let root = workshop.ship().join("root");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|error| unwritable(&root, &error))?;
    }
    call(Command::new("dpkg-deb").arg("-x").arg(package).arg(&root))?;
    look(workshop, &root)
}

/// The command answers, and the window comes to its first screen and opens the sample.
fn look(workshop: &Workshop, root: &Path) -> Done {
    let command = root.join("usr/bin").join(COMMAND);
    let told = read(Command::new(&command).arg("licences"))?;
    if !told.contains("Tinos") {
        return Err(Failure::new(
            "the installed command does not tell its licences.",
        ));
    }
    for file in [
        "usr/share/applications/Ho so Thi dua.desktop",
        "usr/share/mime/packages/ho-so-thi-dua.xml",
        "usr/share/doc/ho-so-thi-dua/copyright",
        "usr/share/doc/ho-so-thi-dua/third-party.txt",
    ] {
        size(&root.join(file))?;
    }
    drive(workshop, &root.join("usr/bin").join(WINDOW), &[])
}

/// The system knows a packed cabinet by its name, where it has the tools to say so.
fn associated(workshop: &Workshop) -> Done {
    if !on_path("gio") || !on_path("update-mime-database") {
        println!("The kind of a .hoso file was not asked: gio or shared-mime-info is missing.");
        return Ok(());
    }
    let file = workshop.ship().join("thu.hoso");
    write(&file, "PK")?;
    let told = read(
        Command::new("gio")
            .args(["info", "-a", "standard::content-type"])
            .arg(&file),
    )?;
    if told.contains(MIME) {
        Ok(())
    } else {
        Err(Failure::new(format!("a .hoso file is taken for:\n{told}")))
    }
}

fn gone() -> Done {
    for name in [WINDOW, COMMAND] {
        let path = Path::new("/usr/bin").join(name);
        if path.exists() {
            return Err(Failure::new(format!("{} is left behind.", path.display())));
        }
    }
    println!("Installed, driven, installed again over itself, removed: nothing is left behind.");
    Ok(())
}

/// Unpacks the folder to carry about where a person might, and looks at where the cabinet comes.
fn test_carried(workshop: &Workshop, packed: &Path) -> Done {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let stick = workshop.ship().join("USB của chị Lan");
    if stick.exists() {
        fs::remove_dir_all(&stick).map_err(|error| unwritable(&stick, &error))?;
    }
    fs::create_dir_all(&stick).map_err(|error| unwritable(&stick, &error))?;
    call(
        Command::new("tar")
            .current_dir(&stick)
            .arg("-xf")
            .arg(packed),
    )?;
    let folder = stick.join(format!("{NAME}-portable"));
    drive(workshop, &folder.join(WINDOW), &["carried"])?;
    size(&folder.join("Tủ hồ sơ/cabinet.db"))?;
    println!("Carried about: the cabinet stands beside the program.");
    Ok(())
}

fn drive(workshop: &Workshop, window: &Path, told: &[&str]) -> Done {
    // With the selection of the tests, so that nothing they share is built again.
    let words = [&["build"], EVERYTHING, &["--example", "installed"]].concat();
    call(&mut workshop.cargo(words))?;
    let mut driver = workshop.built("examples/installed");
    driver.args(told).env("HOSO_WINDOW", window);
    call(&mut started_by("xvfb-run", &SCREEN, &driver))
}

/// The newest file of a folder with an ending.
fn newest(folder: &Path, ending: &str) -> Done<PathBuf> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::new(format!("could not read {}: {error}", folder.display())))?;
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    files.sort();
    let newest = files.pop().map(|(_, path)| path);
    newest.ok_or_else(|| Failure::new(format!("{} has no .{ending}.", folder.display())))
}

/// Copies an installer under a name that every file system and mail program takes.
fn keep(workshop: &Workshop, installer: &Path) -> Done<PathBuf> {
    let name = installer.file_name().unwrap_or_default().to_string_lossy();
    let name = name.replace("Ho so Thi dua", NAME).replace(' ', "-");
    let kept = workshop.ship().join(name);
    copy(installer, &kept)?;
    Ok(kept)
}

fn copy(from: &Path, to: &Path) -> Done {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    fs::copy(from, to).map(drop).map_err(|error| {
        Failure::new(format!(
            "could not copy {} to {}: {error}",
            from.display(),
            to.display()
        ))
    })
}

fn write(path: &Path, text: &str) -> Done {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    fs::write(path, text).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("could not write {}: {error}", path.display()))
}

fn size(path: &Path) -> Done<u64> {
    fs::metadata(path)
        .map(|data| data.len())
        .map_err(|error| Failure::new(format!("{} is missing: {error}", path.display())))
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// What the installers promise, read from their configuration; cheap, so part of every test run.
#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::{FOLDER, MIME, NAME};
    use crate::workshop::Workshop;

    fn read(path: &str) -> String {
        fs::read_to_string(Workshop::find().unwrap().path(path)).unwrap()
    }

    fn configuration() -> Value {
        serde_json::from_str(&read("src-tauri/tauri.conf.json")).unwrap()
    }

    #[test]
    fn the_setup_for_windows_needs_neither_rights_nor_a_network() {
        let windows = &configuration()["bundle"]["windows"];
        assert_eq!(windows["nsis"]["installMode"], "currentUser");
        assert_eq!(windows["webviewInstallMode"]["type"], "offlineInstaller");
        assert_eq!(
            windows["nsis"]["languages"],
            serde_json::json!(["Vietnamese"])
        );
        assert_eq!(windows["allowDowngrades"], false);
    }

    #[test]
    fn what_the_configuration_names_is_there() {
        let bundle = &configuration()["bundle"];
        let workshop = Workshop::find().unwrap();
        let nsis = &bundle["windows"]["nsis"];
        let mut files = vec![
            &bundle["linux"]["deb"]["desktopTemplate"],
            &nsis["installerIcon"],
            &nsis["installerHooks"],
        ];
        files.extend(bundle["icon"].as_array().unwrap());
        for file in files {
            let path = workshop.path("src-tauri").join(file.as_str().unwrap());
            assert!(path.is_file(), "{}", path.display());
        }
    }

    #[test]
    fn a_package_has_one_kind_everywhere() {
        let association = &configuration()["bundle"]["fileAssociations"][0];
        assert_eq!(association["mimeType"], MIME);
        assert_eq!(association["ext"][0], "hoso");
        let mime = read(&format!("{FOLDER}/{NAME}.xml"));
        assert!(mime.contains(&format!("type=\"{MIME}\"")) && mime.contains("*.hoso"));
        assert!(read(&format!("{FOLDER}/{NAME}.desktop")).contains(&format!("MimeType={MIME};")));
    }

    #[test]
    fn the_uninstaller_asks_before_it_touches_data_and_rests_on_no() {
        let hooks = read(&format!("{FOLDER}/hooks.nsh"));
        for words in ["NSIS_HOOK_PREUNINSTALL", "MB_DEFBUTTON2", "/SD IDNO"] {
            assert!(hooks.contains(words), "{words}");
        }
    }

    #[test]
    fn all_versions_are_one() {
        let package: Value = serde_json::from_str(&read("ui/package.json")).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
        // The configuration of the window names none: the bundler takes the package's.
        assert!(configuration()["version"].is_null());
    }
}
