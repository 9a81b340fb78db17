//! What other people have made of the program that is handed out: packages from crates.io and npm,
//! fonts, and what a package brings inside it. Told in one order, so that the lists made of it are
//! the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::metadata::{Metadata, Package};
use crate::workshop::{Done, Failure, Workshop};

/// The programs that are handed out.
pub const PROGRAMS: [&str; 2] = ["hoso-cli", "hoso-thi-dua"];

/// A work that a package builds into the program and that its own makers have not made: code in C, or
/// a library that is handed out with it.
struct Inside {
    name: &'static str,
    licence: &'static str,
    /// The package that brings it, and the one in the program that it is linked with.
    package: &'static str,
    within: &'static str,
    /// What its version follows in that of the package; nothing where that does not tell it.
    version_after: Option<&'static str>,
    words: Words,
}

/// Where the words of a licence are.
enum Words {
    /// In this file, below the folder of the package.
    In(&'static str),
    /// Nowhere in the package: the usual ones, with these as their holders.
    Of(&'static str),
    /// These are all.
    Are(&'static str),
}

const INSIDE: [Inside; 5] = [
    Inside {
        name: "SQLCipher",
        licence: "BSD-3-Clause",
        package: "sqlcipher-src",
        within: "libsqlite3-sys",
        version_after: Some("sqlcipher-"),
        words: Words::In("sqlcipher/LICENSE-sqlcipher"),
    },
    Inside {
        name: "SQLite",
        licence: "blessing",
        package: "sqlcipher-src",
        within: "libsqlite3-sys",
        version_after: Some("sqlite-"),
        words: Words::Are(
            "The authors of SQLite disclaim copyright to its source code: it is in the public domain.",
        ),
    },
    // On Windows alone.
    Inside {
        name: "OpenSSL",
        licence: "Apache-2.0",
        package: "openssl-src",
        within: "openssl-sys",
        version_after: Some("+"),
        words: Words::In("openssl/LICENSE.txt"),
    },
    Inside {
        name: "mimalloc",
        licence: "MIT",
        package: "libmimalloc-sys",
        within: "libmimalloc-sys",
        version_after: None,
        words: Words::In("c_src/mimalloc/v3/LICENSE"),
    },
    // On Windows alone.
    Inside {
        name: "WebView2Loader",
        licence: "BSD-3-Clause",
        package: "webview2-com-sys",
        within: "webview2-com-sys",
        version_after: None,
        words: Words::Of("Microsoft Corporation"),
    },
];

/// Where a part comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    Font,
    Crate,
    Npm,
    Inside,
}

/// One part, with what its makers ask to be told.
#[derive(Clone, Debug)]
pub struct Part {
    pub origin: Origin,
    pub name: String,
    pub version: String,
    /// The licence expression that its makers give.
    pub licence: String,
    pub authors: Vec<String>,
    /// The algorithm and the checksum, as `CycloneDX` names them.
    pub checksum: Option<(&'static str, String)>,
    /// The names of other parts that it is built with, with their versions.
    pub needs: BTreeSet<(String, String)>,
    /// The words of its licence files, each with the file's name.
    pub texts: Vec<(String, String)>,
    /// The package that it is linked with, of what a package brings inside it.
    pub within: Option<&'static str>,
}

/// Everything, in order.
pub fn all(workshop: &Workshop, systems: &[String]) -> Done<Vec<Part>> {
    let metadata = Metadata::of_all(workshop, systems)?;
    let mut parts = crates(workshop, &metadata)?;
    parts.extend(npm(workshop)?);
    parts.push(tinos(workshop)?);
    parts.extend(inside(&metadata)?);
    parts.sort_by(|a, b| {
        let key = |part: &Part| (part.origin, part.name.clone(), part.version.clone());
        key(a).cmp(&key(b))
    });
    Ok(parts)
}

fn crates(workshop: &Workshop, metadata: &Metadata) -> Done<Vec<Part>> {
    let checksums = checksums(&read(&workshop.path("Cargo.lock"))?)?;
    let shipped = metadata.shipped_with(&PROGRAMS);
    shipped
        .into_iter()
        .filter(|package| package.source.is_some())
        .map(|package| {
            let key = (package.name.clone(), package.version.clone());
            Ok(Part {
                origin: Origin::Crate,
                name: package.name.clone(),
                version: package.version.clone(),
                licence: tidied(package.license.as_deref().unwrap_or_default()),
                authors: package.authors.clone(),
                checksum: checksums.get(&key).map(|sum| ("SHA-256", sum.clone())),
                needs: metadata.needs(package),
                texts: texts_of_crate(package)?,
                within: None,
            })
        })
        .collect()
}

/// An old way of writing `OR` is a slash.
fn tidied(expression: &str) -> String {
    let words = expression.replace('/', " OR ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn checksums(lock: &str) -> Done<BTreeMap<(String, String), String>> {
    let lock: toml::Table = toml::from_str(lock)
        .map_err(|error| Failure::new(format!("could not read Cargo.lock: {error}")))?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let word = |package: &toml::Value, key: &str| {
        Some(package.get(key).and_then(toml::Value::as_str)?.to_owned())
    };
    let each = packages.into_iter().flatten().filter_map(|package| {
        let key = (word(package, "name")?, word(package, "version")?);
        Some((key, word(package, "checksum")?))
    });
    Ok(each.collect())
}

fn texts_of_crate(package: &Package) -> Done<Vec<(String, String)>> {
    let folder = package.manifest.parent().unwrap_or(Path::new(""));
    let mut files = licence_files(folder)?;
    files.extend(package.license_file.iter().map(|file| folder.join(file)));
    texts(files)
}

/// The files beside a manifest, and in a folder of their own, whose names promise a licence.
fn licence_files(folder: &Path) -> Done<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let unreadable = |error| {
        Failure::new(format!(
            "could not read {}: {error}. Are the packages fetched?",
            folder.display()
        ))
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_one = is_licence(&name);
        if path.is_file() && is_one {
            found.insert(path);
        } else if path.is_dir() && is_one {
            let inside = fs::read_dir(&path).map_err(unreadable)?;
            let inside = inside.flatten().map(|entry| entry.path());
            found.extend(inside.filter(|path| path.is_file()));
        }
    }
    Ok(found)
}

fn is_licence(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_code = [".rs", ".toml", ".js", ".html"]
        .iter()
        .any(|ending| name.ends_with(ending));
    let begins = [
        "license",
        "licence",
        "copying",
        "notice",
        "unlicense",
        "copyright",
    ];
    !is_code && begins.iter().any(|begin| name.starts_with(begin))
}

fn texts(files: BTreeSet<PathBuf>) -> Done<Vec<(String, String)>> {
    files
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).map_err(|error| {
                Failure::new(format!("could not read {}: {error}", path.display()))
            })?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Ok((name.into_owned(), plain(&String::from_utf8_lossy(&bytes))))
        })
        .collect()
}

