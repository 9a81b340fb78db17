//! Receipts of packages, as one PDF to be printed and signed by both sides.

use super::{ConsolidationFault, Intake, Package, package_code};
use crate::words::consolidation as words;
use crate::work::{Watched, on_all_cores};
use crate::{Day, Desk, DeskError, Options, Watch};
use chrono::NaiveDate;
use hoso_domain::Unit;
use hoso_exchange::{Existing, Staging};
use hoso_forms::{Kind, Paper, ReceiptSheet, compose};
use hoso_paper::{Document, Typesetter, write_pdf_unless};
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// Receipts that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReceiptsView {
    /// The file.
    pub file: String,
    /// How many receipts it holds.
    pub count: u32,
}

impl Desk {
    /// Writes receipts of packages, one behind the other, as one PDF. `receiver` is the body that
    /// gives them.
    pub fn write_receipts(
        &self,
        intake: &Intake,
        numbers: &[u32],
        receiver: &Unit,
        (file, existing): (&Path, Existing),
        watch: Watch<'_>,
    ) -> Result<ReceiptsView, DeskError> {
        if receiver.name.is_blank() {
            return Err(ConsolidationFault::NoReceiver.into());
        }
        let packages: Vec<&Package> = numbers
            .iter()
            .map(|number| intake.at(*number))
            .collect::<Result<_, _>>()?;
        if packages.is_empty() {
            return Err(ConsolidationFault::NobodyChosen.into());
        }
        let watched = Watched::new(watch, 1);
        let stop = watched.stop();
        let mut written = None;
        let make = |typesetter: &mut Typesetter, _| {
            let mut joined = Document {
                title: "Giấy biên nhận hồ sơ".to_owned(),
                author: receiver.name.to_string(),
                language: "vi-VN".to_owned(),
                sections: Vec::new(),
            };
            for package in &packages {
                if stop.is_asked() {
                    return Err(DeskError::Cancelled);
                }
                joined
                    .sections
                    .extend(self.receipt(intake, package, receiver)?.sections);
            }
            let layout = typesetter.lay_out_unless(&joined, stop)?;
            Ok(write_pdf_unless(&layout, typesetter.fonts(), &[], stop)?)
        };
        on_all_cores(1, &watched, make, |_, pdf| {
            written = Some(pdf);
            Ok(())
        })?;
        let pdf = written.ok_or(DeskError::Cancelled)?;
        Staging::write_one(file, &pdf, existing)?;
        Ok(ReceiptsView {
            file: file.display().to_string(),
            count: packages.len() as u32,
        })
    }

    fn receipt(
        &self,
        intake: &Intake,
        package: &Package,
        receiver: &Unit,
    ) -> Result<Document, DeskError> {
        if package.refused.is_some() {
            let file = package.name.clone();
            return Err(ConsolidationFault::Unusable { file }.into());
        }
        let mut opened = self.same(package)?.1;
        let on = intake.received_on(package);
        let awards: Vec<(String, u32, u32)> = super::view::awards(package)
            .into_iter()
            .map(|count| (count.award, count.collectives, count.individuals))
            .collect();
        let sheet = ReceiptSheet {
            sender: opened.dossier.unit.name.to_string(),
            received_on: on,
            code: package_code(&package.fingerprint),
            lines: words::receipt_lines(
                &package.name,
                package.bytes.div_ceil(1024) as u32,
                package.parts + 1,
                &awards,
                &package.fingerprint,
            ),
        };
        // The paper is the receiver's, of the day of receipt.
        opened.dossier.unit = receiver.clone();
        opened.dossier.letter.date = None;
        let day = Day {
            today: on,
            asked: Some(on),
        };
        let options = Options::default();
        let source = hoso_forms::Source {
            receipt: Some(&sheet),
            ..self.source(&opened, day, &options, &[])
        };
        Ok(compose(&source, &Paper::single(Kind::Receipt)).document)
    }
}

impl Intake {
    /// The day on which a package was received.
    pub(crate) fn received_on(&self, package: &Package) -> NaiveDate {
        let known = self.known_of(package);
        known.map_or(self.today, |known| known.received_on)
    }
}
