// When the first frame with content was drawn, in milliseconds of the epoch.
const done = arguments[arguments.length - 1];
const look = () => {
  const [usable] = performance.getEntriesByName('usable');
  if (usable) done(performance.timeOrigin + usable.startTime);
  else requestAnimationFrame(look);
};
look();
