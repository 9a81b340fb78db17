// Scrolls the table and lists how long each frame took, in milliseconds.
const done = arguments[arguments.length - 1];
const table = document.querySelector("[data-testid='nominee-table']");
const times = [];
let last = performance.now();
const frame = (now) => {
  times.push(now - last);
  last = now;
  table.scrollTop += 90;
  if (times.length < 240) requestAnimationFrame(frame);
  else done(times.slice(2));
};
requestAnimationFrame(frame);
