import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { generatedAvatar } from '@foyer/domain/members';
import type { Database } from '../database/database.js';

const DRAWN = fileURLToPath(new URL('../../../../../tools/story-seed/dist/media/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.webp': 'image/webp', '.avif': 'image/avif' };

/** Pictures: generated avatars, spaces' flags, and the story's drawings. Files that members bring are in `platform/storage`. */
export function serveMedia(fastify: FastifyInstance, database: Database): void {
  fastify.get<{ Params: { file: string } }>('/media/avatars/:file', async (request, reply) => {
    const handle = /^([A-Za-z0-9_.-]{2,40})\.svg$/.exec(request.params.file)?.[1];
    const member = handle ? await database.row<{ handle: string; display_name: string }>('SELECT handle::text, display_name FROM members WHERE handle = $1', [handle]) : null;
    if (!member) return reply.code(404).send();
    return picture(reply, '.svg', 3_600).send(generatedAvatar(member.handle, member.display_name));
  });
  for (const folder of ['flags', 'story']) {
    fastify.get<{ Params: { '*': string } }>(`/media/${folder}/*`, async (request, reply) => {
      const path = normalize(request.params['*']);
      const extension = extname(path);
      if (path.startsWith('..') || path.includes('\0') || !(extension in TYPES)) return reply.code(404).send();
      try {
        const bytes = await readFile(join(DRAWN, folder, path));
        return await picture(reply, extension, 86_400).send(bytes);
      } catch {
        return reply.code(404).send();
      }
    });
  }
}

/** Pictures are data, never documents: no script of theirs runs even when opened alone. */
function picture(reply: FastifyReply, extension: string, maxAge: number): FastifyReply {
  return reply
    .header('content-type', TYPES[extension])
    .header('cache-control', `public, max-age=${maxAge}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
}
