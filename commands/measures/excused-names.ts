/** Exported names that several files declare on purpose, and why. */
export const excusedNames: Readonly<Record<string, string>> = {
  migrations: 'Each domain has its own list, and only its domain.ts imports it.',
};
