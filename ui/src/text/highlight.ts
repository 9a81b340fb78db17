import { fold } from './fold';

export type Piece = { text: string; hit: boolean };

/**
 * A text cut where a query begins and ends, marks or not: as it was typed where the text holds it
 * so, otherwise word by word.
 */
export function pieces(text: string, query: string): Piece[] {
  const phrase = fold(query).trim();
  const whole = phrase !== '' && fold(text).includes(phrase);
  const words = whole ? [phrase] : phrase.split(/\s+/).filter((word) => word.length > 1);
  if (words.length === 0) return [{ text, hit: false }];
  const letters = [...text.normalize('NFC')];
  // One folded letter for each, so that both strings count alike.
  const folded = letters.map((letter) => [...fold(letter)][0] ?? ' ').join('');
  const hit = new Array<boolean>(letters.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      hit.fill(true, at, at + word.length);
    }
  }
  const all: Piece[] = [];
  letters.forEach((letter, at) => {
    const last = all.at(-1);
    if (last && last.hit === hit[at]) last.text += letter;
    else all.push({ text: letter, hit: hit[at] ?? false });
  });
  return all;
}
