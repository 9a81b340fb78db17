//! What kind of place a folder is: a cabinet belongs on a disk of this PC that can be written.
//!
//! Over a network, locks and syncs are promises of another machine, so it is noticed and said.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A place as far as it matters to a cabinet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder that was looked at, or the nearest one above it that is there.
    pub folder: PathBuf,
    /// Where it lies.
    pub kind: PlaceKind,
    /// Whether files can be made in it.
    pub can_write: bool,
}

/// Where a place lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// On a disk of this PC.
    Local,
    /// On another machine.
    Network,
}

impl Place {
    /// Looks at a folder, which need not be there yet.
    pub fn look(folder: &Path) -> Self {
        let there = folder.ancestors().find(|folder| folder.is_dir());
        let there = match there {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        // The system's own name of the folder: a network drive's letter becomes its share.
        let named = fs::canonicalize(&there).unwrap_or_else(|_| there.clone());
        let kind = if is_network(&named) {
            PlaceKind::Network
        } else {
            PlaceKind::Local
        };
        Self {
            can_write: can_write(&there).is_ok(),
            folder: there,
            kind,
        }
    }

    /// Whether a cabinet can stand here.
    pub fn is_good(&self) -> bool {
        self.kind == PlaceKind::Local && self.can_write
    }
}

fn can_write(folder: &Path) -> io::Result<()> {
    tempfile::Builder::new()
        .prefix(".hoso-")
        .tempfile_in(folder)
        .map(|_| ())
}

#[cfg(windows)]
fn is_network(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    match folder.components().next() {
        Some(Component::Prefix(prefix)) => {
            matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
        }
        _ => false,
    }
}

#[cfg(not(windows))]
fn is_network(folder: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let kind = file_system(&mounts, &folder.to_string_lossy());
    kind.is_some_and(|kind| {
        [
            "nfs",
            "cifs",
            "smb",
            "9p",
            "afs",
            "ceph",
            "glusterfs",
            "davfs",
            "ncp",
            "coda",
        ]
        .iter()
        .any(|known| kind.starts_with(known))
            || ["fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd-fuse"]
                .contains(&kind.as_str())
    })
}

/// The kind of file system that a folder lies on, from the system's table of mounts.
#[cfg(not(windows))]
fn file_system(mounts: &str, folder: &str) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        // The fields before the dash vary in number; the mount point is the fifth.
        let Some((before, after)) = line.split_once(" - ") else {
            continue;
        };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else {
            continue;
        };
        let point = point.replace("\\040", " ");
        let inside = folder.strip_prefix(point.trim_end_matches('/'));
        let is_above = inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        // A later mount on the same point hides the earlier one.
        if is_above && best.is_none_or(|(length, _)| point.len() >= length) {
            best = Some((point.len(), kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::{Place, PlaceKind, file_system};

    const MOUNTS: &str = "\
25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 25 0:35 / /mnt/chia\\040se rw,relatime shared:2 - cifs //may-chu/chung rw,vers=3.0
41 25 0:36 / /home/an/mang rw - nfs4 may-chu:/chung rw
42 41 254:1 / /home/an/mang/usb rw - vfat /dev/sdb1 rw
";

    #[track_caller]
    fn check(folder: &str, expected: &str) {
        assert_eq!(file_system(MOUNTS, folder).as_deref(), Some(expected));
    }

    #[test]
    fn the_nearest_mount_counts() {
        check("/home/an/Tài liệu", "ext4");
        check("/mnt/chia se/thi đua", "cifs");
        check("/mnt/chia sen", "ext4");
        check("/home/an/mang", "nfs4");
        check("/home/an/mang/usb/a", "vfat");
    }

    #[test]
    fn a_folder_of_this_machine_is_good() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::look(&folder.path().join("chưa có").join("tủ"));
        assert_eq!((place.kind, place.can_write), (PlaceKind::Local, true));
        assert!(place.is_good());
        assert_eq!(place.folder, folder.path());
    }
}
