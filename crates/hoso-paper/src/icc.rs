//! A minimal sRGB colour profile (ICC version 2.1), which archive files must carry.
//!
//! It is computed from the published constants of IEC 61966-2-1, so that no profile with a licence
//! of its own has to be shipped.

/// Colorants and white point in the profile's D50 space, as 16.16 fixed point numbers.
const WHITE: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
const RED: [u32; 3] = [0x6FA2, 0x38F5, 0x0390];
const GREEN: [u32; 3] = [0x6299, 0xB785, 0x18DA];
const BLUE: [u32; 3] = [0x24A0, 0x0F84, 0xB6CF];

const CURVE_POINTS: u16 = 1024;

/// The profile's bytes.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"cprt", text(b"No copyright, use freely")),
        (b"desc", description(b"sRGB IEC61966-2.1")),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let mut directory = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    let mut place = (0, 0);
    for (name, content) in &tags {
        // The three channels share one curve.
        if !content.is_empty() {
            place = (start + data.len(), content.len());
            data.extend(content);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        directory.extend_from_slice(*name);
        directory.extend((place.0 as u32).to_be_bytes());
        directory.extend((place.1 as u32).to_be_bytes());
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend(directory);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = size.to_be_bytes().to_vec();
    header.extend([0; 4]);
    header.extend(0x0210_0000_u32.to_be_bytes());
    header.extend(b"mntrRGB XYZ ");
    // A fixed date: 1 January 2000.
    for part in [2000_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.resize(68, 0);
    for part in WHITE {
        header.extend(part.to_be_bytes());
    }
    header.resize(128, 0);
    header
}

fn xyz(value: [u32; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    tag.extend(value.into_iter().flat_map(u32::to_be_bytes));
    tag
}

fn text(value: &[u8]) -> Vec<u8> {
    let mut tag = b"text\0\0\0\0".to_vec();
    tag.extend(value);
    tag.push(0);
    tag
}

fn description(value: &[u8]) -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend((value.len() as u32 + 1).to_be_bytes());
    tag.extend(value);
    tag.push(0);
    // No Unicode and no Macintosh version of the name.
    tag.extend([0; 4 + 4 + 2 + 1 + 67]);
    tag
}

fn curve() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend(u32::from(CURVE_POINTS).to_be_bytes());
    for point in 0..CURVE_POINTS {
        let encoded = f64::from(point) / f64::from(CURVE_POINTS - 1);
        let linear = if encoded <= 0.04045 {
            encoded / 12.92
        } else {
            ((encoded + 0.055) / 1.055).powf(2.4)
        };
        tag.extend(((linear * 65535.0).round() as u16).to_be_bytes());
    }
    tag
}
