//! Show one page of one document, set by the same engine as the export.

use crate::view::PageView;
use crate::{Day, Desk, DeskError, Opened, export};
use hoso_paper::write_svg;

impl Desk {
    /// A page of a document as a picture; `document` is a code from the home page, `page` counts
    /// from 1.
    pub fn preview(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        page: u32,
    ) -> Result<PageView, DeskError> {
        let missing = || DeskError::NoSuchPage {
            document: document.to_owned(),
            page,
        };
        let documents = export::named(opened);
        let named = documents
            .iter()
            .find(|named| named.id == document)
            .ok_or_else(missing)?;
        let mut typesetter = self.typesetter();
        let layout = self.lay_out(&mut typesetter, opened, day, &named.paper);
        let index = (page as usize).checked_sub(1).ok_or_else(missing)?;
        let picture = layout.pages.get(index).ok_or_else(missing)?;
        Ok(PageView {
            svg: write_svg(picture, typesetter.fonts()),
            page,
            pages: layout.pages.len() as u32,
            width: picture.width,
            height: picture.height,
        })
    }
}
