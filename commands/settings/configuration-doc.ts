import { programs } from './programs.js';
import { variablesOf } from './setting.js';
import { type GroupName, groupNames, settingsGroups } from './settings.js';

/** `docs/configuration.md`: every variable that a program takes. */
export function configurationDoc(): string {
  const sections = groupNames.map((group) => {
    const { title, prefix, settings } = settingsGroups[group];
    const rows = [...variablesOf(settings, prefix)].map(({ name, setting: { facts } }) => [
      `\`${name}\``,
      facts.about,
      facts.unit ?? 'text',
      facts.usual === undefined ? '' : facts.usual,
    ]);
    return `## ${title}\n\n${takenBy(group)}\n\n${table(['variable', 'meaning', 'unit', 'default'], rows)}`;
  });
  return `${head}\n\n${sections.join('\n\n')}\n`;
}

const head = `# Configuration

Written by \`npm run schema\` from [\`commands/settings\`](../commands/settings), where each setting is declared once; \`--help\` of a
program shows those that it takes. All are environment variables, an empty one is as good as none. What is wrong is told all at
once before anything starts. \`NODE_ENV=production\` refuses development keys and closes introspection.

\`DATABASE_URL_<CODE>\` (the owner's code in capitals, \`-\` as \`_\`) is an owner's external database, instead of one in the
PostgreSQL that \`npm start\` starts. \`HUB_JWKS\` and \`HUB_TOKEN_ISSUER\` are set both or neither: keys alone would accept whoever
else is in the set, an issuer alone cannot be checked.`;

function takenBy(group: GroupName): string {
  const names = Object.entries(programs).flatMap(([name, { groups }]) =>
    groups.includes(group) ? `\`npm ${name === 'start' ? '' : 'run '}${name}\`` : [],
  );
  return names.length > 0 ? `Taken by ${names.join(', ')}.` : 'Taken by `npm run publish`, `npm run export`.';
}

/** In the form that the formatter gives tables. */
function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
