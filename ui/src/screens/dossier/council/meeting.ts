// The record of a meeting as it begins, and who was there.
import type { Council, Meeting } from '../../../ipc';

/** Where a member was; empty where nobody has noted it. */
export type Attendance = '' | 'present' | 'absent' | 'written';

/** A record that only has to be corrected: everybody present, chair and secretary by their roles. */
export function begun(council: Council, day: string): Meeting {
  const holder = (role: string) => council.members.find((member) => member.role === role)?.id ?? '';
  return {
    number: null,
    date: day,
    start: '08:00:00',
    end: '09:00:00',
    place: '',
    present: council.members.map((member) => member.id),
    absent: [],
    guests: [],
    chair: holder('chair'),
    secretary: holder('member_secretary'),
    method: 'show_of_hands',
    ballots_issued: null,
    ballots_returned: null,
    ballots_invalid: null,
    discussion: [],
    votes: [],
  };
}

export function attendanceOf(meeting: Meeting, id: string): Attendance {
  if (meeting.present.includes(id)) return 'present';
  const absence = meeting.absent.find((one) => one.member === id);
  if (!absence) return '';
  return absence.written_opinion ? 'written' : 'absent';
}

/** The meeting with a member there or not; a reason once given stays. Members keep the council's order. */
export function attended(meeting: Meeting, council: Council, id: string, as: Attendance): Meeting {
  const present = new Set(meeting.present.filter((one) => one !== id));
  if (as === 'present') present.add(id);
  const reason = meeting.absent.find((one) => one.member === id)?.reason ?? '';
  const others = meeting.absent.filter((one) => one.member !== id);
  const absence = { member: id, reason, written_opinion: as === 'written' };
  const isAway = as === 'absent' || as === 'written';
  return {
    ...meeting,
    present: council.members.map((member) => member.id).filter((one) => present.has(one)),
    absent: isAway ? [...others, absence] : others,
  };
}

/** Everybody present. */
export const allPresent = (meeting: Meeting, council: Council): Meeting => ({
  ...meeting,
  present: council.members.map((member) => member.id),
  absent: [],
});

/** A time as a person writes it (`14:30`, `14h30`, `8 giờ`) as `14:30:00`; null where there is no such time. */
export function parsedTime(text: string): string | null {
  const found = /^\s*(\d{1,2})\s*(?:[:.hg]\p{L}*\s*(?:(\d{2})\s*\p{L}*)?)?\s*$/u.exec(text.toLowerCase());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? '0')];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`;
}

/** `14:30:00` as `14:30`. */
export const shownTime = (time: string): string => time.slice(0, 5);
