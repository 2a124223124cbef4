import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { messageOptions } from './scripts/message-options.ts';
import { persistedOperations } from './scripts/operations-plugin.ts';

/** A page is made of a few files, not of one per component; what it brings, by who shares it. */
const groups = [
  { name: 'house', test: /[\\/]src[\\/]lib[\\/](?:ui|shell|branding|api|i18n[\\/](?!paraglide))/, minShareCount: 6 },
  { name: 'words', test: /[\\/]paraglide[\\/]/, minShareCount: 20 },
  { name: 'svelte', test: /node_modules[\\/](?:svelte|esm-env|clsx|@sveltejs[\\/]kit)[\\/]/, minShareCount: 2 },
  // Too small for files of their own. (What pages share with a frame and is in no group before it would come with it.)
  { name: 'small', test: /[\\/]src[\\/]lib[\\/](?:ui[\\/](?:rich-text|tide-line)|shell[\\/]single-keys|members[\\/]role-badge)/, minShareCount: 2 },
  // The frame of a kind of pages, with all that it needs: each of them brings it.
  { name: 'frame', test: /[\\/]src[\\/]routes[\\/]\+(?:layout|error)\.svelte$/ },
  { name: 'member-frame', test: /[\\/]src[\\/]routes[\\/]\(member\)[\\/]\+(?:layout|error)\.svelte$/ },
  { name: 'console-frame', test: /[\\/]src[\\/]routes[\\/]\(console\)[\\/]console[\\/]\+(?:layout|error)\.svelte$/ },
  { name: 'part', test: /[\\/]src[\\/](?!routes)/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1_500 },
];

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
  environments: {
    client: {
      build: {
        // The browser finds a page's scripts itself: a table of them all, for each page, would weigh on every first load.
        modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) },
        rolldownOptions: {
          // Whoever needs one thing of a capability's index gets that one alone.
          treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/]lib[\\/][^\\/]+[\\/]index\.ts$/, sideEffects: false }] },
          output: { codeSplitting: { groups } },
        },
      },
    },
  },
  // The defaults say whether this is a development or a production build; without them, everything that Svelte and the
  // framework check in development would travel to every reader.
  resolve: { conditions: ['foyer-source', 'svelte', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['foyer-source', 'svelte', ...defaultServerConditions] } },
  server: { port: 4200, strictPort: true },
});
