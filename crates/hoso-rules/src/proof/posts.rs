//! Posts beside names, and forms of award, as a text says them.

use super::known::{Claim, role_terms};
use super::names::NameKind;
use super::words::Words;
use super::{Hit, MismatchKind, Proof, ProofWords, Reading, Role};

/// So many words may stand between `đề nghị` and the form of award.
const AWARD_WITHIN: usize = 7;

impl Proof<'_> {
    /// `Ông Lưu Đình Thắng, Phó Giám đốc Sở` and `Phó Giám đốc Lưu Đình Thắng`.
    pub(super) fn posts_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        let words = text.words;
        let mut hits = Vec::new();
        for mention in text.mentions {
            let Some(claims) = self.known.people.get(&mention.spelt()) else {
                continue;
            };
            let behind = apposition(words, mention.last);
            let term = |at: usize| ProofWords::term_at(&self.data.posts, words, at);
            let post = behind.and_then(|at| Some((at, term(at)?)));
            let post = post.or_else(|| self.post_before(words, mention.first));
            let Some((first, (term, last))) = post else {
                continue;
            };
            if is_role(words, first, claims, self) {
                continue;
            }
            if let Some(claim) = contradicted(claims, &term) {
                hits.push(Hit {
                    kind: MismatchKind::Post,
                    differs: None,
                    at: words.span(first, last),
                    expected: as_written(words, first, &post_words(claim, self.data)),
                    source: Some(claim.post_path.clone()),
                    stated: claim.post.clone(),
                    is_for_templates: false,
                });
            } else if behind.is_some() {
                hits.extend(self.workplace_behind(text, claims, &term, last));
            }
        }
        hits
    }

    /// A post that stands right before a name.
    fn post_before(&self, words: &Words<'_>, name: usize) -> Option<(usize, (String, usize))> {
        /// Words that may stand between post and name: `Phó Giám đốc Sở Lưu Đình Thắng`.
        const BETWEEN: [&str; 4] = ["so", "phong", "trung", "tam"];
        let is_row = |from: usize| (from..name).all(|at| words.gap(at).trim().is_empty());
        (name.saturating_sub(6)..name).find_map(|at| {
            let (term, last) = ProofWords::term_at(&self.data.posts, words, at)?;
            let between = last + 1..name;
            let fits =
                between.len() <= 2 && between.clone().all(|at| BETWEEN.contains(&words.plain(at)));
            (last < name && fits && is_row(at)).then_some((at, (term, last)))
        })
    }

    /// A body behind the post that is another than where the person works.
    fn workplace_behind(
        &self,
        text: &Reading<'_>,
        claims: &[Claim],
        term: &str,
        post_last: usize,
    ) -> Option<Hit> {
        let body = text.mentions.iter().find(|mention| {
            let gap = mention.first.checked_sub(post_last + 1);
            gap == Some(0) && self.known.names.all[mention.name].kind == NameKind::Body
        })?;
        let around = [self.known.unit, self.known.parent, self.known.council];
        if around.contains(&Some(body.name)) {
            return None;
        }
        let works: Vec<(&Claim, Option<usize>)> = claims
            .iter()
            .filter(|claim| !claim.unit.trim().is_empty())
            .map(|claim| (claim, self.known.names.named(&claim.unit)))
            .collect();
        let (claim, _) = works.first()?;
        let is_there = works.iter().any(|(_, place)| *place == Some(body.name));
        let has_term = claim.terms.iter().any(|own| own == term);
        (!is_there && has_term && !claim.unit_path.is_empty()).then(|| Hit {
            kind: MismatchKind::Workplace,
            differs: None,
            at: text.words.span(body.first, body.last),
            expected: claim.unit.clone(),
            source: Some(claim.unit_path.clone()),
            stated: claim.unit.clone(),
            is_for_templates: false,
        })
    }

    /// `đề nghị tặng Giấy khen` where another form is asked for.
    pub(super) fn awards_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        if !matches!(
            text.passage.role,
            Role::Report | Role::Note | Role::Talk | Role::Paper
        ) {
            return Vec::new();
        }
        let words = text.words;
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if !words.says(at, &["de", "nghi"]) {
                at += 1;
                continue;
            }
            let sentence = words.sentence(at);
            let end = sentence.end.min(at + 2 + AWARD_WITHIN);
            let found = (at + 2..end).find_map(|place| {
                let (term, last) = ProofWords::term_at(&self.data.awards, words, place)?;
                Some((place, term, last))
            });
            at += 2;
            let Some((first, term, last)) = found else {
                continue;
            };
            // What was asked for before is another story.
            let is_past = words.has(sentence.start..at, &["da"]);
            let asked = match self.subject(text, &sentence) {
                Some(nominee) => vec![&self.dossier.nominees[nominee]],
                None => self.dossier.nominees.iter().collect(),
            };
            let forms = || {
                let asked = asked.iter().map(|nominee| nominee.award_form.as_str());
                asked.filter_map(|id| self.plan.award_form(id))
            };
            let whole = text.mentions.iter().find(|mention| mention.first == first);
            let named = whole.and_then(|mention| self.known.awards.get(&mention.name));
            let is_asked = match named {
                Some(id) => forms().any(|form| form.id == *id),
                None => forms().any(|form| super::words::plain(&form.name).starts_with(&term)),
            };
            let last = whole.map_or(last, |mention| mention.last);
            let Some((nominee, form)) = asked.first().zip(forms().next()) else {
                continue;
            };
            if is_past || is_asked {
                continue;
            }
            let is_one = asked.len() == 1;
            let right = self.known.awards.iter().find(|(_, id)| **id == form.id);
            let name = right.map_or(form.name.clone(), |(at, _)| {
                self.known.names.all[*at].spellings[0].text.clone()
            });
            hits.push(Hit {
                kind: MismatchKind::Award,
                differs: None,
                at: words.span(first, last),
                expected: if whole.is_some() {
                    name.clone()
                } else {
                    name.split(" của ").next().unwrap_or(&name).to_owned()
                },
                source: Some(if is_one {
                    format!("nominees[{}].award_form", nominee.id)
                } else {
                    "nominees".to_owned()
                }),
                stated: name,
                // Without a nominee it is the document's own sentence.
                is_for_templates: !is_one && text.passage.role == Role::Paper,
            });
        }
        hits
    }
}

