/** Makes a version of what the notes in `.changeset` tell: `npm run release`. It commits and tags nothing itself. */
import './node-version.js';
import { Failure } from './dev/failure.js';
import { writeRelease } from './release/release.js';

try {
  const version = await writeRelease(process.cwd());
  process.stdout.write(`Version ${version} is written. Look at CHANGELOG.md, then:

  npm run format && npm run check
  git add --all && git commit -m 'Release ${version}' && git tag -a v${version} -m 'Version ${version}'
`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
