import type { Plugin } from 'vite';
import { operationsOf } from './operations.ts';

/** In a build, an operations file keeps only names and hashes: texts and fragments stay out of the bundles. */
export function persistedOperations(): Plugin {
  return {
    name: 'foyer-persisted-operations',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!file.endsWith('.operations.ts')) return undefined;
      const operations = new Map((await operationsOf(file)).map((operation) => [operation.exportName, operation]));
      const names = [...code.matchAll(/^export const (\w+)/gm)].map((match) => match[1] ?? '');
      const lines = names.map((name) => {
        const operation = operations.get(name);
        const value = operation ? { name: operation.name, hash: operation.hash } : {};
        return `export const ${name} = ${JSON.stringify(value)};`;
      });
      return { code: lines.join('\n'), map: null };
    },
  };
}
