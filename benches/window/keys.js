// Counts, for each key, the time until the frame after the one in which the program's answer is shown;
// a page is shown once its pictures are there.
const [command, done] = [arguments[0], arguments[arguments.length - 1]];
if (!window.measured) {
  window.measured = { pressed: 0, command: '', answer: null };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // Where a key leaves the page as it was, none comes.
  const picture = () =>
    new Promise((resolve) => {
      document.addEventListener('load', resolve, { capture: true, once: true });
      setTimeout(resolve, 500);
    });
  const isDrawn = () =>
    [...document.querySelectorAll("[data-testid='page-image'] img")].every((band) => band.complete);
  const shown = async () => {
    if (window.measured.command === 'preview') {
      await picture();
      while (!isDrawn()) await frame();
    }
    await frame();
    return frame();
  };
  const fetched = window.fetch;
  window.fetch = async (...asked) => {
    // What is asked before the next key belongs to this one, however late it is shown.
    const { pressed, command, answer: tell } = window.measured;
    const answer = await fetched(...asked);
    if (String(asked[0]).endsWith(command)) {
      const answered = performance.now();
      void shown().then((now) => tell?.([now, answered].map((time) => time - pressed)));
    }
    return answer;
  };
  addEventListener('keydown', () => (window.measured.pressed = performance.now()), { capture: true });
}
window.measured.command = command;
window.measured.taken = new Promise((resolve) => (window.measured.answer = resolve));
done(true);
