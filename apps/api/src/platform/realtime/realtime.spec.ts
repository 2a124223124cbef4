import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { io, type Socket } from 'socket.io-client';
import { jest } from '@jest/globals';
import { eventually, platformDatabase, type PlatformDatabase } from '../../../test/platform.js';
import { SessionStore } from '../auth/session-store.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids/ids.js';
import { ClusterBus } from './cluster-bus.js';
import { RealtimeGateway } from './realtime-gateway.js';

interface Process {
  readonly app: INestApplicationContext;
  readonly http: HttpServer;
  readonly url: string;
}

jest.setTimeout(30_000);

describe('sockets', () => {
  let installation: PlatformDatabase;
  const processes: Process[] = [];
  const clients: Socket[] = [];

  beforeEach(async () => {
    installation = await platformDatabase();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await installation.close();
    for (const { http } of processes.splice(0)) http.close();
  });

  const start = async (): Promise<Process> => {
    const app = await installation.start({ role: 'web' });
    const http = createServer((_request, response) => response.end());
    const gateway = app.get(RealtimeGateway);
    gateway.handle('test:whoami', (socket) => ({ ok: true, handle: socket.data.viewer.handle, role: socket.data.viewer.role }));
    gateway.open(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const process = { app, http, url: `http://localhost:${(http.address() as AddressInfo).port}` };
    processes.push(process);
    return process;
  };

  const member = async ({ app }: Process, handle: string): Promise<{ id: string; token: string; sessionId: string }> => {
    const id = newId();
    const database = app.get(Database);
    await database.rows('INSERT INTO members (id, handle, display_name) VALUES ($1, $2, $3)', [id, handle, handle]);
    const token = await database.transaction((tx) => app.get(SessionStore).open(tx, id, { userAgent: null, address: null }));
    const session = await database.row<{ id: string }>('SELECT id FROM sessions WHERE member_id = $1', [id]);
    return { id, token, sessionId: session?.id ?? '' };
  };

  const connect = async ({ url }: Process, token: string | null, origin = 'http://localhost:3000', transports = ['websocket']): Promise<Socket> => {
    const client = io(url, {
      transports, reconnection: false, forceNew: true,
      extraHeaders: { ...(token && { cookie: `foyer_session=${token}` }), ...(origin && { origin }) },
    });
    clients.push(client);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve);
      client.once('connect_error', reject);
    });
    return client;
  };

  const ended = (client: Socket): Promise<number> => {
    const began = performance.now();
    return new Promise((resolve) => client.once('disconnect', () => resolve(performance.now() - began)));
  };

  it('knows the member by her session, and takes everybody else for a visitor', async () => {
    const process = await start();
    const { token } = await member(process, 'maya');
    expect(await (await connect(process, token)).emitWithAck('test:whoami')).toEqual({ ok: true, handle: 'maya', role: 'member' });
    expect(await (await connect(process, null)).emitWithAck('test:whoami')).toEqual({ ok: true, handle: null, role: null });
    expect(await (await connect(process, 'A'.repeat(43))).emitWithAck('test:whoami')).toEqual({ ok: true, handle: null, role: null });
  });

  it('refuses pages of other origins, and polling', async () => {
    const process = await start();
    await expect(connect(process, null, 'https://evil.example')).rejects.toThrow();
    await expect(connect(process, null, 'null')).rejects.toThrow();
    await expect(connect(process, null, 'http://127.evil.example:3000')).rejects.toThrow();
    await expect(connect(process, null, 'http://localhost:3000', ['polling'])).rejects.toThrow();
    await expect(connect(process, null, 'http://127.0.0.1:3000')).resolves.toBeDefined();
  });

  it('carries hints to the other processes and to its own', async () => {
    const [a, b] = [await start(), await start()];
    const heard: string[] = [];
    a.app.get(ClusterBus).on('space.accessChanged', ({ spaceId }) => void heard.push(`a ${spaceId}`));
    b.app.get(ClusterBus).on('space.accessChanged', ({ spaceId }) => void heard.push(`b ${spaceId}`));
    await eventually('they know each other', async () => !(await a.app.get(ClusterBus).alone()) && !(await b.app.get(ClusterBus).alone()));
    a.app.get(ClusterBus).emit('space.accessChanged', { spaceId: 's1' });
    await eventually('both heard', () => heard.length === 2);
    expect(heard.sort()).toEqual(['a s1', 'b s1']);
  });

  it('closes the sockets of a revoked session within 2 seconds, on every process', async () => {
    const [a, b] = [await start(), await start()];
    const { token, sessionId } = await member(a, 'maya');
    const other = await member(a, 'louis');
    const [here, there, stays] = [await connect(a, token), await connect(b, token), await connect(b, other.token)];
    await eventually('they know each other', async () => !(await a.app.get(ClusterBus).alone()) && !(await b.app.get(ClusterBus).alone()));
    let told = 0;
    for (const client of [here, there]) client.on('session:ended', () => told++);
    const times = Promise.all([ended(here), ended(there)]);
    await a.app.get(Database).transaction(async (tx) => {
      await a.app.get(SessionStore).revoke(tx, sessionId);
      tx.afterCommit(() => a.app.get(ClusterBus).emit('session.revoked', { sessionId }));
    });
    for (const time of await times) expect(time).toBeLessThan(2_000);
    expect(told).toBe(2);
    expect(stays.connected).toBe(true);
  });

  it('finds a revoked session and a lost role without any hint', async () => {
    const process = await start();
    const [maya, louis] = [await member(process, 'maya'), await member(process, 'louis')];
    const [gone, demoted] = [await connect(process, maya.token), await connect(process, louis.token)];
    const closed = ended(gone);
    const rechecked: string[] = [];
    process.app.get(RealtimeGateway).onRightsChanged((socket) => {
      rechecked.push(socket.data.viewer.handle ?? '');
      return Promise.resolve();
    });
    await installation.asOwner('UPDATE sessions SET revoked_at = now() WHERE id = $1', [maya.sessionId]);
    await installation.asOwner(`UPDATE members SET role = 'moderator' WHERE id = $1`, [louis.id]);
    await process.app.get(RealtimeGateway).checkSessions();
    await closed;
    expect(rechecked).toEqual(['louis']);
    expect(await demoted.emitWithAck('test:whoami')).toMatchObject({ role: 'moderator' });
  });

  it('closes the socket of a session that has lived its time', async () => {
    const process = await start();
    const { token } = await member(process, 'maya');
    const client = await connect(process, token);
    const visitor = await connect(process, null);
    const closed = ended(client);
    const later = jest.spyOn(process.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 91 * 24 * 3_600_000));
    await process.app.get(RealtimeGateway).checkSessions();
    await closed;
    later.mockRestore();
    expect(visitor.connected).toBe(true);
  });

  it('slows down, then cuts off, a client that sends too much; unknown events and large ones are refused', async () => {
    const process = await start();
    const client = await connect(process, null);
    expect(await client.emitWithAck('test:unknown')).toEqual({ ok: false });
    const cut = ended(client);
    for (let i = 0; i < 120; i++) client.emit('test:whoami');
    await cut;
    const large = await connect(process, null);
    const dropped = ended(large);
    large.emit('test:whoami', 'x'.repeat(5_000));
    await dropped;
  });
});
