/** Who may import whom: the law of docs/architecture.md. A violation fails the build. */
const CAPABILITIES = 'access|accounts|admissions|community|groups|imports|members|roles|search|spaces|sso|threads|welcome';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-is-pure',
      comment: 'libs/domain knows no clock, no randomness, no environment, no network: only pure, isomorphic libraries.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^(libs/domain/src|node_modules/(valibot|temporal-polyfill|rrule-temporal)/)' },
    },
    {
      name: 'platform-imports-no-capability',
      severity: 'error',
      from: { path: '^apps/api/src/platform' },
      to: { path: `^apps/api/src/(${CAPABILITIES})/` },
    },
    {
      name: 'capabilities-meet-at-their-index',
      severity: 'error',
      from: { path: `^apps/api/src/(${CAPABILITIES})/` },
      to: { path: `^apps/api/src/(${CAPABILITIES})/`, pathNot: ['^apps/api/src/$1/', '/index\\.ts$'] },
    },
    {
      name: 'resolvers-and-types-know-no-database',
      severity: 'error',
      from: { path: '\\.(resolver|types)\\.ts$' },
      to: { path: ['\\.(entity|repository)\\.ts$', '^node_modules/(typeorm|pg)/', '^apps/api/src/platform/database/'] },
    },
    { name: 'web-never-imports-api', severity: 'error', from: { path: '^apps/web' }, to: { path: '^apps/api/src' } },
    { name: 'api-never-imports-web', severity: 'error', from: { path: '^apps/api' }, to: { path: '^apps/web/src' } },
    {
      name: 'ui-has-no-business-words',
      severity: 'error',
      from: { path: '^apps/web/src/lib/ui' },
      to: { path: '^apps/web/src/lib/(?!ui/|i18n/)' },
    },
    {
      name: 'web-capabilities-meet-at-their-index',
      severity: 'error',
      from: { path: '^apps/web/src/lib/(accounts|members|search|spaces|threads|console)/' },
      // Operations files are data that a script reads without components: their fragments are met directly.
      to: { path: '^apps/web/src/lib/(accounts|members|search|spaces|threads|console)/', pathNot: ['^apps/web/src/lib/$1/', '/index\\.ts$', '\\.operations\\.ts$'] },
    },
    {
      name: 'product-never-imports-tools',
      comment: 'The story seed is the one tool the product starts with.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.(spec|e2e)\\.ts$' },
      to: { path: '^tools/(?!story-seed/)' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: { pathNot: '^apps/web' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['/dist/', '/build/', '\\.svelte-kit', 'paraglide/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['foyer-source', 'import', 'require', 'node', 'default', 'types'], mainFields: ['module', 'main', 'types'] },
    moduleSystems: ['es6', 'cjs'],
  },
};
