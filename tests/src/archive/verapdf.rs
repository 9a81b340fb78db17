//! veraPDF, the validator that the Open Preservation Foundation and the PDF Association keep. It
//! shares no code with the program. The Debian archive and `PyPI` have no package of its own name;
//! it comes inside a package of npm, see `tests/validator`.

use hoso_tests::root;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What veraPDF reads its rules with; Debian's `libjaxb-java`.
const LIBRARIES: [&str; 4] = [
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
];

/// Fails where a file breaks a rule of PDF/A-2a or PDF/UA-1.
#[track_caller]
pub fn judge(pdfs: &[PathBuf]) {
    if !Path::new("/etc/debian_version").exists() {
        println!("veraPDF is set up on Debian and its relatives only; left out here.");
        return;
    }
    let folder = root().join("tests/validator");
    let jar = folder.join("node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar");
    assert!(
        jar.exists(),
        "veraPDF is missing: type `npm ci` in tests/validator, or `cargo xtask test`"
    );
    let libraries = LIBRARIES.map(|name| format!("/usr/share/java/{name}.jar"));
    let path = [&[jar.display().to_string()], &libraries[..]].concat();
    let output = Command::new("java")
        .args(["-cp", &path.join(":")])
        .arg(folder.join("Validate.java"))
        .args(pdfs)
        .output()
        .unwrap_or_else(|error| panic!("java does not start: {error}"));
    let told = String::from_utf8_lossy(&output.stdout);
    let standards = [" 2a: ", " ua1: "].map(|name| told.matches(name).count());
    assert!(
        output.status.success() && standards == [pdfs.len(); 2],
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
