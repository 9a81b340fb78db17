//! What is judged of each nominee: subject, award form, criteria, details, report, proof.

use crate::book::Check;
use crate::case::{Answer, Case, cited, finding};
use crate::council;
use crate::naming;
use crate::principles::{self, Others, same};
use hoso_domain::finding::{Citation, Finding, Severity, State, Subject};
use hoso_domain::nominee::{EarlierAward, FactValue, Nominee, NomineeKind, Person};
use hoso_domain::plan::{AwardLevel, Criterion, RoundKind, Standard};
use hoso_domain::short_date;

/// All findings on one nominee. Of the other nominees it reads what `others` says, and no more.
pub(crate) fn judge(case: &Case<'_>, nominee: &Nominee, others: &Others) -> Vec<Finding> {
    let judged = Judged { case, nominee };
    let mut findings = vec![judged.subject(), judged.award_form()];
    judged.standard(&mut findings);
    findings.extend([judged.details(), judged.same_achievement(), judged.report()]);
    findings.extend(judged.proof());
    findings.extend(naming::judge(case, nominee));
    findings.extend(council::judge_votes(case, nominee));
    findings.extend(principles::judge_nominee(case, nominee, others));
    findings
}

struct Judged<'a> {
    case: &'a Case<'a>,
    nominee: &'a Nominee,
}

