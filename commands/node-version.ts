/**
 * Imported before all else by every program. npm runs them on the Node that it has installed; started without npm, they
 * may get an older one, on which they would end deep in a library.
 */
const least = 24;

if (Number.parseInt(process.versions.node, 10) < least) {
  process.stderr.write(
    `Expected Node ${least} or newer, got ${process.versions.node}: start this through npm, as «npm run hub», ` +
      'or with node_modules/.bin/node, which npm has installed.\n',
  );
  process.exit(1);
}
