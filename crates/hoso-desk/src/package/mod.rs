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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{PackageChoice, Way};
    use crate::{Day, Desk, Existing};
    use chrono::NaiveDate;
    use std::ops::ControlFlow;

    #[test]
    fn a_package_is_the_same_whenever_it_is_made() {
        let desk = Desk::new().unwrap();
        let opened = desk.sample().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let asked = NaiveDate::from_ymd_opt(2023, 2, 16);
        let made = [17, 24].map(|day| {
            let day = Day {
                today: NaiveDate::from_ymd_opt(2023, 2, day).unwrap(),
                asked,
            };
            let file = folder.path().join(format!("{}.hoso", day.today));
            let to = (file.as_path(), Existing::Refuse);
            let choice = PackageChoice::default();
            let go_on = |_: crate::Progress<'_>| ControlFlow::Continue(());
            let way = Way::default();
            let parts = desk.make_package((&opened, day), &way, to, &choice, &go_on);
            assert!(parts.unwrap().parts > 30, "documents and tables are in it");
            std::fs::read(file).unwrap()
        });
        assert!(made[0] == made[1]);
    }
}
