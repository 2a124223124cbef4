import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { messageOptions } from './scripts/message-options.ts';
import { persistedOperations } from './scripts/operations-plugin.ts';

export default defineConfig({
  plugins: [
    persistedOperations(),
    tailwindcss(),
    paraglideVitePlugin(messageOptions),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      compilerOptions: { runes: true, cssHash: ({ hash, css }) => `s${hash(css).slice(0, 6)}` },
      paths: { relative: false },
    }),
  ],
  // A page is made of a few files, not of one per component.
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'house', test: /[\\/]src[\\/]lib[\\/](?:ui|shell|branding|api|i18n[\\/](?!paraglide))/, minShareCount: 6 },
                { name: 'words', test: /[\\/]paraglide[\\/]/, minShareCount: 20 },
                { name: 'svelte', test: /node_modules[\\/](?:svelte|esm-env|clsx|@sveltejs[\\/]kit)[\\/]/, minShareCount: 2 },
              ],
            },
          },
        },
      },
    },
  },
  resolve: { conditions: ['foyer-source', 'svelte', 'browser', 'module', 'import', 'default'] },
  ssr: { resolve: { conditions: ['foyer-source', 'svelte', 'node', 'module', 'import', 'default'] } },
  server: { port: 4200, strictPort: true },
});
