import { readArguments } from './arguments.mjs';

describe('arguments of npm test', () => {
  it('takes patterns and one kind', () => {
    expect(readArguments([])).toEqual({ only: undefined, patterns: [] });
    expect(readArguments(['threads', '--only=api'])).toEqual({ only: 'api', patterns: ['threads'] });
  });

  it('refuses an option it does not know', () => {
    expect(() => readArguments(['--only=everything'])).toThrow('--only=everything');
  });
});
