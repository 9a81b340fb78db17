//! The package of one dossier (`.hoso`): made with everything that belongs to it, looked into and
//! verified before anything is taken from it.

mod compare;
mod look;
mod make;
mod view;

pub use look::Looked;
pub use make::{PackageChoice, ReasonInput, ReturnInput, Way};
pub use view::{
    DifferenceView, HereCode, HereView, MissingPartView, PackageContentsView, PackageMadeView,
    PackageView, PartStateCode, PartView, PlanHereCode, PurposeCode, ReasonView, ReturnView,
    TakenCode, TakenView,
};

pub(crate) use compare::differences;

use hoso_exchange::dossier_package::PackageError;

/// Letters of a short code.
const CODE_LETTERS: usize = 12;

/// A fingerprint as people compare it, by phone or on paper: `7F3A-91C2-0B4D`.
pub fn short_code(fingerprint: &str) -> String {
    let letters: Vec<char> = fingerprint
        .chars()
        .take(CODE_LETTERS)
        .flat_map(char::to_uppercase)
        .collect();
    let groups = letters.chunks(4).map(|group| group.iter().collect());
    groups.collect::<Vec<String>>().join("-")
}

impl From<PackageError> for crate::DeskError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::File(error) => Self::File(error),
            PackageError::GivenUp => Self::Cancelled,
            error => Self::Package(error),
        }
    }
}
