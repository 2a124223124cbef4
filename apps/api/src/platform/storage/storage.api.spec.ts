import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { startApp, VISITOR, type Client, type TestApp } from '../../../test/harness.js';
import { eventually } from '../../../test/platform.js';
import { ImagePress } from './image-press.js';
import { SignedAddresses } from './signed-addresses.js';
import { StorageUpkeep } from './storage-upkeep.js';
import { StoredFiles } from './stored-files.js';
import { Uploads } from './uploads.js';

jest.setTimeout(120_000);

const SET = `mutation($kind: PictureKind!, $id: String!, $crop: CropInput) { setPicture(kind: $kind, uploadId: $id, crop: $crop) { ... on PictureSaved { url replaced } ... on Refused { code message } } }`;
interface Saved { url?: string | null; replaced?: string | null; code?: string; message?: string }

describe('files', () => {
  let app: TestApp;
  let yann: Client;
  let maelle: Client;
  let picture: Buffer;
  beforeAll(async () => {
    app = await startApp();
    [yann, maelle] = [await app.member('Yann'), await app.member('Maëlle')];
    // Left half red, right half blue; lies on its side, and says where it was taken.
    const half = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#d02020' } }).png().toBuffer();
    picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2020d0' } })
      .composite([{ input: half, left: 0, top: 0 }])
      .withExif({ IFD0: { Copyright: 'canari-copyright' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 6/1 0/1' } })
      .jpeg()
      .toBuffer();
  });
  afterAll(() => app.close());

  const tus = (path: string, method: string, as: Client, headers: Record<string, string> = {}, body?: Buffer): Promise<Response> =>
    fetch(`${app.url}${path}`, { method, headers: { 'tus-resumable': '1.0.0', ...(as.cookie && { cookie: as.cookie }), ...headers }, ...(body && { body: new Uint8Array(body) }) });
  const announce = (as: Client, bytes: number, purpose = 'avatar', headers: Record<string, string> = {}): Promise<Response> =>
    tus('/files/uploads', 'POST', as, { 'upload-length': String(bytes), 'upload-metadata': `purpose ${Buffer.from(purpose).toString('base64')}`, ...headers });
  const piece = (as: Client, path: string, offset: number, body: Buffer): Promise<Response> =>
    tus(path, 'PATCH', as, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body);
  const idOf = (path: string): string => path.split('/').at(-1) ?? '';

  async function upload(as: Client, content: Buffer, purpose = 'avatar'): Promise<string> {
    const created = await announce(as, content.length, purpose);
    expect(created.status).toBe(201);
    const path = created.headers.get('location') ?? '';
    expect((await piece(as, path, 0, content)).status).toBe(204);
    return idOf(path);
  }
  async function set(as: Client, content: Buffer, kind = 'avatar', crop: object | null = null): Promise<Saved> {
    const id = await upload(as, content, kind);
    return (await app.gql<{ setPicture: Saved }>(SET, { kind, id, crop }, as)).data.setPicture;
  }
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${app.url}${path}`, { headers });
  const fileId = (saved: Saved): string => saved.url?.split('/')[3] ?? '';

  it('go on where they were cut off', async () => {
    const created = await announce(yann, picture.length);
    const path = created.headers.get('location') ?? '';
    const most = Math.floor(picture.length * 0.9);
    expect((await piece(yann, path, 0, picture.subarray(0, most))).status).toBe(204);
    const early = await app.gql<{ setPicture: Saved }>(SET, { kind: 'avatar', id: idOf(path) }, yann);
    expect(early.data.setPicture.code).toBe('file.unknown');
    const asked = await tus(path, 'HEAD', yann);
    expect(asked.headers.get('upload-offset')).toBe(String(most));
    expect((await piece(yann, path, most, picture.subarray(most))).headers.get('upload-offset')).toBe(String(picture.length));
    const saved = (await app.gql<{ setPicture: Saved }>(SET, { kind: 'avatar', id: idOf(path) }, yann)).data.setPicture;
    expect(saved.url).toMatch(/^\/media\/files\/[0-9a-f-]{36}\/96\.webp$/);
  });

  it('let nobody in without a session, from elsewhere, or on somebody else’s upload', async () => {
    expect((await announce(VISITOR, 10)).status).toBe(401);
    expect((await announce(yann, 10, 'avatar', { origin: 'https://ailleurs.example' })).status).toBe(403);
    const created = await announce(yann, 10, 'avatar', { origin: 'http://localhost' });
    expect([created.status, created.headers.get('access-control-allow-origin')]).toEqual([201, null]);
    const path = created.headers.get('location') ?? '';
    for (const id of [idOf(path), '01890000-0000-7000-8000-000000000000', '..%2f..%2fsecrets%2finstallation', `${idOf(path)}.json`]) {
      const [head, patch, gone] = [await tus(`/files/uploads/${id}`, 'HEAD', maelle), await piece(maelle, `/files/uploads/${id}`, 0, Buffer.from('x')), await tus(`/files/uploads/${id}`, 'DELETE', maelle)];
      expect([id, head.status, patch.status, gone.status]).toEqual([id, 404, 404, 404]);
    }
    const taken = await app.gql<{ setPicture: Saved }>(SET, { kind: 'avatar', id: await upload(yann, picture) }, maelle);
    expect(taken.data.setPicture.code).toBe('file.unknown');
  });

  it('are refused by what they weigh or are said to be', async () => {
    const heavy = await announce(yann, 11 * 1024 * 1024);
    expect([heavy.status, await heavy.json()]).toMatchObject([413, { errors: [{ message: expect.stringMatching(/10 (Mo|MB)/), extensions: { code: 'file.tooLarge' } }] }]);
    expect((await announce(yann, 10, 'licorne')).status).toBe(400);
    expect((await announce(yann, 0)).status).toBe(400);
    const path = (await announce(yann, 10)).headers.get('location') ?? '';
    expect((await piece(yann, path, 0, Buffer.alloc(11))).status).toBeGreaterThanOrEqual(400);
  });

  it('become pictures that carry nothing of the original', async () => {
    const id = fileId(await set(yann, picture));
    for (const width of [48, 96, 192, 384]) {
      const response = await get(`/media/files/${id}/${width}.webp`);
      const content = Buffer.from(await response.arrayBuffer());
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const made = await sharp(content).metadata();
      expect([made.format, made.width, made.height, made.exif, made.xmp, made.iptc]).toEqual(['webp', width, width, undefined, undefined, undefined]);
      expect(content.includes('canari-copyright')).toBe(false);
    }
    const { rows } = await app.owner.query<{ content: string }>(`SELECT encode(sha256, 'hex') AS content FROM file_contents WHERE file_id = $1`, [id]);
    expect(rows).toHaveLength(4);
    // What was sent is gone from the disk.
    expect(await readdir(join(app.settings.dataDir, 'uploads'))).not.toContain(createHash('sha256').update(picture).digest('hex'));
  });

  it('are cut where the member said, upright', async () => {
    const lying = await sharp(picture).withMetadata({ orientation: 6 }).toBuffer();
    // Upright, the red half is above. The crop keeps a square of it.
    const id = fileId(await set(yann, lying, 'avatar', { left: 0.25, top: 0.05, width: 0.5, height: 0.33 }));
    const { data } = await sharp(Buffer.from(await (await get(`/media/files/${id}/96.webp`)).arrayBuffer())).raw().toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(180);
    expect(data[2]).toBeLessThan(80);
    const below = fileId(await set(yann, lying, 'avatar', { left: 0.25, top: 0.62, width: 0.5, height: 0.33 }));
    const raw = await sharp(Buffer.from(await (await get(`/media/files/${below}/96.webp`)).arrayBuffer())).raw().toBuffer();
    expect(raw[2]).toBeGreaterThan(180);
  });

  it('of every known kind are read by what they are, whatever their name; others are refused', async () => {
    for (const format of ['png', 'webp', 'avif', 'gif'] as const) {
      const content = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#208040' } }).toFormat(format).toBuffer();
      expect([format, (await set(maelle, content)).url]).toEqual([format, expect.any(String)]);
    }
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    for (const content of [svg, page, Buffer.from('%PDF-1.7'), Buffer.from('MZ hello')]) expect((await set(maelle, content)).code).toBe('file.notAnImage');
    expect((await set(maelle, picture.subarray(0, 400))).code).toBe('file.unreadable');
  });

  it('of one that moves keep the first picture', async () => {
    const frames = await sharp({ create: { width: 40, height: 80, channels: 3, background: '#ff0000' } }).composite([{ input: { create: { width: 40, height: 40, channels: 3, background: '#0000ff' } }, left: 0, top: 40 }]).raw().toBuffer();
    const gif = await sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } }).gif({ loop: 0, delay: [100, 100] }).toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const id = fileId(await set(maelle, gif));
    const made = sharp(Buffer.from(await (await get(`/media/files/${id}/96.webp`)).arrayBuffer()));
    expect((await made.metadata()).pages ?? 1).toBe(1);
    expect((await made.raw().toBuffer())[0]).toBeGreaterThan(200);
  });

  it('that unfold to far more than they weigh are refused, and the house keeps its memory', async () => {
    const bomb = await sharp({ create: { width: 20_000, height: 2_500, channels: 3, background: '#000000' } }).png({ compressionLevel: 9 }).toBuffer();
    const webp = await sharp({ create: { width: 8_000, height: 5_600, channels: 3, background: '#000000' } }).webp({ quality: 1, effort: 0 }).toBuffer();
    sharp.cache(false);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
    try {
      const results = await Promise.all(Array.from({ length: 20 }, (_, index) => set(index % 2 === 0 ? yann : maelle, index % 3 === 0 ? webp : bomb)));
      expect(new Set(results.map((result) => result.code))).toEqual(new Set(['file.tooManyPixels']));
      expect(results[0]?.message).toMatch(/40 mil/);
    } finally {
      clearInterval(watch);
    }
    expect((most - before) / 1024 / 1024).toBeLessThan(150);
    expect((await set(yann, picture)).url).toBeTruthy();
  });

  it('are given with headers that keep them harmless, once, and in parts', async () => {
    const path = (await set(yann, picture)).url ?? '';
    const whole = await get(path);
    const content = Buffer.from(await whole.arrayBuffer());
    expect(Object.fromEntries(['cache-control', 'x-content-type-options', 'content-security-policy', 'content-disposition'].map((name) => [name, whole.headers.get(name)]))).toEqual({
      'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'content-disposition': null,
    });
    expect((await get(path, { 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
    const part = await get(path, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer())]).toEqual([206, `bytes 10-19/${content.length}`, content.subarray(10, 20)]);
    expect((await get(path, { range: 'bytes=999999-' })).status).toBe(416);
    for (const wrong of [path.replace('96', '97'), path.replace('webp', 'svg'), path.replace(/[0-9a-f]{8}/, '00000000'), '/media/files/x/96.webp', path.replace('96.webp', '..%2f..%2fsecrets')]) expect([wrong, (await get(wrong)).status]).toEqual([wrong, 404]);
  });

  it('that not everybody may see need an address signed a moment ago', async () => {
    const path = (await set(yann, picture)).url ?? '';
    const id = path.split('/')[3];
    for (const access of ['members', 'owner']) {
      await app.owner.query('UPDATE files SET access = $2 WHERE id = $1', [id, access]);
      expect((await fetch(`${app.url}${path}`, { headers: { cookie: yann.cookie ?? '' } })).status).toBe(404);
      const signed = app.server.app.get(SignedAddresses).sign(path);
      const given = await get(signed);
      expect([given.status, given.headers.get('cache-control')]).toEqual([200, expect.stringMatching(/^private, max-age=\d+$/)]);
      for (const wrong of [signed.replace('96.webp', '192.webp'), signed.replace(/until=\d+/, 'until=99999999999'), signed.replace(/key=\w+/, 'key=k2'), signed.slice(0, -3), signed.replace('signature=', 'signature=A')]) expect([access, wrong, (await get(wrong)).status]).toEqual([access, wrong, 404]);
    }
    await app.owner.query(`UPDATE files SET media_type = 'application/pdf', variants = jsonb_set(variants, '{96,mediaType}', '"application/pdf"') WHERE id = $1`, [id]);
    const other = await get(app.server.app.get(SignedAddresses).sign(path.replace('webp', 'bin')));
    expect([other.status, other.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="96.bin"']);
  });

  it('that are removed are gone at once, come back when asked, and leave the disk after the grace', async () => {
    const first = await set(maelle, await sharp({ create: { width: 50, height: 50, channels: 3, background: '#123456' } }).png().toBuffer());
    const id = fileId(first);
    const remove = 'mutation { removePicture(kind: avatar) { ... on PictureSaved { url replaced } } }';
    const restore = 'mutation($file: String!) { restorePicture(kind: avatar, file: $file) { ... on PictureSaved { url } ... on Refused { code } } }';
    const removed = (await app.gql<{ removePicture: Saved }>(remove, {}, maelle)).data.removePicture;
    expect(removed).toEqual({ url: expect.stringMatching(/^\/media\/avatars\/.*\.svg$/), replaced: id });
    expect((await get(first.url ?? '')).status).toBe(404);
    expect((await app.gql<{ restorePicture: Saved }>(restore, { file: id }, yann)).data.restorePicture.code).toBe('file.nothingToRestore');
    expect((await app.gql<{ restorePicture: Saved }>(restore, { file: id }, maelle)).data.restorePicture.url).toBe(first.url);
    expect((await get(first.url ?? '')).status).toBe(200);
    await app.gql(remove, {}, maelle);
    const { rows } = await app.owner.query<{ hash: string }>(`SELECT encode(sha256, 'hex') AS hash FROM file_contents WHERE file_id = $1`, [id]);
    const onDisk = (): boolean[] => rows.map(({ hash }) => existsSync(join(app.settings.dataDir, 'files', hash.slice(0, 2), hash)));
    const files = app.server.app.get(StoredFiles);
    await files.sweep();
    expect(onDisk()).toEqual([true, true, true, true]);
    await app.owner.query(`UPDATE files SET deleted_at = now() - interval '8 days' WHERE id = $1`, [id]);
    await files.sweep();
    expect(onDisk()).toEqual([false, false, false, false]);
    expect((await app.gql<{ restorePicture: Saved }>(restore, { file: id }, maelle)).data.restorePicture.code).toBe('file.nothingToRestore');
  });

  it('that two members share stay when one of them removes hers', async () => {
    const same = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#654321' } }).png().toBuffer();
    const [hers, his] = [await set(maelle, same), await set(yann, same)];
    await app.gql('mutation { removePicture(kind: avatar) { __typename } }', {}, maelle);
    await app.owner.query(`UPDATE files SET deleted_at = now() - interval '8 days' WHERE id = $1`, [fileId(hers)]);
    await app.server.app.get(StoredFiles).sweep();
    expect((await get(his.url ?? '')).status).toBe(200);
  });

  it('that nobody finished are forgotten', async () => {
    const path = (await announce(yann, 100)).headers.get('location') ?? '';
    await piece(yann, path, 0, Buffer.alloc(50));
    await app.owner.query(`UPDATE uploads SET expires_at = now() - interval '1 second' WHERE id = $1`, [idOf(path)]);
    expect((await tus(path, 'HEAD', yann)).status).toBe(404);
    await app.server.app.get(StorageUpkeep).round();
    expect((await readdir(app.server.app.get(Uploads).folder)).filter((name) => name.startsWith(idOf(path)))).toEqual([]);
    const cancelled = (await announce(yann, 100)).headers.get('location') ?? '';
    expect((await tus(cancelled, 'DELETE', yann)).status).toBe(204);
    expect((await app.owner.query('SELECT 1 FROM uploads WHERE id = $1', [idOf(cancelled)])).rowCount).toBe(0);
  });

  it('of which no row speaks are swept a day later', async () => {
    const id = fileId(await set(yann, await sharp({ create: { width: 30, height: 30, channels: 3, background: '#abcdef' } }).png().toBuffer()));
    const { rows } = await app.owner.query<{ hash: string }>(`SELECT encode(sha256, 'hex') AS hash FROM files WHERE id = $1`, [id]);
    const hash = rows[0]?.hash ?? '';
    const place = join(app.settings.dataDir, 'files', hash.slice(0, 2), hash);
    await app.owner.query('DELETE FROM file_contents WHERE file_id = $1', [id]);
    await app.server.app.get(StoredFiles).sweepStrays();
    expect(existsSync(place)).toBe(true);
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    await utimes(place, longAgo, longAgo);
    await app.server.app.get(StoredFiles).sweepStrays();
    expect(existsSync(place)).toBe(false);
  });

  describe('from a plain form', () => {
    const form = (as: Client, content: Buffer, purpose = 'avatar', headers: Record<string, string> = {}): Promise<Response> => {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), 'moi.jpg');
      return fetch(`${app.url}/files/forms/${purpose}`, { method: 'POST', body, redirect: 'manual', headers: { ...(as.cookie && { cookie: as.cookie }), ...headers } });
    };

    it('are taken at once, and the page says what became of them', async () => {
      const sent = await form(yann, picture);
      expect([sent.status, sent.headers.get('location')]).toEqual([303, '/settings/profile?file=avatar&said=done#avatar']);
      const { rows } = await app.owner.query<{ avatar_path: string }>('SELECT avatar_path FROM members WHERE id = $1', [yann.memberId]);
      expect((await get(rows[0]?.avatar_path ?? '')).status).toBe(200);
      expect((await form(yann, Buffer.from('bonjour'))).headers.get('location')).toContain('said=file.notAnImage');
      expect((await form(yann, Buffer.alloc(11 * 1024 * 1024))).headers.get('location')).toContain('said=file.tooLarge');
      expect((await form(yann, Buffer.alloc(0))).headers.get('location')).toContain('said=file.empty');
    });

    it('are refused from elsewhere, without a session, or for nothing', async () => {
      expect((await form(yann, picture, 'avatar', { origin: 'https://ailleurs.example' })).status).toBe(403);
      expect((await form(VISITOR, picture)).headers.get('location')).toMatch(/^\/sign-in/);
      expect((await form(yann, picture, 'licorne')).status).toBe(404);
    });
  });

  describe('are opened by a program of its own', () => {
    const worker = (): string | undefined =>
      execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n').map((line) => line.trim().split(/\s+/)).find(([, parent, ...words]) => parent === String(process.pid) && words.join(' ').includes('image-worker'))?.[0];

    it('that is started again after it was killed, and knows none of the house’s settings', async () => {
      expect((await set(yann, picture)).url).toBeTruthy();
      const first = worker();
      const environment = execFileSync('ps', ['eww', '-o', 'args=', '-p', first ?? ''], { encoding: 'utf8' });
      expect(environment).toContain('image-worker');
      expect(environment).not.toMatch(/postgres|DATABASE/i);
      process.kill(Number(first), 'SIGKILL');
      await eventually('the program has ended', () => worker() !== first);
      expect((await set(yann, picture)).url).toBeTruthy();
      expect(worker()).not.toBe(first);
    });

    it('that is ended when it hangs; the next picture is made', async () => {
      const press = app.server.app.get(ImagePress, { strict: false });
      expect((await set(yann, picture)).url).toBeTruthy();
      const id = await upload(yann, picture);
      const hanging = Number(worker());
      process.kill(hanging, 'SIGSTOP');
      Object.assign(press, { patience: 300 });
      const refused = await app.gql<{ setPicture: Saved }>(SET, { kind: 'avatar', id }, yann);
      expect(refused.data.setPicture.code).toBe('file.unreadable');
      Object.assign(press, { patience: 15_000 });
      expect((await set(yann, picture)).url).toBeTruthy();
      expect(Number(worker())).not.toBe(hanging);
    });
  });
});