/// The first word of what stands behind a name in apposition: behind a comma, a dash, a bracket.
fn apposition(words: &Words<'_>, last: usize) -> Option<usize> {
    let gap = words.gap(last);
    let is_apart = matches!(gap.trim(), "," | "-" | "–" | "(" | ":") || gap.trim().is_empty();
    let skips = words.says(last + 1, &["chuc", "vu"]) || words.says(last + 1, &["chuc", "danh"]);
    let next = if skips { last + 3 } else { last + 1 };
    (is_apart && next < words.len()).then_some(next)
}

/// Whether the words are the person's role in the council or the chair of something else.
fn is_role(words: &Words<'_>, first: usize, claims: &[Claim], proof: &Proof<'_>) -> bool {
    let members = &proof.dossier.council.members;
    let roles = claims.iter().filter_map(|claim| {
        let id = claim.post_path.strip_prefix("council.members[")?;
        let id = id.split(']').next()?;
        members.iter().find(|member| member.id == id)
    });
    let mut terms = roles.flat_map(|member| role_terms(member.role));
    terms.any(|term| {
        let term: Vec<&str> = term.split(' ').collect();
        words.says(first, &term)
    })
}

/// The claim that a post contradicts, where none of the person's claims has it.
fn contradicted<'c>(claims: &'c [Claim], term: &str) -> Option<&'c Claim> {
    let held = || claims.iter().filter(|claim| !claim.terms.is_empty());
    if held().any(|claim| claim.terms.iter().any(|own| own == term)) {
        return None;
    }
    held().next()
}

/// The post as far as it is the administrative one: `Phó Giám đốc` of `Phó Giám đốc Sở`.
fn post_words(claim: &Claim, data: &ProofWords) -> String {
    let words = Words::of(&claim.post);
    let found = (0..words.len()).find_map(|at| {
        let (_, last) = ProofWords::term_at(&data.posts, &words, at)?;
        Some(claim.post[words.span(at, last)].to_owned())
    });
    found.unwrap_or_else(|| claim.post.clone())
}

/// A post with a small first letter where the text has one.
fn as_written(words: &Words<'_>, first: usize, post: &str) -> String {
    if words.all[first].is_capital {
        return post.to_owned();
    }
    let mut letters = post.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
