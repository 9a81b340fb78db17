use super::{Encoding, rescue, tcvn3, vni};
use unicode_normalization::UnicodeNormalization;

const ALPHABET: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụ\
    ưừửữứựvxyỳỷỹýỵ";

fn rescued(text: &str) -> Option<(Encoding, String)> {
    let found = rescue(&[text]);
    found
        .into_iter()
        .next()
        .map(|one| (one.encoding, one.after))
}

#[track_caller]
fn check(encoding: Encoding, before: &str, after: &str) {
    assert_eq!(
        rescued(before),
        Some((encoding, after.to_owned())),
        "{before}"
    );
}

#[test]
fn every_small_letter_goes_there_and_back() {
    for letter in ALPHABET.chars() {
        let text = letter.to_string();
        assert_eq!(tcvn3::letters(&tcvn3::written(&text).unwrap()), text);
        assert_eq!(vni::read(&vni::written(&text).unwrap()), text);
    }
}

#[test]
fn every_capital_goes_there_and_back() {
    for letter in ALPHABET.to_uppercase().chars() {
        let text = letter.to_string();
        assert_eq!(vni::read(&vni::written(&text).unwrap()), text);
        // TCVN3 writes a capital with a tone as the small letter; the capitals around it tell.
        let text = format!("TH{letter}");
        assert_eq!(tcvn3::read(&tcvn3::written(&text).unwrap()), text);
    }
    for letter in "ĂÂÊÔƠƯĐ".chars() {
        let text = letter.to_string();
        assert_eq!(tcvn3::letters(&tcvn3::written(&text).unwrap()), text);
    }
}

#[test]
fn no_two_letters_show_alike() {
    let written = |write: fn(&str) -> Option<String>| {
        let mut all: Vec<String> = ALPHABET
            .chars()
            .map(|one| write(&one.to_string()).unwrap())
            .collect();
        all.sort();
        all.dedup();
        all.len()
    };
    assert_eq!(written(tcvn3::written), ALPHABET.chars().count());
    assert_eq!(written(vni::written), ALPHABET.chars().count());
}

#[test]
fn tcvn3_is_read() {
    for (before, after) in [
        (
            "Céng hßa x· héi chñ nghÜa ViÖt Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("NguyÔn ThÞ Hång", "Nguyễn Thị Hồng"),
        ("§Æng V¨n H\u{ad}ng", "Đặng Văn Hưng"),
        ("Së Néi vô tØnh Nam §Þnh", "Sở Nội vụ tỉnh Nam Định"),
        ("ñy ban nh©n d©n", "ủy ban nhân dân"),
        (
            "Nh÷ng ng\u{ad}êi trùc tiÕp gi¶i quyÕt hå s¬",
            "Những người trực tiếp giải quyết hồ sơ",
        ),
        ("Lª Hµ", "Lê Hà"),
        ("Hµ", "Hà"),
        (
            "Tû lÖ ®óng h¹n ®¹t 98,5% (v\u{ad}ît 3,5%)",
            "Tỷ lệ đúng hạn đạt 98,5% (vượt 3,5%)",
        ),
        (
            "Q§ sè 12/Q§-UBND ngµy 03/02/2008",
            "QĐ số 12/QĐ-UBND ngày 03/02/2008",
        ),
    ] {
        check(Encoding::Tcvn3, before, after);
    }
}

#[test]
fn capitals_of_tcvn3_are_decided_only_where_the_line_tells() {
    check(
        Encoding::Tcvn3,
        "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    );
    check(
        Encoding::Tcvn3,
        "UBND Hµ Nam th\u{ad}ëng",
        "UBND Hà Nam thưởng",
    );
    // Typed small and drawn as capitals by the font: nothing tells, so nothing is made up.
    check(Encoding::Tcvn3, "b¸o c¸o thµnh tÝch", "báo cáo thành tích");
}

#[test]
fn vni_is_read() {
    for (before, after) in [
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("Nguyeãn Thò Hoàng", "Nguyễn Thị Hồng"),
        ("Ñaëng Vaên Höng", "Đặng Văn Hưng"),
        ("COÄNG HOØA XAÕ HOÄI", "CỘNG HÒA XÃ HỘI"),
        ("Huøng", "Hùng"),
        (
            "Traàn Quoác Tuaán, Giaùm ñoác Sôû",
            "Trần Quốc Tuấn, Giám đốc Sở",
        ),
    ] {
        check(Encoding::Vni, before, after);
    }
}

#[test]
fn marks_in_the_wrong_order_become_one_letter() {
    check(Encoding::LooseMarks, "Nguyê\u{303}n Tó\u{302}", "Nguyễn Tố");
    // The letters of the Ê-đê and the Ba-na stay as they are.
    for kept in [
        "ê\u{306}",
        "ô\u{306}",
        "ơ\u{306}",
        "ư\u{306}",
        "c\u{30c}",
        "Y Kŏ Niê\u{306}",
    ] {
        assert_eq!(rescued(kept), None, "{kept}");
    }
    // Normalisation alone mends the rest, at the edge.
    let apart: String = "Nguyễn Thị Hường".nfd().collect();
    assert_eq!(rescued(&apart), None);
}

#[test]
fn cells_are_judged_with_the_cells_around_them() {
    let found = rescue(&[
        "NguyÔn V¨n H¶i",
        "X·",
        "Lª ThÞ Hoµ",
        "Tæ tr\u{ad}ëng",
        "12",
        "",
    ]);
    let after: Vec<&str> = found.iter().map(|one| one.after.as_str()).collect();
    assert_eq!(after, ["Nguyễn Văn Hải", "Xã", "Lê Thị Hoà", "Tổ trưởng"]);
    // What reads both ways is told, and left for the person to choose.
    let found = rescue(&["NguyÔn V¨n H¶i", "Ng«", "Lª ThÞ Hoµ", "Bé"]);
    let last = found.last().unwrap();
    assert_eq!((last.after.as_str(), last.is_sure), ("Bộ", false));
    // Where much is old and nothing is Unicode there is no doubt left.
    let found = rescue(&["NguyÔn V¨n H¶i", "TrÇn ThÞ Hµ", "Lª ThÞ Hoµ", "Bé"]);
    assert!(found.iter().all(|one| one.is_sure));
    // Beside Unicode text it is not told.
    let found = rescue(&["NguyÔn V¨n H¶i", "Trần Thị Bé", "Bé", "Đỗ Văn Nam"]);
    assert_eq!(found.len(), 1);
}

/// Text that is as it should be.
const SOUND: &str = include_str!("sound.txt");

#[test]
fn nothing_is_said_of_sound_text() {
    for line in SOUND.lines() {
        assert_eq!(rescue(&[line]), [], "{line}");
        let apart: String = line.nfd().collect();
        assert_eq!(rescue(&[&apart]), [], "{line}");
    }
    let all: Vec<&str> = SOUND.lines().collect();
    assert_eq!(rescue(&all), []);
}

#[test]
fn every_sound_sentence_in_an_old_encoding_is_recognised() {
    let is_sentence = |line: &&str| line.split(' ').count() > 4 && line.contains('ệ');
    let mut read = 0;
    for line in SOUND.lines().filter(is_sentence) {
        if let Some(old) = tcvn3::written(line) {
            check(Encoding::Tcvn3, &old, line);
            read += 1;
        }
        if let Some(old) = vni::written(line) {
            check(Encoding::Vni, &old, line);
            read += 1;
        }
    }
    assert!(read >= 10, "{read}");
}
