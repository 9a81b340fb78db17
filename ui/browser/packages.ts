// Packages as units send them, written by hand: a ZIP archive with a manifest and the dossier.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Nominee = Record<string, unknown> & { id: string; name: string; person: Record<string, Record<string, unknown>> };
type Dossier = Record<string, unknown> & {
  id: string;
  unit: Record<string, unknown> & { name: string };
  plan: { id: string; version: number };
  nominees: Nominee[];
  meeting: { votes: unknown[] };
};

export type Person = { id: string; name: string; born: string; award?: string };

const sample = (): { dossier: Dossier } =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../assets/samples/ho-so-mau.json'), 'utf8')) as { dossier: Dossier };

/** Writes the package of a unit with these people into a folder. */
export function putPackage(folder: string, file: string, unit: string, people: readonly Person[]): void {
  const whole = sample();
  const { dossier } = whole;
  const model = dossier.nominees.find((one) => one.id === 'lan');
  if (!model) throw new Error('the sample has changed');
  dossier.id = `hs-${file}`;
  dossier.unit.name = unit;
  dossier.meeting.votes = [];
  dossier.nominees = people.map(({ id, name, born, award }) => ({
    ...model,
    id,
    name,
    award_form: award ?? (model.award_form as string),
    person: { individual: { ...model.person.individual, birth_date: born, workplace: unit } },
  }));
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  const manifest = {
    format: 'hoso-thi-dua/package',
    version: 1,
    about: {
      program: '1.0.0',
      purpose: 'submission',
      dossier: dossier.id,
      unit,
      plan: dossier.plan.id,
      plan_version: dossier.plan.version,
      law_on: '2023-02-10',
      round: dossier.round,
      year: dossier.year,
      state: 'sent',
      counts: { collectives: 0, individuals: people.length, evidence: 0 },
    },
    parts: [
      {
        name: 'ho-so.json',
        role: 'dossier',
        bytes: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    ],
  };
  mkdirSync(folder, { recursive: true });
  const parts = [
    ['ho-so.json', text],
    ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
  ] as const;
  writeFileSync(join(folder, `${file}.hoso`), archive(parts.map(([name, content]) => [name, Buffer.from(content)])));
}

/** A ZIP archive of files that are stored as they are. */
function archive(files: readonly (readonly [string, Buffer])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, content] of files) {
    const named = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    // The first day that archives know.
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(named.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), about, named, content]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, entry, named]));
    bodies.push(body);
    place += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(place, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), end]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
