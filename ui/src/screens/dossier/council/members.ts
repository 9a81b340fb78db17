// Members of the council as a person pastes and orders them.
import type { Council, CouncilRole, Meeting, Member } from '../../../ipc';
import { fold } from '../../../text/fold';

/** A role as a list writes it, marks or not. */
export function roleOf(text: string): CouncilRole {
  const written = fold(text);
  if (/\bthu ky\b/.test(written)) return 'member_secretary';
  if (/\bpho\b/.test(written)) return 'vice_chair';
  return /\bchu tich\b/.test(written) ? 'chair' : 'member';
}

/** An id that no member has. */
export function freshMember(taken: readonly Member[]): string {
  const ids = new Set(taken.map((member) => member.id));
  let number = taken.length + 1;
  while (ids.has(`m${number}`)) number += 1;
  return `m${number}`;
}

/** The role of the member to come: councils are listed with their chair first. */
export const likelyRole = (members: readonly Member[]): CouncilRole => (members.length === 0 ? 'chair' : 'member');

/** Members of a range of cells: name, post, role; a numbering before them and a head are left out. */
export function membersOf(cells: readonly (readonly string[])[], taken: readonly Member[]): Member[] {
  const found: Member[] = [];
  for (const row of cells) {
    const [name = '', position = '', role = ''] = /^\d*\.?$/.test(row[0] ?? '') ? row.slice(1) : row;
    if (name === '' || /^(ho va ten|ho ten|ten)$/.test(fold(name))) continue;
    const id = freshMember([...taken, ...found]);
    found.push({ id, name, position, role: roleOf(role) });
  }
  return found;
}

/** The members with one of them a place further up or down. */
export function moved(members: readonly Member[], id: string, by: 1 | -1): Member[] {
  const from = members.findIndex((member) => member.id === id);
  const to = from + by;
  const [one, other] = [members[from], members[to]];
  if (!one || !other) return [...members];
  return members.with(from, other).with(to, one);
}

/** The council without a member. */
export const councilWithout = (council: Council, id: string): Council => ({
  ...council,
  members: council.members.filter((member) => member.id !== id),
});

/** The meeting without a member who has left the council. */
export const meetingWithout = (meeting: Meeting, id: string): Meeting => ({
  ...meeting,
  present: meeting.present.filter((one) => one !== id),
  absent: meeting.absent.filter((absence) => absence.member !== id),
  chair: meeting.chair === id ? '' : meeting.chair,
  secretary: meeting.secretary === id ? '' : meeting.secretary,
});
