//! A list of steps, taken in order until one fails, with the time of each and a closing summary.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::workshop::{Done, Failure, Workshop};

/// One step. A plain function, so that a list of steps is only data.
pub struct Step {
    name: &'static str,
    work: fn(&Workshop) -> Done<Ending>,
}

impl Step {
    pub const fn new(name: &'static str, work: fn(&Workshop) -> Done<Ending>) -> Self {
        Self { name, work }
    }
}

/// How a step that did not fail ended.
pub enum Ending {
    Passed,
    /// Left out, with the reason.
    Skipped(&'static str),
}

enum Outcome {
    Passed(Duration),
    Skipped(&'static str),
    Failed(Duration),
    NotReached,
}

/// Takes the steps in order, stops at the first failure, and always prints the summary.
pub fn take(workshop: &Workshop, steps: &[Step]) -> Done {
    let begun = Instant::now();
    let mut outcomes = Vec::with_capacity(steps.len());
    let mut failure = None;
    for step in steps {
        if failure.is_some() {
            outcomes.push((step.name, Outcome::NotReached));
            continue;
        }
        println!("\n== {} ==", step.name);
        let step_begun = Instant::now();
        let outcome = match (step.work)(workshop) {
            Ok(Ending::Passed) => Outcome::Passed(step_begun.elapsed()),
            Ok(Ending::Skipped(why)) => {
                println!("left out: {why}");
                Outcome::Skipped(why)
            }
            Err(error) => {
                eprintln!("\n{}: {error}", step.name);
                failure = Some(step.name);
                Outcome::Failed(step_begun.elapsed())
            }
        };
        outcomes.push((step.name, outcome));
    }
    println!("\n{}", summary(&outcomes, begun.elapsed()));
    match failure {
        None => Ok(()),
        Some(name) => Err(Failure::new(format!(
            "stopped at \"{name}\"; its output is above."
        ))),
    }
}

fn summary(outcomes: &[(&str, Outcome)], total: Duration) -> String {
    let mut text = String::from("== Summary ==\n");
    for (name, outcome) in outcomes {
        let (word, rest) = match outcome {
            Outcome::Passed(time) => ("ok", seconds(*time)),
            Outcome::Skipped(why) => ("left out", (*why).to_owned()),
            Outcome::Failed(time) => ("FAILED", seconds(*time)),
            Outcome::NotReached => ("not reached", String::new()),
        };
        let line = format!("  {word:<11}  {name:<28}  {rest}");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let _ = write!(text, "  In all {}.", seconds(total));
    text
}

fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    let (minutes, rest) = (tenths / 600, tenths % 600);
    if minutes == 0 {
        format!("{}.{} s", rest / 10, rest % 10)
    } else {
        format!("{minutes} min {} s", rest / 10)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Ending, Outcome, Step, seconds, summary, take};
    use crate::workshop::{Failure, Workshop};

    #[test]
    fn stops_at_the_first_failure() {
        let workshop = Workshop::find().unwrap();
        let steps = [
            Step::new("one", |_| Ok(Ending::Passed)),
            Step::new("two", |_| Err(Failure::new("broken"))),
            Step::new("three", |_| panic!("must not be reached")),
        ];
        let failure = take(&workshop, &steps).unwrap_err();
        assert!(failure.to_string().contains("\"two\""));
        assert!(take(&workshop, &steps[..1]).is_ok());
    }

    #[test]
    fn the_summary_names_every_step() {
        let outcomes = [
            ("fmt", Outcome::Passed(Duration::from_millis(2_340))),
            ("deny", Outcome::Skipped("not installed")),
            ("test", Outcome::Failed(Duration::from_secs(75))),
            ("window", Outcome::NotReached),
        ];
        let expected = "\
== Summary ==
  ok           fmt                           2.3 s
  left out     deny                          not installed
  FAILED       test                          1 min 15 s
  not reached  window
  In all 1 min 30 s.";
        assert_eq!(summary(&outcomes, Duration::from_secs(90)), expected);
    }

    #[test]
    fn times_are_short() {
        assert_eq!(seconds(Duration::ZERO), "0.0 s");
        assert_eq!(seconds(Duration::from_millis(59_990)), "59.9 s");
        assert_eq!(seconds(Duration::from_mins(2)), "2 min 0 s");
    }
}