/// The same words on every machine: without a mark at the beginning, carriage returns, or blanks
/// at the ends of lines.
fn plain(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace('\r', "");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// What the page is built with and holds: what its lock file does not keep for development alone.
fn npm(workshop: &Workshop) -> Done<Vec<Part>> {
    let lock = read(&workshop.path("ui/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock)
        .map_err(|error| Failure::new(format!("could not read ui/package-lock.json: {error}")))?;
    let packages = lock["packages"].as_object();
    let kept = packages.into_iter().flatten().filter(|(place, package)| {
        !place.is_empty() && package["dev"] != true && package["optional"] != true
    });
    let all: Vec<(&String, &Value)> = kept.collect();
    let version = |name: &str| {
        let place = format!("node_modules/{name}");
        let found = all.iter().find(|(at, _)| **at == place);
        found.map(|(_, package)| text(&package["version"]))
    };
    all.iter()
        .map(|(place, package)| {
            let name = place.rsplit("node_modules/").next().unwrap_or(place);
            let needs = package["dependencies"].as_object().into_iter().flatten();
            let needs = needs
                .filter_map(|(name, _)| Some((name.clone(), version(name)?)))
                .collect();
            let folder = workshop.path("ui").join(place);
            Ok(Part {
                origin: Origin::Npm,
                name: name.to_owned(),
                version: text(&package["version"]),
                licence: text(&package["license"]),
                authors: Vec::new(),
                checksum: integrity(&text(&package["integrity"])),
                needs,
                texts: texts(licence_files(&folder)?)?,
                within: None,
            })
        })
        .collect()
}

/// npm writes checksums in base 64, everybody else in hexadecimal digits.
fn integrity(text: &str) -> Option<(&'static str, String)> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encoded = text.strip_prefix("sha512-")?.trim_end_matches('=');
    let (mut bits, mut held, mut sum) = (0_u32, 0_u32, String::new());
    for digit in encoded.chars() {
        bits = (bits << 6) | u32::try_from(DIGITS.find(digit)?).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            // Writing to a string cannot fail.
            let _ = write!(sum, "{:02x}", (bits >> held) & 0xff);
        }
    }
    Some(("SHA-512", sum))
}

fn tinos(workshop: &Workshop) -> Done<Part> {
    let text = read(&workshop.path("assets/fonts/LICENSE.txt"))?;
    Ok(Part {
        origin: Origin::Font,
        name: "Tinos".to_owned(),
        version: "1.33".to_owned(),
        licence: "OFL-1.1".to_owned(),
        authors: Vec::new(),
        checksum: None,
        needs: BTreeSet::new(),
        texts: vec![("LICENSE.txt".to_owned(), plain(&text))],
        within: None,
    })
}

/// What the packages bring inside them. By custom a package whose name ends in `-src` is nothing else, so
/// that none of these may be missing from the list.
fn inside(metadata: &Metadata) -> Done<Vec<Part>> {
    let unknown = metadata.packages().find(|package| {
        let is_listed = INSIDE.iter().any(|inside| inside.package == package.name);
        package.name.ends_with("-src") && !is_listed
    });
    if let Some(package) = unknown {
        return Err(Failure::new(format!(
            "{} brings the work of others; please name it in INSIDE of xtask/src/parts.rs, with its \
             licence.",
            package.name
        )));
    }
    INSIDE.iter().map(|inside| inside.part(metadata)).collect()
}

impl Inside {
    fn part(&self, metadata: &Metadata) -> Done<Part> {
        let package = metadata.packages().find(|one| one.name == self.package);
        let package = package.ok_or_else(|| {
            Failure::new(format!(
                "{} is not built any more, and {} was in it; please look at INSIDE of \
                 xtask/src/parts.rs.",
                self.package, self.name
            ))
        })?;
        let (texts, authors) = match self.words {
            Words::In(file) => {
                let folder = package.manifest.parent().unwrap_or(Path::new(""));
                (texts(BTreeSet::from([folder.join(file)]))?, Vec::new())
            }
            Words::Of(holder) => (Vec::new(), vec![holder.to_owned()]),
            Words::Are(words) => (vec![(String::new(), words.to_owned())], Vec::new()),
        };
        Ok(Part {
            origin: Origin::Inside,
            name: self.name.to_owned(),
            version: self.version(&package.version).to_owned(),
            licence: self.licence.to_owned(),
            authors,
            checksum: None,
            needs: BTreeSet::new(),
            texts,
            within: Some(self.within),
        })
    }

    /// As the package tells it: `3.54.1` after `sqlite-` in `420.0.0+sqlcipher-4.20.0-sqlite-3.54.1`.
    fn version<'a>(&self, package: &'a str) -> &'a str {
        let told = self
            .version_after
            .and_then(|before| package.split_once(before));
        told.map_or("", |(_, rest)| rest.split('-').next().unwrap_or_default())
    }
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("could not read {}: {error}", path.display())))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{INSIDE, checksums, integrity, is_licence, plain, tidied};

    #[test]
    fn knows_a_licence_by_its_name() {
        for name in [
            "LICENSE",
            "license-mit.txt",
            "COPYING",
            "NOTICE",
            "UNLICENSE",
        ] {
            assert!(is_licence(name), "{name}");
        }
        for name in ["license.rs", "README.md", "licenses.toml"] {
            assert!(!is_licence(name), "{name}");
        }
    }

    #[test]
    fn words_are_the_same_everywhere() {
        assert_eq!(
            plain("\u{feff}\r\nMIT  \r\n\r\nCopyright\t\r\n"),
            "MIT\n\nCopyright"
        );
        assert_eq!(tidied("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(tidied("MIT OR Zlib"), "MIT OR Zlib");
    }

    #[test]
    fn the_version_of_what_is_inside_is_read_from_that_of_its_package() {
        let version = |name: &str, package| {
            let inside = INSIDE.iter().find(|inside| inside.name == name).unwrap();
            inside.version(package)
        };
        let package = "420.0.0+sqlcipher-4.20.0-sqlite-3.54.1-libtomcrypt-1.18.2";
        assert_eq!(version("SQLCipher", package), "4.20.0");
        assert_eq!(version("SQLite", package), "3.54.1");
        assert_eq!(version("OpenSSL", "300.6.1+3.6.3"), "3.6.3");
        assert_eq!(version("mimalloc", "0.1.49"), "");
    }

    #[test]
    fn checksums_of_both_lock_files_are_read() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n\
                    [[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        let sums = checksums(lock).unwrap();
        assert_eq!(sums.len(), 1);
        assert_eq!(sums[&("a".to_owned(), "1.0.0".to_owned())], "00ff");
        assert_eq!(integrity("sha512-AP8Q").unwrap().1, "00ff10");
        assert_eq!(integrity("sha512-AP8=").unwrap().1, "00ff");
        assert!(integrity("sha1-AP8=").is_none());
    }
}
