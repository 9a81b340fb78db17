// Members of the council as a person adds and orders them.
import type { Council, CouncilRole, Meeting, Member } from '../../../ipc';

/** An id that no member has. */
export function freshMember(taken: readonly Member[]): string {
  const ids = new Set(taken.map((member) => member.id));
  let number = taken.length + 1;
  while (ids.has(`m${number}`)) number += 1;
  return `m${number}`;
}

/** The role of the member to come: councils are listed with their chair first. */
export const likelyRole = (members: readonly Member[]): CouncilRole => (members.length === 0 ? 'chair' : 'member');

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
