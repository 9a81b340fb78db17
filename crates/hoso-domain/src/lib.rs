//! What a unit, a plan, a dossier, a nominee, a council and a vote *are*.
//!
//! Deliberately absent: no clock, no file, no SQL, no window, no page, and no opinion on whether
//! anything is allowed (that is `hoso-rules`). The types derive `Serialize` and `JsonSchema`
//! because the dossier and plan files are open formats whose shape *is* this model; a mirrored
//! set of wire types would only make every change twice.

pub mod council;
pub mod dossier;
pub mod finding;
pub mod holiday;
pub mod indicator;
pub mod law;
pub mod nominee;
pub mod plan;
pub mod plan_check;
pub mod plan_diff;
pub mod provision;
pub mod rehearsal;
pub mod schedule;
pub mod text;

pub use council::{
    Absence, Council, CouncilRole, Meeting, Member, Method, Tally, VoteBase, VoteRule,
};
pub use dossier::{
    Dossier, Evidence, Letter, PlanReference, Signatory, SigningMode, Source, Unit, UnitKind,
};
pub use finding::{Citation, Finding, Mark, Severity, State, Subject};
pub use holiday::{AnnouncedBreak, HolidayChanges, Holidays, WorkedDay};
pub use indicator::IndicatorValue;
pub use law::{Act, Acts};
pub use nominee::{
    Clearance, Collective, CommendationKind, Determination, EarlierAward, Fact, FactValue, Gender,
    Individual, Nominee, NomineeKind, Origin, Percent, Person, Recognition, Recognizer, Report,
    ReportSection,
};
pub use plan::{
    Condition, Criterion, Deadline, DocumentId, Level, Plan, Round, RoundKind, Standard, YearChoice,
};
pub use plan_check::{PlanFault, PlanProblem};
pub use plan_diff::{Clause, ClauseChange, clauses, differences, level_name};
pub use provision::{Law, LawItem, LawOverride, LawOverrides, Principle, Says};
pub use rehearsal::{
    Confirmation, Confirmed, Covers, Rehearsal, RehearsalAnswer, RehearsalChanges, RehearsalGroup,
    RehearsalLine, RehearsalState,
};
pub use schedule::{Step, Steps};
pub use text::{Name, NameTooLong, Text, short_date};
