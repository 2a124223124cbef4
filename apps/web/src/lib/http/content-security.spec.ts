import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from './content-security.server.ts';

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

describe('the content security policy of a page', () => {
  it('allows the last inline script, by its hash, and no other', () => {
    const policy = contentSecurityPolicy('<body><script>evil()</script><div></div><script>start()</script></body>');
    expect(policy).toContain(`script-src 'self' ${hashOf('start()')}`);
    expect(policy).not.toContain(hashOf('evil()'));
    expect(policy).not.toContain('unsafe-inline');
  });

  it('allows no inline script on a page without one', () => {
    expect(contentSecurityPolicy('<body><p>Texte</p></body>')).toMatch(/script-src 'self'$/);
  });
});
