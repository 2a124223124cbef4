import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { isPermission } from '@foyer/domain/access';
import { createAdapter } from '@socket.io/postgres-adapter';
import { Server, type DefaultEventsMap, type Socket } from 'socket.io';
import { cookieName, readCookie } from '../auth/session-cookie.js';
import { SessionStore } from '../auth/session-store.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { chosenLocale } from '../http/request-context-factory.js';
import { log } from '../http/log.js';
import { clientAddressOf } from '../limits/client-address.js';
import { addressKey } from '../limits/limits.js';
import { ProcessLimits } from '../limits/process-limits.js';
import { ANONYMOUS, type Locale, type SessionViewer } from '../http/request-context.js';
import { adapterConnections, type AdapterConnections } from './adapter-connections.js';
import { ClusterBus } from './cluster-bus.js';
import { EventAllowance } from './event-allowance.js';
import { originAllowed } from './origin-check.js';

/** What the server knows of a socket; nothing in it comes from the client but the cookie's token. */
export interface SocketData {
  viewer: SessionViewer;
  locale: Locale;
  /** Whom its messages are charged to: see `addressKey`. */
  addressKey: string;
  allowance: EventAllowance;
  refusals: number;
}

export type LiveSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
type LiveServer = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

/** Answers a client's event; what it returns goes to the client's acknowledgement. */
export type SocketHandler = (socket: LiveSocket, payload: unknown) => Promise<object> | object;

const PATH = '/socket.io';
const LARGEST_MESSAGE = 4_096;
/** A page sends a few events when it opens and a heartbeat while somebody writes. */
const BURST = 20;
const PER_SECOND = 5;
/** Events over the limit before the socket is closed. */
const PATIENCE = 50;

