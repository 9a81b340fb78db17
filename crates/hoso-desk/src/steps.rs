//! Where a finding belongs: the step of the dossier that mends it, and the document that shows it.

use hoso_domain::finding::{Finding, Subject};

/// The steps of a dossier, in their order.
pub(crate) const GENERAL: &str = "general";
pub(crate) const NOMINEES: &str = "nominees";
pub(crate) const REPORTS: &str = "reports";
pub(crate) const COUNCIL: &str = "council";
pub(crate) const CHECK: &str = "check";
pub(crate) const EXPORT: &str = "export";

/// What a step is called.
pub(crate) fn title(step: &str) -> &'static str {
    match step {
        GENERAL => "Thông tin chung",
        NOMINEES => "Danh sách đề nghị",
        REPORTS => "Báo cáo thành tích",
        COUNCIL => "Hội đồng",
        CHECK => "Kiểm tra",
        EXPORT => "Xuất và gửi",
        _ => "",
    }
}

/// The step that a rule's findings are mended in.
pub(crate) fn of_rule(rule: &str) -> &'static str {
    match rule {
        "paper.report" => REPORTS,
        "paper.minutes" => COUNCIL,
        "plan.round" | "plan.deadline" => GENERAL,
        _ if rule.starts_with("council.") => COUNCIL,
        "law.award" => NOMINEES,
        _ if rule.starts_with("nominee.") || rule.starts_with("plan.") => NOMINEES,
        _ => GENERAL,
    }
}

/// The document in which a person sees what the finding is about.
pub(crate) fn document(finding: &Finding) -> String {
    match (of_rule(&finding.rule), &finding.subject) {
        (COUNCIL, _) => "minutes".to_owned(),
        (NOMINEES | REPORTS, Subject::Nominee(id)) => format!("report.{id}"),
        _ => "submission".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNCIL, GENERAL, NOMINEES, REPORTS, of_rule};

    #[test]
    fn rules_belong_to_steps() {
        for (rule, step) in [
            ("dossier.unit", GENERAL),
            ("dates.order", GENERAL),
            ("paper.submission", GENERAL),
            ("plan.deadline", GENERAL),
            ("plan.a2", NOMINEES),
            ("law.award", NOMINEES),
            ("law.one_regime", GENERAL),
            ("nominee.claim", NOMINEES),
            ("paper.report", REPORTS),
            ("paper.minutes", COUNCIL),
            ("council.votes", COUNCIL),
        ] {
            assert_eq!(of_rule(rule), step, "{rule}");
        }
    }
}
