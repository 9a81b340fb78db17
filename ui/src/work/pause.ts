// Questions that follow the typing at a distance.

/** Asks after a pause and takes the answer, unless it is called off before: by what this returns. */
export function afterPause<T>(pause: number, ask: () => Promise<T>, take: (answer: T) => void): () => void {
  let isOff = false;
  const timer = setTimeout(async () => {
    const answer = await ask();
    if (!isOff) take(answer);
  }, pause);
  return () => {
    isOff = true;
    clearTimeout(timer);
  };
}
