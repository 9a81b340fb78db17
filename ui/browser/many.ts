// A large dossier for the tests: the sample's people, many times over.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dossier } from '../src/ipc/bindings';
import type { Stage } from './stage';

const SAMPLE = join(import.meta.dirname, '../../assets/samples/ho-so-mau.json');

/** Writes a dossier with so many nominees to a file. */
function writeMany(file: string, count: number): void {
  const whole = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { dossier: Dossier };
  const { nominees, meeting } = whole.dossier;
  const tallies = new Map(meeting?.votes.map((tally) => [tally.nominee, tally]));
  const copies = Array.from({ length: count }, (_, index) => {
    const one = nominees[index % nominees.length];
    if (!one) throw new Error('the sample has no nominee');
    const turn = Math.floor(index / nominees.length);
    return { one, id: `${one.id}-${turn}`, name: turn === 0 ? one.name : `${one.name} ${turn + 1}` };
  });
  whole.dossier.id = `mau-${count}`;
  whole.dossier.nominees = copies.map(({ one, id, name }) => ({ ...one, id, name }));
  if (meeting) {
    meeting.votes = copies.flatMap(({ one, id }) => {
      const tally = tallies.get(one.id);
      return tally ? [{ ...tally, nominee: id }] : [];
    });
  }
  writeFileSync(file, JSON.stringify(whole));
}

/** Opens such a dossier. */
export async function openMany(stage: Stage, count: number): Promise<void> {
  const file = join(stage.folder, 'nhiều.json');
  writeMany(file, count);
  await stage.choose(file);
  await stage.click('start-open');
  await stage.at('unit-name').waitFor();
}
