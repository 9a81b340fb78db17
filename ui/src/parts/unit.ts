import type { Signatory, Unit, UnitKindView } from '../ipc';

export const noUnit: Unit = {
  name: '',
  parent: '',
  parent_heading: '',
  kind: 'department',
  symbol: '',
  place: '',
  facts: [],
};

export const nobody: Signatory = { name: '', position: '', mode: 'own', principal: '' };

export type Suggested = { parent?: string; parent_heading?: string; position?: string; principal?: string; mode?: string };

/** What a unit of a kind usually writes; what names its place waits until the place is known. */
export function suggested(kind: UnitKindView, place: string): Suggested {
  const fill = (text: string): string => {
    if (!text.includes('{place}')) return text;
    return place.trim() === '' ? '' : text.replaceAll('{place}', place.trim());
  };
  return {
    parent: fill(kind.parent),
    parent_heading: fill(kind.parent_heading),
    position: kind.position,
    principal: kind.principal,
    mode: kind.mode,
  };
}
