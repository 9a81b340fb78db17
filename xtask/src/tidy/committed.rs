//! What must not be committed: things that a build makes, and addresses of one place's mirror.

use super::{Problem, SourceFile};

const FOLDERS: [&str; 3] = ["target", "node_modules", "__pycache__"];
const STARTS: [&str; 3] = ["ui/dist/", "src-tauri/gen/", "out/"];
const ENDINGS: [&str; 10] = [
    "o", "a", "so", "dll", "dylib", "exe", "rlib", "rmeta", "pdb", "log",
];

pub fn build_output(files: &[SourceFile]) -> Vec<Problem> {
    files
        .iter()
        .filter(|file| is_build_output(file))
        .map(|file| Problem::new(&file.path, "is made by a build; it must not be committed"))
        .collect()
}

/// With its addresses, a lock file made behind a mirror would work there and nowhere else; npm
/// needs none, since it takes each package from the registry it is set up with.
pub fn pinned_addresses(files: &[SourceFile]) -> Vec<Problem> {
    let is_lock = |file: &&SourceFile| file.path.ends_with("package-lock.json");
    let mut problems = Vec::new();
    for file in files.iter().filter(is_lock) {
        let first = file
            .lines()
            .find(|(_, line)| line.trim_start().starts_with("\"resolved\":"));
        if let Some((number, _)) = first {
            let what = "names the address of a package; set omit-lockfile-registry-resolved=true \
                        in .npmrc and write the lock file again";
            problems.push(Problem::at_line(file, number, what));
        }
    }
    problems
}

fn is_build_output(file: &SourceFile) -> bool {
    let path = file.path.as_str();
    FOLDERS
        .iter()
        .any(|name| path.split('/').rev().skip(1).any(|part| part == *name))
        || STARTS.iter().any(|start| path.starts_with(start))
        || file.has_ending(&ENDINGS)
}

#[cfg(test)]
mod tests {
    use super::{build_output, pinned_addresses};
    use crate::tidy::{file, told};

    #[test]
    fn build_output_is_found() {
        for path in [
            "target/debug/hoso",
            "ui/node_modules/svelte/package.json",
            "ui/dist/index.html",
            "src-tauri/gen/schemas/capabilities.json",
            "tools/hoso.exe",
        ] {
            assert_eq!(build_output(&[file(path, "")]).len(), 1, "{path}");
        }
    }

    #[test]
    fn sources_are_not_build_output() {
        for path in [
            "ui/src/target.ts",
            "docs/target",
            "tests/ref/a.pdf",
            "crates/a/src/lib.rs",
        ] {
            assert_eq!(told(&build_output(&[file(path, "")])), "", "{path}");
        }
    }

    #[test]
    fn a_lock_file_names_no_address() {
        let entry = "{\n  \"version\": \"1.0.0\",\n  \"resolved\": \"https://a.example/b.tgz\"\n}";
        let pinned = file("ui/package-lock.json", entry);
        assert!(told(&pinned_addresses(&[pinned])).starts_with("ui/package-lock.json:3: "));
        let fine = [file("ui/package-lock.json", "{\n}"), file("a.json", entry)];
        assert_eq!(told(&pinned_addresses(&fine)), "");
    }
}
