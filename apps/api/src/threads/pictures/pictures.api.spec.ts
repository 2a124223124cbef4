import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { jest } from '@jest/globals';
import sharp from 'sharp';
import { VISITOR, type Client } from '../../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';
import { PicturesUpkeep } from './pictures-upkeep.js';

jest.setTimeout(120_000);

const KEEP = 'mutation($id: String!) { keepPostPicture(uploadId: $id) { __typename ... on PostPicture { address width height } ... on Refused { code } } }';
interface Kept { __typename: string; address: string; width: number; height: number; code?: string }

describe('pictures in posts', () => {
  let house: ThreadsHouse;
  let photo: Buffer;
  beforeAll(async () => {
    house = await openThreadsHouse();
    photo = await sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#3060a0' } })
      .withExif({ IFD0: { Copyright: 'canari-copyright' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 6/1 0/1' } }).jpeg().toBuffer();
  });
  afterAll(() => house.close());

  const tus = (path: string, method: string, as: Client, headers: Record<string, string>, body?: Buffer): Promise<Response> =>
    fetch(`${house.app.url}${path}`, { method, headers: { 'tus-resumable': '1.0.0', ...(as.cookie && { cookie: as.cookie }), ...headers }, ...(body && { body: new Uint8Array(body) }) });
  const piece = (as: Client, path: string, offset: number, body: Buffer): Promise<Response> => tus(path, 'PATCH', as, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body);
  async function announce(as: Client, bytes: number): Promise<string> {
    const created = await tus('/files/uploads', 'POST', as, { 'upload-length': String(bytes), 'upload-metadata': `purpose ${Buffer.from('post').toString('base64')}` });
    expect(created.status).toBe(201);
    return created.headers.get('location') ?? '';
  }
  const keepOf = async (as: Client, path: string): Promise<Kept> => (await house.app.gql<{ keepPostPicture: Kept }>(KEEP, { id: path.split('/').at(-1) }, as)).data.keepPostPicture;
  async function keep(as: Client, content: Buffer): Promise<Kept> {
    const path = await announce(as, content.length);
    expect((await piece(as, path, 0, content)).status).toBe(204);
    return keepOf(as, path);
  }
  const get = (path: string, as: Client, headers: Record<string, string> = {}): Promise<Response> => fetch(`${house.app.url}${path}`, { headers: { ...(as.cookie && { cookie: as.cookie }), ...headers } });
  const statusFor = async (path: string, as: Client): Promise<number> => (await get(path, as)).status;

  it('are made anew, smaller, without what they tell of their maker, in WebP and AVIF', async () => {
    const { yann } = house;
    const kept = await keep(yann, photo);
    expect(kept).toMatchObject({ width: 1600, height: 1067 });
    const webp = await get(kept.address, yann);
    const content = Buffer.from(await webp.arrayBuffer());
    expect([webp.headers.get('content-type'), webp.headers.get('vary'), webp.headers.get('x-content-type-options')]).toEqual(['image/webp', 'accept', 'nosniff']);
    expect(await sharp(content).metadata()).toMatchObject({ width: 1600, height: 1067, format: 'webp' });
    expect((await sharp(content).metadata()).exif).toBeUndefined();
    expect(content.includes('canari')).toBe(false);
    const avif = await get(kept.address, yann, { accept: 'image/avif,image/webp,*/*' });
    expect(avif.headers.get('content-type')).toBe('image/avif');
    expect(await sharp(Buffer.from(await avif.arrayBuffer())).metadata()).toMatchObject({ width: 1600, height: 1067 });
    // What is small stays small.
    expect(await keep(yann, await sharp({ create: { width: 120, height: 40, channels: 3, background: '#fff' } }).png().toBuffer())).toMatchObject({ width: 120, height: 40 });
  });

  it('go on where they were cut off at 90 %', async () => {
    const { yann } = house;
    const path = await announce(yann, photo.length);
    const most = Math.floor(photo.length * 0.9);
    await piece(yann, path, 0, photo.subarray(0, most));
    expect(await keepOf(yann, path)).toMatchObject({ code: 'file.unknown' });
    expect((await tus(path, 'HEAD', yann, {})).headers.get('upload-offset')).toBe(String(most));
    await piece(yann, path, most, photo.subarray(most));
    expect(await keepOf(yann, path)).toMatchObject({ __typename: 'PostPicture' });
  });

  it('are refused when they are no picture, a drawing that runs scripts, or a bomb of 900 megapixels', async () => {
    const { yann } = house;
    expect(await keep(yann, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toMatchObject({ code: 'file.notAnImage' });
    expect(await keep(yann, Buffer.from('GIF89a/*<script>alert(1)</script>*/'))).toMatchObject({ code: 'file.unreadable' });
    expect(await keep(yann, pngOf(30_000, 30_000))).toMatchObject({ code: 'file.tooManyPixels' });
  });

  it('keep their place in the page', async () => {
    const { yann } = house;
    const thread = await house.start(await house.space('Photos'), 'Une photo');
    const kept = await keep(yann, photo);
    await house.reply(thread, `Voici :\n\n![Le phare](${kept.address})`, yann);
    const page = await house.one('posts', { code: thread });
    expect((page['items'] as { html: string }[])[1]?.html).toContain(`<img src="${kept.address}" alt="Le phare" width="1600" height="1067" loading="lazy" decoding="async">`);
  });

  it('are their owner’s until a post shows them, then of whoever reads it, and of nobody else', async () => {
    const { app, admin, lea, yann, maelle } = house;
    const open = await house.space('Album public');
    const hidden = await house.space('Album fermé', { access: 'restricted', readRoles: ['moderator'] });
    const kept = await keep(yann, photo);
    expect([await statusFor(kept.address, yann), await statusFor(kept.address, maelle), await statusFor(kept.address, admin), await statusFor(kept.address, VISITOR)]).toEqual([200, 404, 404, 404]);
    const thread = await house.start(open, 'Album', maelle);
    const post = await house.reply(thread, `![Une anse](${kept.address})`, yann);
    expect([await statusFor(kept.address, maelle), await statusFor(kept.address, VISITOR)]).toEqual([200, 200]);
    // A removed post takes its pictures along, but for those who read removed ones.
    await house.one('remove', { code: post.code, reason: 'Hors sujet' }, lea);
    expect([await statusFor(kept.address, maelle), await statusFor(kept.address, VISITOR), await statusFor(kept.address, lea)]).toEqual([404, 404, 200]);

    const secret = await keep(lea, photo);
    await house.start(hidden, 'Entre nous', lea, { body: `![Secret](${secret.address})` });
    expect([await statusFor(secret.address, lea), await statusFor(secret.address, admin), await statusFor(secret.address, yann), await statusFor(secret.address, VISITOR)]).toEqual([200, 200, 404, 404]);
    // Whoever guesses the address and shows it opens nothing.
    await house.reply(thread, `![Volé](${secret.address})`, yann);
    expect([await statusFor(secret.address, yann), await statusFor(secret.address, VISITOR)]).toEqual([404, 404]);
    // The access of the space is asked each time.
    await app.owner.query(`UPDATE spaces SET access = 'public' WHERE slug = $1`, [hidden]);
    expect(await statusFor(secret.address, VISITOR)).toBe(200);
  });

  it('go when no post and no draft came to show them', async () => {
    const { app, yann } = house;
    const [lost, drafted] = [await keep(yann, photo), await keep(yann, photo)];
    await app.gql('mutation($input: SaveDraftInput!) { saveDraft(input: $input) { __typename } }', { input: { slot: 'avec-une-photo', key: randomUUID(), revision: 0, body: `![](${drafted.address})` } }, yann);
    await app.owner.query(`UPDATE files SET created_at = created_at - interval '3 days' WHERE purpose = 'post'`);
    await app.server.app.get(PicturesUpkeep).round();
    expect([await statusFor(lost.address, yann), await statusFor(drafted.address, yann)]).toEqual([404, 200]);
  });
});

/** A PNG that says it is so large, and weighs next to nothing. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(10_000))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([head, body, sum]);
}

function crc(data: Buffer): number {
  let sum = ~0;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}
