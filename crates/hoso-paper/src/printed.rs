//! A PDF for the printer alone: pages in the order in which they come out, some of them more than
//! once, with empty backs between.
//!
//! Such a file is no archive file: it has neither tags nor an outline, and a page that comes more
//! than once is in it once.

use crate::{
    PaperError,
    draw::{Layout, Page},
    file::FileWriter,
    fonts::Fonts,
    pdf::write_pdf_unless,
    stop::Stop,
};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// One page as it comes out of the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedPage {
    /// The page of the layout with this index.
    Of(usize),
    /// An empty one, as large as the page of the layout with this index.
    Empty(usize),
}

/// What belongs to the catalog of a file that is only printed.
const KEPT: [&[u8]; 3] = [b"Type", b"Lang", b"ViewerPreferences"];

/// Writes the pages of a layout in an order. The same order always gives the same bytes.
pub fn write_printed(
    layout: &Layout,
    fonts: &Fonts,
    order: &[PrintedPage],
    stop: &Stop,
) -> Result<Vec<u8>, PaperError> {
    let file = write_pdf_unless(&untagged(layout), fonts, &[], stop)?;
    let mut objects = Document::load_mem(&file)?;
    drop(file);
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    let tree = objects.catalog()?.get(b"Pages")?.as_reference()?;
    let mut kids = Vec::with_capacity(order.len());
    let mut used = vec![false; pages.len()];
    for printed in order {
        stop.check()?;
        let (PrintedPage::Of(at) | PrintedPage::Empty(at)) = *printed;
        let Some(id) = pages.get(at) else {
            continue;
        };
        let place = match printed {
            // A page stands in the tree once; what it shows may be named by many.
            PrintedPage::Of(_) if !used[at] => {
                used[at] = true;
                *id
            }
            PrintedPage::Of(_) => {
                let again = objects.get_dictionary(*id)?.clone();
                objects.add_object(again)
            }
            PrintedPage::Empty(_) => {
                let size = layout.pages.get(at).map_or((0.0, 0.0), size);
                objects.add_object(dictionary! {
                    "Type" => "Page",
                    "Parent" => tree,
                    "MediaBox" => vec![0.into(), 0.into(), size.0.into(), size.1.into()],
                    "Resources" => Dictionary::new(),
                })
            }
        };
        kids.push(Object::Reference(place));
    }
    let count = i64::try_from(kids.len()).unwrap_or(0);
    let root = objects.get_dictionary_mut(tree)?;
    root.set("Count", count);
    root.set("Kids", kids);
    let catalog = objects.catalog_mut()?;
    let mut kept = Dictionary::new();
    for name in KEPT {
        if let Ok(value) = catalog.get(name) {
            kept.set(name, value.clone());
        }
    }
    kept.set("Pages", tree);
    *catalog = kept;
    finish(objects, stop)
}

/// Writes the file with what is still named in it.
fn finish(mut objects: Document, stop: &Stop) -> Result<Vec<u8>, PaperError> {
    objects.prune_objects();
    let mut trailer = Dictionary::new();
    for name in [b"Root", b"Info"] {
        if let Ok(value) = objects.trailer.get(name) {
            trailer.set(name.as_slice(), value.clone());
        }
    }
    let mut file = FileWriter::begin(&objects.version, objects.max_id);
    for (id, object) in objects.objects {
        stop.check()?;
        file.object(id, object)?;
    }
    Ok(file.finish(&trailer)?)
}

/// The layout with nothing for a reader that cannot see it.
fn untagged(layout: &Layout) -> Layout {
    let mut plain = Layout {
        outline: Vec::new(),
        tags: Vec::new(),
        blocks: Vec::new(),
        ..layout.clone()
    };
    let items = plain.pages.iter_mut().flat_map(|page| &mut page.items);
    items.for_each(|item| item.set_tag(None));
    plain
}

fn size(page: &Page) -> (f32, f32) {
    (page.width, page.height)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{PrintedPage, write_printed};
    use crate::{Document as Text, Section, Stop, Typesetter, block::PageSetup};
    use lopdf::{Document, Object};

    fn section(title: &str, wide: f32) -> Section {
        let mm = crate::Length::mm;
        Section {
            title: title.to_owned(),
            page: PageSetup {
                width: mm(wide),
                height: mm(200.0),
                top: mm(20.0),
                bottom: mm(20.0),
                left: mm(20.0),
                right: mm(20.0),
                number_size: crate::Length::ZERO,
                frame: None,
                fit: crate::block::Fit::Flow,
            },
            sheet: None,
            blocks: Vec::new(),
        }
    }

    #[test]
    fn pages_come_in_the_order_asked_for_with_empty_backs_of_their_size() {
        let document = Text {
            title: "In".to_owned(),
            author: String::new(),
            language: "vi-VN".to_owned(),
            sections: vec![section("a", 100.0), section("b", 300.0)],
        };
        let mut typesetter = Typesetter::new().unwrap();
        let layout = typesetter.lay_out(&document);
        let order = [
            PrintedPage::Of(1),
            PrintedPage::Empty(1),
            PrintedPage::Of(0),
            PrintedPage::Of(1),
        ];
        let file = write_printed(&layout, typesetter.fonts(), &order, &Stop::default()).unwrap();
        let again = write_printed(&layout, typesetter.fonts(), &order, &Stop::default()).unwrap();
        assert!(file == again);
        let read = Document::load_mem(&file).unwrap();
        let pages: Vec<_> = read.page_iter().collect();
        let width = |at: usize| {
            let page = read.get_dictionary(pages[at]).unwrap();
            let paper = page.get(b"MediaBox").and_then(Object::as_array).unwrap();
            paper[2].as_float().unwrap().round()
        };
        let widths: Vec<f32> = (0..pages.len()).map(width).collect();
        assert_eq!(widths, [850.0, 850.0, 283.0, 850.0]);
        let catalog = read.catalog().unwrap();
        assert!(!catalog.has(b"StructTreeRoot") && !catalog.has(b"Metadata"));
    }
}
