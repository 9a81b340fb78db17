//! Names of files that Windows takes, whatever they are made from and wherever they go.

use hoso_exchange::{fit_names, safe_name};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What Windows says of a name, written down a second time from its documentation.
fn is_refused_by_windows(name: &str) -> bool {
    let device = name.split('.').next().unwrap_or_default().trim_end();
    let device = device.to_uppercase();
    let is_port = ["COM", "LPT"].iter().any(|port| {
        let rest = device.strip_prefix(port).unwrap_or_default();
        rest.chars().count() == 1 && rest.chars().all(|c| "0123456789¹²³".contains(c))
    });
    name.is_empty()
        || name.ends_with(['.', ' '])
        || name.chars().any(|c| c < ' ' || "<>:\"/\\|?*".contains(c))
        || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&device.as_str())
        || is_port
}

fn a_name() -> impl Strategy<Value = String> {
    let device = prop_oneof![
        Just("con"),
        Just("NUL"),
        Just("com1"),
        Just("LPT9"),
        Just("Aux"),
        Just("prn"),
        Just("COM¹"),
        Just("CONIN$"),
        Just("")
    ];
    let rest = prop_oneof![
        Just(String::new()),
        "[ .]{0,3}",
        "\\PC{0,40}",
        "[a-zA-Z0-9 .-]{0,30}",
        "[<>:\"/\\\\|?*\u{0}-\u{1f}]{1,5}",
        // Names as long as any, of letters that count once, and twice.
        "[aăđ漢😀-]{200,300}",
    ];
    let ending = prop_oneof![
        Just(""),
        Just(".pdf"),
        Just(".PDF"),
        Just(".docx"),
        Just(". "),
        Just(".")
    ];
    (device, rest, ending).prop_map(|(device, rest, ending)| format!("{device}{rest}{ending}"))
}

fn a_folder() -> impl Strategy<Value = PathBuf> {
    (1_usize..190).prop_map(|length| {
        let deep: String = "Hồ sơ năm/".chars().cycle().take(length).collect();
        PathBuf::from(format!("/{}", deep.trim_end_matches('/')))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_name_becomes_one_that_windows_takes(name in a_name()) {
        let safe = safe_name(&name);
        prop_assert!(!is_refused_by_windows(&safe), "{name:?} became {safe:?}");
        prop_assert_eq!(safe_name(&safe), safe);
    }

    #[test]
    fn names_fit_their_folder_and_stay_apart(
        folder in a_folder(),
        names in prop::collection::vec(a_name(), 0..40),
    ) {
        let fitted = fit_names(&folder, &names).unwrap();
        prop_assert_eq!(fitted.len(), names.len());
        let place = folder.to_string_lossy().encode_utf16().count();
        let mut seen = BTreeSet::new();
        for (name, fitted) in names.iter().zip(&fitted) {
            prop_assert!(!is_refused_by_windows(fitted), "{name:?} became {fitted:?}");
            let length = place + 1 + fitted.encode_utf16().count();
            prop_assert!(length <= 240, "{length}: {fitted}");
            prop_assert!(seen.insert(fitted.to_lowercase()), "{fitted} twice");
            let is_pdf = |name: &str| name.rsplit('.').next() == Some("pdf");
            if is_pdf(name) && name.trim_matches(['.', ' ']) == name {
                prop_assert!(is_pdf(fitted), "{name:?} became {fitted:?}");
            }
        }
    }

    #[test]
    fn names_that_are_in_order_stay(names in prop::collection::btree_set("[a-z]{4,20}[.]pdf", 0..20)) {
        let names: Vec<String> = names.into_iter().collect();
        prop_assert_eq!(fit_names("/tmp".as_ref(), &names).unwrap(), names);
    }
}

#[test]
fn a_folder_without_room_for_names_is_refused() {
    let folder = PathBuf::from(format!("/{}", "a".repeat(220)));
    let refused = fit_names(&folder, &["a.pdf".to_owned()]).unwrap_err();
    assert!(refused.to_string().contains("221 characters"), "{refused}");
}
