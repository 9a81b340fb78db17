// Which tab of a nominee's form is open. It outlives the form, which is made anew for each nominee.

export type FormTab = 'info' | 'criteria' | 'evidence' | 'awards';

export const kept = $state<{ tab: FormTab }>({ tab: 'info' });

/** The tab that holds a field of a nominee. */
export function tabOfField(path: string): FormTab {
  const field = /^nominees\[[^\]]*\]\.([a-z_]+)/.exec(path)?.[1] ?? '';
  if (['facts', 'claims', 'determinations', 'clearance'].includes(field)) return 'criteria';
  return field === 'earlier_awards' ? 'awards' : 'info';
}
