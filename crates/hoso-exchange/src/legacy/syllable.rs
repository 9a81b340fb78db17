//! Which letters make a Vietnamese syllable: an initial, a rime, a tone that goes with it.

/// Each vowel with its tones: level, huyền, hỏi, ngã, sắc, nặng.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];
const SHARP: usize = 4;
const HEAVY: usize = 5;

const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu \
    ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in \
    inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen \
    oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât \
    uây uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh \
    uyp uyt uyu uc ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt \
    yêu yt ynh";

/// Whether a letter is a vowel, with or without marks, small or capital.
pub fn is_vowel(letter: char) -> bool {
    letter
        .to_lowercase()
        .any(|small| VOWELS.iter().any(|row| row.contains(small)))
}

/// Whether a word can be Vietnamese.
pub fn is_syllable(word: &str) -> bool {
    let mut plain = String::with_capacity(word.len());
    let mut tone = 0;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let found = VOWELS.iter().find_map(|row| {
            let at = row.chars().position(|one| one == letter)?;
            Some((row.chars().next()?, at))
        });
        match found {
            Some((vowel, 0)) => plain.push(vowel),
            Some((vowel, at)) if tone == 0 => {
                plain.push(vowel);
                tone = at;
            }
            Some(_) => return false,
            None => plain.push(letter),
        }
    }
    INITIALS
        .iter()
        .filter_map(|initial| Some((*initial, plain.strip_prefix(initial)?)))
        .any(|(initial, rime)| fits(initial, rime, tone))
}

fn fits(initial: &str, rime: &str, tone: usize) -> bool {
    let Some(first) = rime.chars().next() else {
        return false;
    };
    let is_front = "eêi".contains(first);
    let is_spelt = match initial {
        "c" | "ng" => !is_front && first != 'y',
        "k" => is_front || first == 'y',
        "g" => !"eê".contains(first),
        "gh" | "ngh" => is_front,
        _ => true,
    };
    let is_short = rime == "y" && !["", "h", "k", "l", "m", "qu", "s", "t", "v"].contains(&initial);
    let is_stopped = ["c", "ch", "p", "t"].iter().any(|end| rime.ends_with(end));
    let is_toned = !is_stopped || [0, SHARP, HEAVY].contains(&tone);
    is_spelt && !is_short && is_toned && RIMES.split_ascii_whitespace().any(|one| one == rime)
}
