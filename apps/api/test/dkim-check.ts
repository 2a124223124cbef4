import { createHash, createVerify } from 'node:crypto';

/** Verifies the DKIM signature of a message (rsa-sha256, relaxed/relaxed; RFC 6376, written from its text). */
export function dkimValid(raw: string, publicKey: string): boolean {
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field));
  if (!signature) return false;
  const tags = new Map(signature.slice(signature.indexOf(':') + 1).split(';').map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s+/g, '')]));
  const body = raw.slice(end + 4).replace(/[ \t]+\r\n/g, '\r\n').replace(/[ \t]+/g, ' ').replace(/(\r\n)*$/, '\r\n');
  if (createHash('sha256').update(body, 'utf8').digest('base64') !== tags.get('bh')) return false;
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => fields.filter((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`)).slice(-1));
  const unsigned = signature.replace(/([;\s]b=)[^;]*/, '$1');
  const verify = createVerify('RSA-SHA256');
  verify.update([...signed.map(relaxed), relaxed(unsigned)].join('\r\n'), 'utf8');
  return verify.verify(publicKey, tags.get('b') ?? '', 'base64');
}

function relaxed(field: string): string {
  const at = field.indexOf(':');
  return `${field.slice(0, at).trim().toLowerCase()}:${field.slice(at + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`;
}
