/**
 * One runner for everything. Projects: domain, migrations, web (pure functions), api, tools (launcher, checks,
 * story seed, benchmark) and e2e (browser journeys). `npm test` calls them phase by phase (tools/test/run.mjs).
 *
 * TypeScript is emitted as ES modules by swc, with the same decorators and metadata as `tsc`; the workspace's own
 * packages are taken from their sources, so that a test never runs yesterday's build.
 */

/** `import` and `default` must never appear in customExportConditions: packages would then load twice. */
const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // Declared before `ts`, so that `./x.js` inside a dependency never becomes a stray `./x.ts` beside it.
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@foyer/domain$': '<rootDir>/libs/domain/src/index.ts',
    '^@foyer/domain/(.*)$': '<rootDir>/libs/domain/src/$1/index.ts',
    '^@foyer/migrations$': '<rootDir>/migrations/index.ts',
    '^@foyer/story-seed$': '<rootDir>/tools/story-seed/src/index.ts',
    '^@foyer/story-seed/(.*)$': '<rootDir>/tools/story-seed/src/$1.ts',
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/build/', '/\\.svelte-kit/'],
  modulePathIgnorePatterns: ['/dist/', '/\\.svelte-kit/'].map((part) => `<rootDir>/(apps|libs|migrations|tools)(/[^/]+)?${part}`),
};

/** @param {string} displayName @param {object} options */
const project = (displayName, options) => ({ displayName, ...shared, ...options });

export default {
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  maxWorkers: 2,
  // A busy machine is not a failing test: suites of the API boot a server, journeys a browser.
  testTimeout: 60_000,
  projects: [
    project('domain', {
      roots: ['<rootDir>/libs'],
      testMatch: ['<rootDir>/libs/*/src/**/*.spec.ts'],
    }),
    project('web', {
      roots: ['<rootDir>/apps/web'],
      testMatch: ['<rootDir>/apps/web/src/**/*.spec.ts'],
    }),
    project('tools', {
      roots: ['<rootDir>/tools', '<rootDir>/deploy', '<rootDir>/migrations'],
      testMatch: [
        '<rootDir>/tools/**/*.spec.ts',
        '<rootDir>/tools/**/*.spec.mjs',
        '<rootDir>/deploy/**/*.spec.ts',
        '<rootDir>/migrations/*.spec.ts',
      ],
    }),
    project('api', {
      roots: ['<rootDir>/apps/api'],
      testMatch: ['<rootDir>/apps/api/(src|test)/**/*.spec.ts'],
      globalSetup: '<rootDir>/tools/test/database-setup.mjs',
      globalTeardown: '<rootDir>/tools/test/database-teardown.mjs',
    }),
    project('e2e', {
      roots: ['<rootDir>/apps/web'],
      testMatch: ['<rootDir>/apps/web/e2e/**/*.e2e.ts'],
      globalSetup: '<rootDir>/tools/test/browser-setup.mjs',
      globalTeardown: '<rootDir>/tools/test/browser-teardown.mjs',
    }),
  ],
};
