import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import type { FileGuards } from './file-guards.js';
import type { FileStore } from './file-store.js';
import type { SignedAddresses } from './signed-addresses.js';
import type { StoredFiles } from './stored-files.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/webp': 'webp', 'image/avif': 'avif' };
const YEAR = 31_536_000;
/** A file that is looked up for whoever asks is kept by her browser for so long, in seconds: who is shut out keeps no more than she has seen. */
const ASKED = 300;

interface Parts {
  readonly files: StoredFiles;
  readonly store: FileStore;
  readonly addresses: SignedAddresses;
  readonly guards: FileGuards;
}

type Asked = FastifyRequest<{ Params: { id: string; name: string }; Querystring: Record<string, unknown> }>;

/**
 * Gives files to browsers. Public ones never change under their address; the others need an address that was signed a
 * moment ago, or somebody who may see where they stand. What may not be seen answers like what does not exist.
 */
export function serveFiles(fastify: FastifyInstance, parts: Parts): void {
  fastify.get('/media/files/:id/:name', async (request: Asked, reply) => {
    const { id, name } = request.params;
    const [, variantName = '', extension = ''] = /^([a-z0-9]{1,20})\.([a-z0-9]{1,8})$/.exec(name) ?? [];
    const file = UUID.test(id) && variantName !== '' ? await parts.files.byId(id) : null;
    const named = file && Object.hasOwn(file.variants, variantName) ? file.variants[variantName] : undefined;
    if (!file || !named || extension !== (EXTENSIONS[named.mediaType] ?? 'bin')) return nothing(reply);
    if (file.access === 'asked' && !(await parts.guards.maySee(file, request))) return nothing(reply);
    const lighter = Object.hasOwn(file.variants, `${variantName}avif`) ? file.variants[`${variantName}avif`] : undefined;
    if (lighter) void reply.header('vary', 'accept');
    const variant = lighter && (request.headers.accept ?? '').includes('image/avif') ? lighter : named;
    const seconds = file.access === 'public' ? YEAR : file.access === 'asked' ? ASKED : parts.addresses.remaining(`/media/files/${id}/${name}`, request.query);
    if (seconds === 0) return nothing(reply);

    const etag = `"${variant.sha256}"`;
    void reply
      .header('content-type', variant.mediaType)
      .header('cache-control', file.access === 'public' ? `public, max-age=${YEAR}, immutable` : `private, max-age=${seconds}`)
      .header('etag', etag)
      .header('accept-ranges', 'bytes')
      .header('x-content-type-options', 'nosniff')
      // Other sites of the brand may show public pictures; nobody else's page may read the others.
      .header('cross-origin-resource-policy', file.access === 'public' ? 'cross-origin' : 'same-origin')
      .header('content-security-policy', "default-src 'none'; sandbox");
    if (!variant.mediaType.startsWith('image/')) void reply.header('content-disposition', `attachment; filename="${variantName}.${extension}"`);
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();

    const asked = request.headers['if-range'] === undefined || request.headers['if-range'] === etag ? request.headers.range : undefined;
    const ranges = asked === undefined ? -2 : parseRange(variant.bytes, asked);
    if (ranges === -1) return reply.code(416).header('content-range', `bytes */${variant.bytes}`).header('content-length', 0).send();
    // Several parts at once are no use for pictures: all of it is a right answer too.
    const range = typeof ranges === 'object' && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
    const content = await parts.store.get(variant.sha256, range);
    if (!content) return nothing(reply);
    if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${variant.bytes}`);
    return reply.header('content-length', range ? range.end - range.start + 1 : variant.bytes).send(content);
  });
}

const matches = (header: string | undefined, etag: string): boolean => (header ?? '').split(',').some((part) => part.trim().replace(/^W\//, '') === etag);

function nothing(reply: FastifyReply): FastifyReply {
  for (const name of ['content-type', 'etag', 'accept-ranges']) void reply.removeHeader(name);
  return reply.code(404).header('cache-control', 'no-store').send();
}
