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

pub use crate::consolidation::package_code as short_code;
pub(crate) use compare::differences;

use hoso_exchange::dossier_package::PackageError;

impl From<PackageError> for crate::DeskError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::File(error) => Self::File(error),
            PackageError::GivenUp => Self::Cancelled,
            error => Self::Package(error),
        }
    }
}
