/** For fields whose letters nothing but the person's input method may change. */
export const asTyped = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: false,
} as const;
