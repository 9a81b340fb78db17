//! Why what was asked of a consolidation cannot be had.

/// Why what was asked of a consolidation cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConsolidationFault {
    /// No package of the folder has this number or name.
    #[error("no package `{name}`")]
    UnknownPackage {
        /// What was asked for.
        name: String,
    },
    /// A package cannot be taken over from.
    #[error("package `{file}` cannot be used")]
    Unusable {
        /// Its file.
        file: String,
    },
    /// The file of a package is no longer the one that was read.
    #[error("package `{file}` was changed since it was read")]
    Changed {
        /// Its file.
        file: String,
    },
    /// Nobody was chosen.
    #[error("nobody was chosen")]
    NobodyChosen,
    /// A package has no nominee with this id.
    #[error("package `{file}` has no nominee `{id}`")]
    UnknownNominee {
        /// Its file.
        file: String,
        /// The id.
        id: String,
    },
    /// Somebody is proposed more than once, and nobody has decided what to do.
    #[error("{count} person(s) or bodies proposed more than once are undecided")]
    Undecided {
        /// How many.
        count: usize,
        /// Names of some of them.
        names: Vec<String>,
    },
    /// A receipt needs to know who receives.
    #[error("no unit that receives")]
    NoReceiver,
}
