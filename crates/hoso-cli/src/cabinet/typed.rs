//! Values as they are typed on the command line.

use hoso_desk::cabinet::HistoryOf;

/// A value as typed on the command line: JSON where it is, else a text.
pub fn as_json(value: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(value) {
        Ok(_) => value.to_owned(),
        Err(_) => serde_json::Value::from(value).to_string(),
    }
}

/// What of a dossier a history is of.
#[derive(clap::Args)]
pub struct Of {
    /// Chỉ của người hoặc tập thể này
    #[arg(long, value_name = "MÃ")]
    nominee: Option<String>,
    /// Chỉ của báo cáo thành tích
    #[arg(long, requires = "nominee")]
    report: bool,
}

impl Of {
    /// The same as the desk takes it.
    pub fn part(&self) -> HistoryOf {
        match &self.nominee {
            None => HistoryOf::Dossier,
            Some(id) if self.report => HistoryOf::Report(id.clone()),
            Some(id) => HistoryOf::Nominee(id.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::as_json;

    #[test]
    fn values_are_json_where_they_are() {
        for (typed, expected) in [
            ("5", "5"),
            ("null", "null"),
            ("{\"percent\":90}", "{\"percent\":90}"),
            ("Sở Nội vụ", "\"Sở Nội vụ\""),
            ("2024-02-01", "\"2024-02-01\""),
            ("", "\"\""),
        ] {
            assert_eq!(as_json(typed), expected);
        }
    }
}