/** The sockets of this process: who they are, what they may send, and when they must go. */
@Injectable()
export class RealtimeGateway implements BeforeApplicationShutdown {
  private server: LiveServer | null = null;
  private connections: AdapterConnections | null = null;
  private readonly handlers = new Map<string, SocketHandler>();
  private readonly leaving: ((socket: LiveSocket) => void)[] = [];
  private readonly rightsChanged: ((socket: LiveSocket) => Promise<void>)[] = [];
  private readonly cookie: string;
  private readonly addressOf: (request: IncomingMessage) => string;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly bus: ClusterBus,
    private readonly limits: ProcessLimits,
  ) {
    this.cookie = cookieName(settings.publicUrl);
    this.addressOf = clientAddressOf(settings.trustedProxies);
    bus.on('session.revoked', (hint) => this.end('sessionId' in hint ? sessionRoom(hint.sessionId) : memberRoom(hint.memberId)));
    bus.on('bus.returned', () => this.checkSessions());
    bus.on('member.roleChanged', ({ memberId }) => this.refreshAll(this.whoSeeAs(memberId)));
    bus.on('group.changed', ({ memberId }) => (memberId ? this.refreshAll(this.whoSeeAs(memberId)) : this.checkSessions()));
    bus.on('member.parted', async ({ memberIds }) => {
      for (const memberId of memberIds) await this.refreshAll(this.whoSeeAs(memberId));
    });
    bus.on('role.changed', () => this.checkSessions());
    bus.on('rules.published', ({ by }) => this.owesRules(by));
    bus.on('session.eyesChanged', ({ sessionId }) => this.refreshAll(this.inRoom(sessionRoom(sessionId))));
  }

  /**
   * Joins the other processes and, when there is an HTTP server (a `worker` has none), takes WebSockets on it.
   * Call it once, after the modules have started.
   */
  open(httpServer: HttpServer | null): void {
    this.connections = adapterConnections(this.database.pool, () => this.bus.returned());
    const server: LiveServer = new Server({
      path: PATH,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LARGEST_MESSAGE,
      pingInterval: 20_000,
      pingTimeout: 20_000,
      connectTimeout: 10_000,
      destroyUpgrade: true,
      adapter: createAdapter(this.connections.pool, { errorHandler: (error) => log.warn({ error }, 'socket adapter') }),
      allowRequest: (request, answer) => {
        if (!originAllowed(request.headers.origin, this.settings.publicUrl, this.settings.production)) return answer(null, false);
        this.limits.wait('socket.address', addressKey(this.addressOf(request))).then(
          (seconds) => {
            // Said here, since the library knows no 429; its own refusal finds the connection ended.
            if (seconds > 0) request.socket.end(`HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${seconds}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
            answer(null, seconds === 0);
          },
          (error: unknown) => answer(String(error), false),
        );
      },
    });
    server.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => {
          // What went wrong is ours to know.
          log.warn({ error }, 'socket not admitted');
          next(new Error('unavailable'));
        },
      );
    });
    server.on('connection', (socket) => this.welcome(socket));
    if (httpServer) server.attach(httpServer);
    this.server = server;
    this.bus.join(server);
  }

  /** Declares an event that clients may send. */
  handle(event: string, handler: SocketHandler): void {
    this.handlers.set(event, handler);
  }

  onLeave(listener: (socket: LiveSocket) => void): void {
    this.leaving.push(listener);
  }

  /** Called when a member's role or groups changed: what her socket listens to must be checked again. */
  onRightsChanged(listener: (socket: LiveSocket) => Promise<void>): void {
    this.rightsChanged.push(listener);
  }

  /** Sends to the sockets of this process that are in the room, but to those of `but`; encoded once, however many they are. */
  toRoom(room: string, event: string, data: object, but: readonly LiveSocket[] = []): void {
    this.server?.local.to(room).except(but.map((socket) => socket.id)).emit(event, data);
  }

  localSockets(): LiveSocket[] {
    return this.server ? [...this.server.sockets.sockets.values()] : [];
  }

  inRoom(room: string): LiveSocket[] {
    const ids = this.server?.sockets.adapter.rooms.get(room);
    if (!ids) return [];
    return [...ids].flatMap((id) => this.server?.sockets.sockets.get(id) ?? []);
  }

  /**
   * The net under hints that were lost: closes the sockets of sessions that ended, and reads those members again
   * whose role, groups or further permissions changed. One statement for all sockets.
   */
  async checkSessions(): Promise<void> {
    const sockets = this.localSockets().filter((socket) => socket.data.viewer.sessionId !== null);
    if (sockets.length === 0) return;
    const ids = new Set(sockets.flatMap((socket) => socket.data.viewer.sessionId ?? []));
    const rights = new Map((await this.sessions.rightsOf([...ids])).map((one) => [one.id, one]));
    const changed = sockets.filter((socket) => {
      const now = rights.get(socket.data.viewer.sessionId ?? '');
      const { viewer } = socket.data;
      // Through other eyes there are two to compare; they are few, and read again each time.
      if (!now || now.views || viewer.viewingAs) return true;
      return now.role !== viewer.role || !sameMembers(now.groupIds, viewer.groupIds) || !sameMembers(now.customRoleIds, viewer.customRoleIds) || !sameMembers(now.extraPermissions.filter(isPermission), viewer.extraPermissions);
    });
    await this.refreshAll(changed);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.server;
    if (!server) return;
    this.bus.leave();
    this.server = null;
    server.local.disconnectSockets(true);
    server.engine?.close();
    // The HTTP server belongs to the application, which closes it: only the adapters are ours to end.
    await server.sockets.adapter.close();
    await this.connections?.close();
  }

  private async admit(socket: LiveSocket): Promise<void> {
    const request: IncomingMessage = socket.request;
    const token = readCookie(request.headers.cookie, this.cookie);
    const known = token ? await this.sessions.viewerOf(token) : null;
    const viewer = known && !known.mustEnrol ? known : ANONYMOUS;
    socket.data = {
      viewer,
      locale: viewer.locale ?? chosenLocale(request.headers.cookie, request.headers['accept-language']),
      addressKey: addressKey(this.addressOf(request)),
      allowance: new EventAllowance(BURST, PER_SECOND, performance.now()),
      refusals: 0,
    };
  }

  private welcome(socket: LiveSocket): void {
    const { viewer } = socket.data;
    if (viewer.sessionId) void socket.join(sessionRoom(viewer.sessionId));
    // Whoever looks through other eyes stays herself: her sessions end as hers, not as those of whom she looks at.
    const own = viewer.behind ?? viewer;
    if (own.memberId) void socket.join(memberRoom(own.memberId));
    socket.onAny((event: unknown, ...args: unknown[]) => void this.receive(socket, event, args));
    socket.on('disconnect', () => {
      for (const listener of this.leaving) listener(socket);
    });
  }

  private async receive(socket: LiveSocket, event: unknown, args: readonly unknown[]): Promise<void> {
    const answer = args.find((arg) => typeof arg === 'function') as ((result: object) => void) | undefined;
    const handler = typeof event === 'string' ? this.handlers.get(event) : undefined;
    const overdone = !socket.data.allowance.take(performance.now()) || (await this.limits.wait('live.address', socket.data.addressKey)) > 0;
    if (overdone) {
      if (++socket.data.refusals > PATIENCE) socket.disconnect(true);
      answer?.({ ok: false });
      return;
    }
    if (!handler) return answer?.({ ok: false });
    try {
      // Not inside the call: without an acknowledgement its arguments would not be evaluated.
      const result = await handler(socket, args[0]);
      answer?.(result);
    } catch (error) {
      log.warn({ event, error }, 'socket event failed');
      answer?.({ ok: false });
    }
  }

  /** The sockets of a member, and of those who look at the house as her. */
  private whoSeeAs(memberId: string): LiveSocket[] {
    return this.localSockets().filter(({ data: { viewer } }) => viewer.memberId === memberId || viewer.behind?.memberId === memberId);
  }

  /** Reads members again after their rights changed; closes the sockets whose session is over. */
  private async refreshAll(sockets: readonly LiveSocket[]): Promise<void> {
    for (const socket of sockets) {
      const { sessionId } = socket.data.viewer;
      const viewer = sessionId === null ? null : await this.sessions.viewerOfSession(sessionId);
      if (!viewer || viewer.mustEnrol) {
        close(socket);
        continue;
      }
      socket.data.viewer = viewer;
      for (const listener of this.rightsChanged) await listener(socket);
    }
  }

  /** Everybody reads the new rules first, but whoever published them; no statement for each is needed to know it. */
  private owesRules(publisher: string | null): void {
    for (const socket of this.localSockets()) {
      const { viewer } = socket.data;
      if (viewer.memberId !== null && viewer.memberId !== publisher) socket.data.viewer = { ...viewer, rulesDue: true };
    }
  }

  private end(room: string): void {
    for (const socket of this.inRoom(room)) close(socket);
  }
}

function close(socket: LiveSocket): void {
  socket.emit('session:ended');
  socket.disconnect(true);
}

const sameMembers = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));
const sessionRoom = (id: string): string => `session:${id}`;
const memberRoom = (id: string): string => `member:${id}`;
