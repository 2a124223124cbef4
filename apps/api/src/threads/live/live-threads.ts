import { Injectable, type OnModuleInit } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import * as v from 'valibot';
import { RealtimeGateway, type LiveSocket } from '../../platform/realtime/realtime-gateway.js';
import { ChangeBroadcaster } from './change-broadcaster.js';
import { LivePresence } from './live-presence.js';
import { LiveRooms } from './live-rooms.js';
import { ThreadAudience } from './thread-audience.js';

/** Threads that one socket may follow at once: one page shows one, a few tabs may share a socket one day. */
const MOST_THREADS = 5;

const code = v.pipe(v.string(), v.maxLength(16));
const joinForm = v.object({ code, revision: v.optional(v.string()) });
const leaveForm = v.object({ code });
const writingForm = v.object({ code, writing: v.boolean() });
const REFUSED = { ok: false } as const;

/** What a thread page says over its socket: I am here, I am writing, I leave. */
@Injectable()
export class LiveThreads implements OnModuleInit {
  constructor(
    private readonly gateway: RealtimeGateway,
    private readonly audience: ThreadAudience,
    private readonly rooms: LiveRooms,
    private readonly presence: LivePresence,
    private readonly broadcaster: ChangeBroadcaster,
  ) {}

  onModuleInit(): void {
    this.gateway.handle('thread:join', (socket, payload) => this.join(socket, payload));
    this.gateway.handle('thread:leave', (socket, payload) => this.leave(socket, payload));
    this.gateway.handle('thread:writing', (socket, payload) => this.writing(socket, payload));
    this.gateway.onLeave((socket) => {
      for (const joined of this.rooms.codesOf(socket)) this.depart(socket, joined);
    });
    this.gateway.onRightsChanged((socket) => this.recheck(socket, this.rooms.codesOf(socket)));
  }

  /** Checks again whether the socket may follow these threads, and as whom. */
  async recheck(socket: LiveSocket, codes: readonly string[]): Promise<void> {
    for (const one of codes) {
      const thread = await this.audience.of(socket.data.viewer, socket.data.locale, one);
      const group = this.rooms.groupOf(socket, one);
      if (!group) continue;
      this.presence.part(socket, thread?.apart ?? []);
      if (!thread) {
        this.depart(socket, one);
        socket.emit('thread:left', { code: one });
      } else if (thread.audience !== group.audience) {
        // What her former audience was not told of yet, the new one is told, unless it knows already.
        const revision = group.served < BigInt(thread.revision) ? String(group.served) : thread.revision;
        this.rooms.enter(socket, one, { ...thread, revision });
        this.broadcaster.check(one);
      }
      // As somebody else, she is nobody there.
      this.presence.changed(one);
    }
  }

  private async join(socket: LiveSocket, payload: unknown): Promise<object> {
    const parsed = v.safeParse(joinForm, payload);
    if (!parsed.success) return REFUSED;
    const wanted = parsed.output.code;
    const already = this.rooms.codesOf(socket);
    if (!already.includes(wanted) && already.length >= MOST_THREADS) return REFUSED;
    const { viewer } = socket.data;
    const thread = await this.audience.of(viewer, socket.data.locale, wanted);
    if (!thread) {
      this.depart(socket, wanted);
      return REFUSED;
    }
    // It may have gone, or lost its rights, while the database answered.
    if (!socket.connected || socket.data.viewer !== viewer) return REFUSED;
    this.presence.part(socket, thread.apart);
    const group = this.rooms.enter(socket, wanted, thread);
    this.broadcaster.check(wanted);
    this.presence.changed(wanted);
    // The group may have been told of more while the database answered: she is told that she misses it.
    const revision = group.served > BigInt(thread.revision) ? String(group.served) : thread.revision;
    return { ok: true, revision, presence: this.presence.for(socket, wanted) };
  }

  private leave(socket: LiveSocket, payload: unknown): object {
    const parsed = v.safeParse(leaveForm, payload);
    if (parsed.success) this.depart(socket, parsed.output.code);
    return { ok: parsed.success };
  }

  private writing(socket: LiveSocket, payload: unknown): object {
    const parsed = v.safeParse(writingForm, payload);
    if (!parsed.success || !this.rooms.groupOf(socket, parsed.output.code) || socket.data.viewer.viewingAs || socket.data.viewer.rulesDue || !holds(socket.data.viewer, 'thread.reply')) return REFUSED;
    this.presence.writing(socket, parsed.output.code, parsed.output.writing);
    return { ok: true };
  }

  private depart(socket: LiveSocket, joined: string): void {
    if (this.rooms.leave(socket, joined)) this.presence.left(socket, joined);
  }
}
