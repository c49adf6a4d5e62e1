/** Tests are compiled by tsc first: jest runs plain ES modules from dist, and stack traces map back to .ts. */
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/test/**/*.test.js'],
  transform: {},
  globalSetup: '<rootDir>/test/postgres/start.js',
  globalTeardown: '<rootDir>/test/postgres/stop.js',
  snapshotResolver: '<rootDir>/../test/snapshots.cjs',
  testTimeout: 60_000,
  maxWorkers: 2,
  // Modules of one file are never given back by a worker; a large heap makes all that follows slow.
  workerIdleMemoryLimit: '600MB',
};
