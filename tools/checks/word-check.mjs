/**
 * Words that do not belong in the repository: addresses of package registries (a mirror's would break everybody
 * else's install) and focused or skipped tests.
 */
const STRAY = [
  [/https?:\/\/registry\.[\w.-]+/, 'address of a package registry'],
  [/\b(?:describe|it|test)\.(?:only|todo)\(|\bf(?:describe|it)\(/, 'test that hides others'],
];

/** @param {string} file @param {string} source @returns {string[]} one line per place */
export function strayWords(file, source) {
  return source.split('\n').flatMap((text, index) =>
    STRAY.filter(([pattern]) => /** @type {RegExp} */ (pattern).test(text)).map(([, what]) => `${file}:${index + 1} ${what}`),
  );
}
