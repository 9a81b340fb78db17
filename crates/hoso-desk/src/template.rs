//! Look at the templates, check one, and write them out to be changed.

use crate::view::TemplateView;
use crate::{Desk, DeskError, assets};
use hoso_exchange::{Existing, Staging, read_text};
use hoso_forms::{Form, names_of};
use std::path::Path;

impl Desk {
    /// Uses a unit's own template besides the built-in ones, and before them.
    pub fn add_form(&mut self, file: &Path) -> Result<(), DeskError> {
        let form = read_form(file)?;
        self.forms.add_own(form);
        Ok(())
    }

    /// The templates there are, with the names that each may use.
    pub fn templates(&self) -> Vec<TemplateView> {
        self.forms.all().iter().map(view).collect()
    }

    /// Reads and checks a template file.
    pub fn check_template(file: &Path) -> Result<TemplateView, DeskError> {
        Ok(view(&read_form(file)?))
    }

    /// Writes the built-in templates into a folder; returns their names.
    pub fn export_templates(folder: &Path, existing: Existing) -> Result<Vec<String>, DeskError> {
        let names = assets::FORMS.iter().map(|(name, _)| (*name).to_owned());
        let staging = Staging::begin(folder, names, existing)?;
        for (name, text) in assets::FORMS {
            staging.add(name, text.as_bytes())?;
        }
        Ok(staging.finish()?)
    }
}

fn read_form(file: &Path) -> Result<Form, DeskError> {
    let text = read_text(file)?;
    Form::read(&text).map_err(|source| DeskError::Form {
        path: file.to_owned(),
        source: Box::new(source),
    })
}

fn view(form: &Form) -> TemplateView {
    let names = names_of(form.kind);
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    TemplateView {
        form: form.kind.code().to_owned(),
        title: form.title.clone(),
        cite: form.cite.clone(),
        mark: form.mark.into(),
        from: form.from.map(|date| date.to_string()),
        until: form.until.map(|date| date.to_string()),
        is_own: form.is_own,
        fields: owned(&names.fields),
        lists: names
            .lists
            .iter()
            .map(|(name, fields)| format!("{name}: {}", fields.join(", ")))
            .collect(),
        parts: owned(&names.slots),
    }
}
