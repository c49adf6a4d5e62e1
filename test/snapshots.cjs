// Tests run from dist, their snapshots stand beside the sources.
const path = require('node:path');

module.exports = {
  resolveSnapshotPath: (test, extension) => {
    const source = test.replace(`${path.sep}dist${path.sep}`, path.sep).replace(/\.js$/, '.ts');
    return path.join(path.dirname(source), 'golden', path.basename(source) + extension);
  },
  resolveTestPath: (snapshot, extension) => {
    const source = path.join(path.dirname(snapshot), '..', path.basename(snapshot, extension)).replace(/\.ts$/, '.js');
    const root = path.resolve(__dirname, '..');
    return path.join(root, 'dist', path.relative(root, source));
  },
  testPathForConsistencyCheck: path.resolve(__dirname, '..', 'dist', 'test', 'a', 'some.test.js'),
};
