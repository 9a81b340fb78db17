//! The growth of the work with the dossier, as a drawing and as a table. Plain SVG, with colours
//! that can be read on light and dark ground and marks that do not need them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What was done, how many nominees, and how many milliseconds.
pub type Points = BTreeMap<String, BTreeMap<u32, f64>>;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 460.0;
/// What stands left of, above, right of and below the field of the curves.
const EDGE: [f64; 4] = [76.0, 24.0, 120.0, 60.0];
const COLOURS: [&str; 3] = ["#1f6fb2", "#b4511a", "#2d7d46"];
const DASHES: [&str; 3] = ["none", "8 4", "2 4"];

/// Reads lines such as `growth check 10: 0.5 ms`.
pub fn points(text: &str) -> Points {
    let mut points = Points::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let ["growth", name, count, time, "ms"] = words[..]
            && let (Ok(count), Ok(time)) = (count.trim_end_matches(':').parse(), time.parse())
        {
            let line = points.entry(name.to_owned()).or_default();
            line.insert(count, time);
        }
    }
    points
}

/// The same as a table, one row for each number of nominees.
pub fn told(points: &Points) -> String {
    let names: Vec<&str> = points.keys().map(String::as_str).collect();
    let mut text = format!("| nominees | {} |\n", names.join(", ms | ") + ", ms");
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| ---: {}|", "| ---: ".repeat(names.len()));
    let counts: Vec<u32> = points
        .values()
        .next()
        .map(|line| line.keys().copied().collect())
        .unwrap_or_default();
    for count in counts {
        let cells = points.values().map(|line| {
            line.get(&count)
                .map_or_else(String::new, |time| format!("{time:.1}"))
        });
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(text, "| {count} | {} |", cells.join(" | "));
    }
    text
}

/// The drawing.
pub fn svg(points: &Points) -> String {
    let [left, top, right, bottom] = EDGE;
    let times = points.values().flat_map(|line| line.values().copied());
    let (least, most) = times.fold((f64::MAX, f64::MIN), |(least, most), time| {
        (least.min(time), most.max(time))
    });
    let (low, high) = (least.log10().floor(), most.log10().ceil());
    let counts = points.values().flat_map(|line| line.keys().copied());
    let widest = f64::from(counts.max().unwrap_or(10)).log10();
    let x = |count: f64| left + (count.log10() - 1.0) / (widest - 1.0) * (WIDTH - left - right);
    let y = |time: f64| {
        let share = (time.log10() - low) / (high - low);
        HEIGHT - bottom - share * (HEIGHT - top - bottom)
    };
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\">\n<title>Time by number of nominees</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n"
    );
    // Writing to a string cannot fail.
    for power in low as i32..=high as i32 {
        let time = 10_f64.powi(power);
        let at = y(time);
        let _ = write!(
            text,
            "<path d=\"M{left} {at:.1}H{:.1}\" stroke=\"#d0d0d0\"/>\n<text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\" fill=\"#222222\">{}</text>\n",
            WIDTH - right,
            left - 8.0,
            at + 4.0,
            spelled(time)
        );
    }
    for power in 1..=widest.round() as i32 {
        let at = x(10_f64.powi(power));
        let _ = write!(
            text,
            "<path d=\"M{at:.1} {top}V{:.1}\" stroke=\"#d0d0d0\"/>\n<text x=\"{at:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\" fill=\"#222222\">{}</text>\n",
            HEIGHT - bottom,
            HEIGHT - bottom + 20.0,
            grouped(10_u32.pow(power.unsigned_abs()))
        );
    }
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#222222\">nominees</text>",
        f64::midpoint(left, WIDTH - right),
        HEIGHT - 16.0
    );
    for (at, (name, line)) in points.iter().enumerate() {
        text.push_str(&drawn(name, line, at, &x, &y));
    }
    text.push_str("</svg>\n");
    text
}

fn drawn(
    name: &str,
    line: &BTreeMap<u32, f64>,
    at: usize,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
) -> String {
    let colour = COLOURS[at % COLOURS.len()];
    let dashes = DASHES[at % DASHES.len()];
    let places: Vec<(f64, f64)> = line
        .iter()
        .map(|(&count, &time)| (x(f64::from(count)), y(time)))
        .collect();
    let path: Vec<String> = places
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let mut text = format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" \
         stroke-dasharray=\"{dashes}\"/>\n",
        path.join(" ")
    );
    for (x, y) in &places {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>"
        );
    }
    if let Some((x, y)) = places.last() {
        let _ = writeln!(
            text,
            "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>",
            x + 10.0,
            y + 4.0
        );
    }
    text
}

fn spelled(milliseconds: f64) -> String {
    if milliseconds >= 1000.0 {
        format!("{} s", milliseconds / 1000.0)
    } else {
        format!("{milliseconds} ms")
    }
}

fn grouped(number: u32) -> String {
    if number >= 1000 {
        format!("{},{:03}", number / 1000, number % 1000)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{points, svg, told};

    const PRINTED: &str = "growth check 10: 0.200 ms\ngrowth proof 10: 20.000 ms\nother\n\
                           growth check 10000: 150.000 ms\ngrowth proof 10000: 12000.000 ms\n";

    #[test]
    fn what_was_printed_becomes_a_table() {
        let told = told(&points(PRINTED));
        assert_eq!(
            told,
            "| nominees | check, ms | proof, ms |\n| ---: | ---: | ---: |\n| 10 | 0.2 | 20.0 |\n\
             | 10000 | 150.0 | 12000.0 |\n"
        );
    }

    #[test]
    fn the_drawing_has_every_line_inside_its_field() {
        let drawing = svg(&points(PRINTED));
        assert_eq!(drawing.matches("<polyline").count(), 2);
        assert!(drawing.contains(">10,000<") && drawing.contains(">10 s<"));
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
    }
}
