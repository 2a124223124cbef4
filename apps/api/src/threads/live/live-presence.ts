import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { avatarUrlOf } from '../../members/index.js';
import type { SessionViewer } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';
import { RealtimeGateway, type LiveSocket } from '../../platform/realtime/realtime-gateway.js';
import { LiveRooms, roomOf } from './live-rooms.js';
import { presenceOf, together, without, type Presence, type PresentMember } from './presence-snapshot.js';

declare module '../../platform/realtime/cluster-bus.js' {
  interface ClusterEvents {
    /** Who follows these threads in the process `node`; an empty presence takes it back. */
    'threads.presence': { readonly node: string; readonly threads: readonly (readonly [code: string, presence: Presence])[] };
  }
}

/** In milliseconds. */
const QUIET = 500;
/** A room of a thousand is told less often: one more millisecond of quiet for each two who listen. */
const QUIET_PER_SOCKET = 0.5;
const HEARTBEAT = 20_000;
const EXPIRY = 60_000;
const WRITING_LASTS = 6_000;
const THREADS_A_HINT = 20;

/** Who is there and who is writing, in all processes. Nothing of it is kept: it is true for a minute at most. */
@Injectable()
export class LivePresence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly node = newId();
  private readonly elsewhere = new LRUCache<string, Map<string, { readonly presence: Presence; readonly until: number }>>({ max: 10_000, ttl: EXPIRY });
  private readonly writers = new Map<string, Map<string, { readonly member: PresentMember; readonly until: number }>>();
  private readonly apart = new WeakMap<LiveSocket, ReadonlySet<string>>();
  private readonly due = new Map<string, NodeJS.Timeout>();
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(
    private readonly bus: ClusterBus,
    private readonly gateway: RealtimeGateway,
    private readonly rooms: LiveRooms,
  ) {
    bus.on('threads.presence', ({ node, threads }) => {
      if (node !== this.node) for (const [code, presence] of threads) this.hear(node, code, presence);
    });
  }

  onApplicationBootstrap(): void {
    this.heartbeat = setInterval(() => void this.publish(this.rooms.all().map((room) => room.code)), HEARTBEAT);
    this.heartbeat.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.heartbeat) clearInterval(this.heartbeat);
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
  }

  /** What a page shows; of all processes. */
  of(code: string): Presence {
    const now = Date.now();
    const others = [...(this.elsewhere.get(code)?.values() ?? [])].filter((one) => one.until > now).map((one) => one.presence);
    return together([this.here(code), ...others]);
  }

  /** The same, as far as the socket may be told: as of its last `part`. */
  for(socket: LiveSocket, code: string): Presence {
    const apart = this.apart.get(socket);
    return apart ? without(this.of(code), apart) : this.of(code);
  }

  /** Remembers who is apart from the socket's member. */
  part(socket: LiveSocket, handles: readonly string[]): void {
    if (handles.length > 0) this.apart.set(socket, new Set(handles));
    else this.apart.delete(socket);
  }

  /** Somebody came or left: told to everybody after a moment of quiet. */
  changed(code: string): void {
    this.tellSoon(code, true);
  }

  /** Renewed while she types; forgotten by itself when she does not. */
  writing(socket: LiveSocket, code: string, writing: boolean): void {
    const member = memberOf(socket.data.viewer);
    if (!member) return;
    const writers = this.writers.get(code) ?? new Map<string, { member: PresentMember; until: number }>();
    this.writers.set(code, writers);
    const was = writers.has(member.handle);
    if (writing) {
      writers.set(member.handle, { member, until: Date.now() + WRITING_LASTS });
      setTimeout(() => this.expire(code, member.handle), WRITING_LASTS + 10).unref();
    } else this.forget(code, member.handle);
    if (was !== writing) this.changed(code);
  }

  left(socket: LiveSocket, code: string): void {
    const member = memberOf(socket.data.viewer);
    if (member && !this.readersHere(code).some((one) => one.handle === member.handle)) this.forget(code, member.handle);
    this.changed(code);
  }

  private expire(code: string, handle: string): void {
    const until = this.writers.get(code)?.get(handle)?.until;
    if (until === undefined || until > Date.now()) return;
    this.forget(code, handle);
    this.changed(code);
  }

  private forget(code: string, handle: string): void {
    const writers = this.writers.get(code);
    writers?.delete(handle);
    if (writers?.size === 0) this.writers.delete(code);
  }

  private here(code: string): Presence {
    const sockets = this.rooms.socketsIn(code);
    const visitors = sockets.filter((socket) => socket.data.viewer.memberId === null && !socket.data.viewer.viewingAs).length;
    return presenceOf(this.readersHere(code), this.writersHere(code), visitors);
  }

  private readersHere(code: string): PresentMember[] {
    const members = this.rooms.socketsIn(code).flatMap((socket) => memberOf(socket.data.viewer) ?? []);
    return [...new Map(members.map((member) => [member.handle, member])).values()];
  }

  private writersHere(code: string): PresentMember[] {
    return [...(this.writers.get(code)?.values() ?? [])].map((writer) => writer.member);
  }

  private hear(node: string, code: string, presence: Presence): void {
    const nodes = this.elsewhere.get(code) ?? new Map<string, { presence: Presence; until: number }>();
    nodes.set(node, { presence, until: Date.now() + EXPIRY });
    this.elsewhere.set(code, nodes);
    if (this.rooms.room(code)) this.tellSoon(code, false);
  }

  private tellSoon(code: string, publish: boolean): void {
    if (this.due.has(code)) return;
    const quiet = QUIET + this.rooms.socketsIn(code).length * QUIET_PER_SOCKET;
    const timer = setTimeout(() => {
      this.due.delete(code);
      const present = this.of(code);
      const parted = this.rooms.socketsIn(code).filter((socket) => this.apart.has(socket));
      this.gateway.toRoom(roomOf(code), 'thread:presence', { code, ...present }, parted);
      for (const socket of parted) socket.emit('thread:presence', { code, ...this.for(socket, code) });
      if (publish) void this.publish([code]);
    }, quiet);
    timer.unref();
    this.due.set(code, timer);
  }

  private async publish(codes: readonly string[]): Promise<void> {
    if (codes.length === 0 || (await this.bus.alone())) return;
    for (let from = 0; from < codes.length; from += THREADS_A_HINT) {
      this.bus.emit('threads.presence', { node: this.node, threads: codes.slice(from, from + THREADS_A_HINT).map((code) => [code, this.here(code)] as const) });
    }
  }
}

function memberOf(viewer: SessionViewer): PresentMember | null {
  // Through other eyes one is nowhere: neither she who looks nor whom she looks as.
  if (viewer.viewingAs || viewer.memberId === null || viewer.handle === null || viewer.displayName === null) return null;
  return { handle: viewer.handle, displayName: viewer.displayName, avatarUrl: avatarUrlOf(viewer.handle, viewer.avatarPath) };
}