impl Judged<'_> {
    fn id(&self) -> Subject {
        Subject::Nominee(self.nominee.id.clone())
    }

    fn path(&self, field: &str) -> String {
        format!("nominees[{}].{field}", self.nominee.id)
    }

    fn citation(&self, place: &str, text: &str) -> Citation {
        Citation {
            place: format!("{place} Kế hoạch"),
            text: text.to_owned(),
            mark: self.case.plan.mark,
        }
    }

    fn by_book(&self, check: Check, field: &str, answer: Answer) -> Finding {
        self.case
            .by_book(check, self.id(), &self.path(field), answer, None)
    }

    /// II.1: whether a unit of this kind, or its people, take part.
    fn subject(&self) -> Finding {
        let case = self.case;
        let kind = self.nominee.kind();
        let unit_kind = case.dossier.unit.kind;
        let of_kind = || {
            case.plan
                .subjects
                .iter()
                .filter(|subject| subject.kind == kind)
        };
        let takes_part = of_kind().find(|subject| subject.unit_kinds.contains(&unit_kind));
        let (cite, answer) = match takes_part.or_else(|| of_kind().next()) {
            None => (
                self.citation("II.1", ""),
                Answer::not_met(vec!["kế hoạch không nêu đối tượng này".to_owned()]),
            ),
            Some(subject) => {
                let answer = if takes_part.is_some() {
                    Answer::met(Vec::new())
                } else {
                    Answer::not_met(vec![
                        "loại hình đơn vị không thuộc đối tượng thi đua của Kế hoạch".to_owned(),
                    ])
                };
                (self.citation(&subject.cite, &subject.text), answer)
            }
        };
        let remedy = "Soát lại loại hình đơn vị, hoặc rút đề nghị này.";
        let words = (
            Severity::Blocking,
            cite,
            "Thuộc đối tượng thi đua của Kế hoạch",
            remedy,
        );
        finding(
            "plan.subject".to_owned(),
            self.id(),
            "unit.kind",
            answer,
            words,
            None,
        )
    }

    /// IV.2: whether the round lets this award form be asked for.
    fn award_form(&self) -> Finding {
        let case = self.case;
        let form = case.plan.award_form(&self.nominee.award_form);
        let name = form.map_or(self.nominee.award_form.clone(), |form| {
            case.plan.award_name(form, case.on)
        });
        let allowed = case
            .round
            .is_some_and(|round| round.award_forms.contains(&self.nominee.award_form));
        let (answer, message) = if allowed {
            (
                Answer::met(Vec::new()),
                format!("Đạt: đợt này được đề nghị {name}."),
            )
        } else {
            let why = match (form, case.round) {
                (None, _) => format!("Kế hoạch không có hình thức khen thưởng “{name}”"),
                (Some(form), _) if form.level == AwardLevel::Unit => {
                    format!(
                        "{name} do thủ trưởng đơn vị tặng theo thẩm quyền, không trình lên tỉnh"
                    )
                }
                (Some(_), Some(round)) => format!("{} không xét {name}", round.title),
                (Some(_), None) => "hồ sơ chưa chọn đúng đợt khen thưởng".to_owned(),
            };
            (
                Answer::not_met(vec![why]),
                format!("Không đề nghị được {name} trong đợt này."),
            )
        };
        let (place, text) = match (form, case.round) {
            (Some(form), _) => (form.cite.as_str(), form.text.as_str()),
            (None, Some(round)) => (round.award_forms_cite.as_str(), ""),
            (None, None) => ("IV.2", ""),
        };
        let remedy = "Chọn hình thức khen thưởng mà đợt này được xét.";
        let words = (Severity::Blocking, self.citation(place, text), "", remedy);
        let field = self.path("award_form");
        finding(
            "plan.award_form".to_owned(),
            self.id(),
            &field,
            answer,
            words,
            Some(message),
        )
    }

    /// IV.3: every criterion of the standard, then the standard itself and the claim.
    fn standard(&self, findings: &mut Vec<Finding>) {
        let case = self.case;
        let kind = self.nominee.kind();
        let Some(standard) = case.plan.standard(kind, &self.nominee.award_form) else {
            let missing =
                vec!["tiêu chuẩn của hình thức khen thưởng này trong Kế hoạch".to_owned()];
            let words = (
                Severity::Blocking,
                self.citation("IV.3", ""),
                "Đạt tiêu chuẩn khen thưởng",
                "Chọn hình thức khen thưởng có tiêu chuẩn trong Kế hoạch.",
            );
            let field = self.path("award_form");
            let answer = Answer::unknown(missing);
            findings.push(finding(
                "plan.standard".to_owned(),
                self.id(),
                &field,
                answer,
                words,
                None,
            ));
            return;
        };
        if standard.any_of.is_empty() {
            findings.push(self.referred_to_law(standard));
            return;
        }
        let answered = |id: &String| {
            let criterion = case.plan.criterion(id)?;
            Some((criterion, self.criterion(criterion)))
        };
        let precondition = standard.precondition.as_ref().and_then(answered);
        let alternatives: Vec<_> = standard.any_of.iter().filter_map(answered).collect();
        if let Some((criterion, answer)) = &precondition {
            findings.push(self.criterion_finding(criterion, answer.clone(), Severity::Blocking));
        }
        for (criterion, answer) in &alternatives {
            findings.push(self.criterion_finding(criterion, answer.clone(), Severity::Info));
        }
        self.conclude(standard, precondition.as_ref(), &alternatives, findings);
    }

    /// A criterion's answer, a person's determination included where only a person can tell.
    fn criterion(&self, criterion: &Criterion) -> Answer {
        judged_criterion(self.case, self.nominee, criterion)
    }

    fn criterion_finding(
        &self,
        criterion: &Criterion,
        answer: Answer,
        weight: Severity,
    ) -> Finding {
        let cite = self.citation(&criterion.cite, &criterion.text);
        let words = (weight, cite, &*criterion.title, &*criterion.remedy);
        let rule = format!("plan.{}", criterion.id);
        finding(rule, self.id(), &self.path("facts"), answer, words, None)
    }

    /// State awards: the plan refers to the law, so a person decides.
    fn referred_to_law(&self, standard: &Standard) -> Finding {
        let rule = format!("plan.{}", standard.id);
        let answer = by_law(self.case, self.nominee, &rule);
        let cite = self.citation(&standard.cite, &standard.text);
        let remedy = "Trao đổi với Sở Nội vụ rồi ghi kết luận và căn cứ vào hồ sơ.";
        let words = (Severity::Warning, cite, &*standard.title, remedy);
        finding(
            rule,
            self.id(),
            &self.path("determinations"),
            answer,
            words,
            None,
        )
    }

    fn conclude(
        &self,
        standard: &Standard,
        precondition: Option<&(&Criterion, Answer)>,
        alternatives: &[(&Criterion, Answer)],
        findings: &mut Vec<Finding>,
    ) {
        let claims = &self.nominee.claims;
        let is_claimed = |criterion: &Criterion| claims.contains(&criterion.id);
        let (claimed, others): (Vec<_>, Vec<_>) = alternatives
            .iter()
            .partition(|(criterion, _)| is_claimed(criterion));
        let holds = |(_, answer): &&&(&Criterion, Answer)| answer.state == State::Met;
        let held_claim = claimed.iter().find(holds);
        let held = held_claim.or_else(|| others.iter().find(holds));
        // Without a criterion that holds, the answer hangs on the ones the dossier claims.
        let hanging = if claimed.is_empty() {
            &others
        } else {
            &claimed
        };

        let mut answer = if let Some((criterion, answer)) = held {
            let mut because = vec![format!("đạt {} ({})", criterion.title, criterion.cite)];
            because.extend(answer.because.iter().cloned());
            Answer::met(because)
        } else if hanging
            .iter()
            .any(|(_, answer)| answer.state == State::Unknown)
        {
            let unknown = hanging
                .iter()
                .filter(|(_, answer)| answer.state == State::Unknown);
            Answer::unknown(
                unknown
                    .flat_map(|(_, answer)| answer.missing.clone())
                    .collect(),
            )
        } else {
            let reasons = hanging.iter().flat_map(|(criterion, answer)| {
                let applies = answer.state != State::NotApplicable;
                let none = format!("{} ({}): không áp dụng", criterion.title, criterion.cite);
                if applies {
                    answer.because.clone()
                } else {
                    vec![none]
                }
            });
            Answer::not_met(reasons.collect())
        };
        if let Some((_, before)) = precondition
            && before.state != State::Met
            && answer.state != State::NotMet
        {
            answer = before.clone();
        }
        let met = answer.state == State::Met;
        let remedy = remedy(standard, precondition, hanging, met);
        let cite = self.citation(&standard.cite, &standard.text);
        let words = (Severity::Blocking, cite, &*standard.title, &*remedy);
        let rule = format!("plan.{}", standard.id);
        findings.push(finding(
            rule,
            self.id(),
            &self.path("claims"),
            answer,
            words,
            None,
        ));
        if met {
            findings.push(self.claim(&claimed, held_claim.is_some()));
        }
    }

    /// The claim printed in the lists must be one that holds.
    fn claim(&self, claimed: &[&(&Criterion, Answer)], one_holds: bool) -> Finding {
        let failing: Vec<String> = claimed
            .iter()
            .filter(|(_, answer)| answer.state != State::Met)
            .map(|(criterion, _)| format!("{} ({}) chưa đạt", criterion.title, criterion.cite))
            .collect();
        let answer = if self.nominee.claims.is_empty() {
            Answer::unknown(vec!["tiêu chuẩn đề nghị".to_owned()])
        } else if one_holds && failing.is_empty() {
            Answer::met(Vec::new())
        } else {
            Answer::not_met(failing)
        };
        self.by_book(Check::Claim, "claims", answer)
    }

    fn details(&self) -> Finding {
        let nominee = self.nominee;
        let mut blanks = vec![(nominee.name.is_blank(), "họ tên hoặc tên tập thể")];
        match &nominee.person {
            Person::Collective(collective) => blanks.extend([
                (collective.head.is_blank(), "họ tên thủ trưởng của tập thể"),
                (
                    collective.head_position.is_blank(),
                    "chức vụ thủ trưởng của tập thể",
                ),
                (collective.address.is_blank(), "địa điểm trụ sở chính"),
                (
                    collective.duties.is_blank(),
                    "chức năng, nhiệm vụ được giao",
                ),
            ]),
            Person::Individual(individual) => blanks.extend([
                (individual.birth_date.is_none(), "ngày, tháng, năm sinh"),
                (individual.position.is_blank(), "chức vụ"),
                (individual.workplace.is_blank(), "đơn vị công tác"),
                (individual.hometown.is_blank(), "quê quán"),
                (individual.residence.is_blank(), "nơi thường trú"),
            ]),
        }
        blanks.push((nominee.summary.is_blank(), "tóm tắt thành tích"));
        let missing = blanks.into_iter().filter(|(blank, _)| *blank);
        let missing = missing.map(|(_, what)| what.to_owned()).collect();
        self.by_book(Check::Details, "person", Answer::from_missing(missing))
    }

    fn same_achievement(&self) -> Finding {
        let told = |award: &EarlierAward| {
            let decision = cited(&award.decision)
                .map(|d| format!(" ({d})"))
                .unwrap_or_default();
            format!("năm {} đã được tặng {}{decision}", award.year, award.award)
        };
        let earlier = self.nominee.earlier_awards.iter();
        let same = earlier.clone().filter(|award| award.same_achievement);
        let problems: Vec<String> = same.map(told).collect();
        let answer = if problems.is_empty() {
            let likely = earlier.filter(|award| self.is_likely_the_same(award));
            let missing = likely.map(|award| format!("{}: cho thành tích nào", told(award)));
            Answer::from_missing(missing.collect())
        } else {
            Answer::not_met(problems)
        };
        self.by_book(Check::SameAchievement, "earlier_awards", answer)
    }

    /// The award asked for, received in the very year of an annual round, and not for merit.
    fn is_likely_the_same(&self, award: &EarlierAward) -> bool {
        use hoso_domain::nominee::CommendationKind::{LongService, Merit};
        let case = self.case;
        let annual = case
            .round
            .is_some_and(|round| round.kind == RoundKind::Annual);
        let form = case.plan.award_form(&self.nominee.award_form);
        let asked = form.map(|form| case.plan.award_name(form, case.on));
        annual
            && case.years.contains(&award.year)
            && !matches!(award.kind, Some(Merit | LongService))
            && asked.is_some_and(|asked| same(&asked) == same(award.award.as_str()))
    }

    fn report(&self) -> Finding {
        let report = &self.nominee.report;
        let mut missing = Vec::new();
        if report.sections.is_empty() {
            missing.push("nội dung phần Thành tích đạt được".to_owned());
        }
        for section in &report.sections {
            if section.paragraphs.iter().all(hoso_domain::Text::is_blank) {
                missing.push(format!("nội dung mục “{}”", section.heading));
            }
        }
        if report.confirmed_on.is_none() {
            missing.push("xác nhận của thủ trưởng đơn vị trình khen".to_owned());
        }
        self.by_book(Check::Report, "report", Answer::from_missing(missing))
    }

    /// Values that a criterion reads must rest on a document; only problems are reported.
    fn proof(&self) -> Option<Finding> {
        let case = self.case;
        let bare: Vec<String> = self
            .nominee
            .facts
            .iter()
            .filter(|fact| !matches!(fact.value, FactValue::Yes(_)))
            .filter(|fact| {
                fact.evidence.is_empty() && fact.source.as_ref().and_then(cited).is_none()
            })
            .map(|fact| {
                let label = case
                    .plan
                    .fact(&fact.fact)
                    .map_or(&*fact.fact, |kind| &*kind.label);
                let year = fact
                    .year
                    .map(|year| format!(" năm {year}"))
                    .unwrap_or_default();
                format!("văn bản chứng minh {label}{year}")
            })
            .collect();
        let kind = self.nominee.kind();
        let asked = case
            .plan
            .facts
            .iter()
            .any(|fact| fact.applies_to.contains(&kind));
        (asked && !bare.is_empty())
            .then(|| self.by_book(Check::Proof, "facts", Answer::unknown(bare)))
    }
}

