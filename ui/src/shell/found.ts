import type { FoundView } from '../ipc';

/** The field that something found stands in, as the dossier's screens know it. */
export function placeOf({ part, id }: Pick<FoundView, 'part' | 'id'>): string {
  switch (part) {
    case 'nominee':
      return `nominees[${id}].name`;
    case 'report':
      return `nominees[${id}].report`;
    case 'evidence':
      return `evidence[${id}]`;
    case 'council':
      return 'council';
    case 'dossier':
      return 'unit.name';
  }
}
