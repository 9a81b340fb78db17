//! Show one page of one document, set by the same engine as the export.

use crate::view::{BandView, PageView};
use crate::{Day, Desk, DeskError, Opened, Options, documents};
use hoso_paper::{Band, Document, Layout, write_bands};
use std::sync::{Arc, MutexGuard, PoisonError};

/// How many documents stay laid out for the next look at them.
const KEPT: usize = 4;

/// A document that was shown, as it was laid out.
#[derive(Debug)]
pub(crate) struct Shown {
    document: Document,
    layout: Arc<Layout>,
}

impl From<Band> for BandView {
    fn from(Band { top, bottom, svg }: Band) -> Self {
        Self { top, bottom, svg }
    }
}

impl Desk {
    /// A page of a document as a picture; `document` is a code from the home page or of one of the
    /// further documents, `page` counts from 1.
    pub fn preview(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        page: u32,
    ) -> Result<PageView, DeskError> {
        self.preview_as(opened, day, document, page, &Options::default())
    }

    /// The same in a chosen look. Pages of a document that has not changed are not set again, and
    /// one that changed a little is set anew in that place only.
    pub fn preview_as(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        page: u32,
        options: &Options,
    ) -> Result<PageView, DeskError> {
        let layout = self.laid_out(opened, day, document, options)?;
        let index = (page as usize).checked_sub(1);
        let picture = index
            .and_then(|index| layout.pages.get(index))
            .ok_or_else(|| no_page(document, page))?;
        let bands = write_bands(picture, self.typesetter().fonts());
        Ok(PageView {
            bands: bands.into_iter().map(BandView::from).collect(),
            page,
            pages: layout.pages.len() as u32,
            width: picture.width,
            height: picture.height,
        })
    }

    /// All pages of a document; `document` is a code from the home page or of one of the further
    /// documents.
    pub(crate) fn laid_out(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        options: &Options,
    ) -> Result<Arc<Layout>, DeskError> {
        let documents = documents::named(opened);
        let named = documents
            .into_iter()
            .chain(documents::further())
            .find(|named| named.id == document)
            .ok_or_else(|| no_page(document, 1))?;
        let papers = self.listed_papers(opened, day, named.paper.kind, options)?;
        let composed = self.compose(opened, day, &named.paper, options, &papers);
        Ok(self.shown(composed.document))
    }

    /// The layout of a document, kept from an earlier look where it has not changed.
    pub(crate) fn shown(&self, document: Document) -> Arc<Layout> {
        let mut shown = self.shown_before();
        if let Some(at) = shown.iter().position(|shown| shown.document == document) {
            // The one looked at last stands last, and goes last.
            let again = shown.remove(at);
            let layout = Arc::clone(&again.layout);
            shown.push(again);
            return layout;
        }
        let layout = Arc::new(self.typesetter().lay_out_again(&document));
        if shown.len() >= KEPT {
            shown.remove(0);
        }
        shown.push(Shown {
            document,
            layout: Arc::clone(&layout),
        });
        layout
    }

    fn shown_before(&self) -> MutexGuard<'_, Vec<Shown>> {
        // Entries are put in whole, so a list that a panic left is still good.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn no_page(document: &str, page: u32) -> DeskError {
    DeskError::NoSuchPage {
        document: document.to_owned(),
        page,
    }
}