/// A criterion's answer, a person's determination included where only a person can tell.
pub(crate) fn judged_criterion(
    case: &Case<'_>,
    nominee: &Nominee,
    criterion: &Criterion,
) -> Answer {
    let answer = case.criterion(nominee, criterion);
    determined(nominee, &format!("plan.{}", criterion.id), answer)
}

/// A standard for which the plan refers to the law: the law may say no, a person has to say yes.
pub(crate) fn by_law(case: &Case<'_>, nominee: &Nominee, rule: &str) -> Answer {
    let (_, answer) = principles::award(case, nominee);
    if answer.state == State::NotMet {
        // Where the law itself says no, no conclusion of a person helps.
        return answer;
    }
    let missing = "kết luận của người có thẩm quyền về tiêu chuẩn theo pháp luật, kèm căn cứ";
    let open = Answer {
        open: true,
        ..Answer::unknown(vec![missing.to_owned()])
    };
    determined(nominee, rule, open)
}

/// An answer with a person's determination in its place, where only a person can tell.
pub(crate) fn determined(nominee: &Nominee, rule: &str, answer: Answer) -> Answer {
    let mut given = nominee.determinations.iter();
    match given.find(|given| given.rule == rule) {
        Some(given) if answer.open && answer.state == State::Unknown => {
            let mut because = answer.because;
            let day = short_date(given.on);
            because.push(format!("{} xác định ngày {day}: {}", given.by, given.basis));
            // A person who cannot tell either still has to name what is missing.
            let missing = if given.state == State::Unknown {
                answer.missing
            } else {
                Vec::new()
            };
            Answer {
                state: given.state,
                because,
                missing,
                open: false,
            }
        }
        _ => answer,
    }
}

/// What to do where a standard is not met: the remedies of what fails in it.
fn remedy(
    standard: &Standard,
    precondition: Option<&(&Criterion, Answer)>,
    hanging: &[&(&Criterion, Answer)],
    met: bool,
) -> String {
    if met {
        return String::new();
    }
    let failed = precondition.filter(|(_, answer)| answer.state != State::Met);
    let sentences: Vec<&str> = failed
        .into_iter()
        .chain(hanging.iter().copied())
        .filter(|(_, answer)| answer.state != State::Met)
        .map(|(criterion, _)| criterion.remedy.as_str())
        .collect();
    if sentences.is_empty() {
        standard.title.clone()
    } else {
        sentences.join(" ")
    }
}

/// What a kind of nominee is called.
pub(crate) fn kind_name(kind: NomineeKind) -> &'static str {
    match kind {
        NomineeKind::Collective => "tập thể",
        NomineeKind::Individual => "cá nhân",
    }
}
