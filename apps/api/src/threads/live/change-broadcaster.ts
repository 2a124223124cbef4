import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../platform/database/database.js';
import { log } from '../../platform/http/log.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';
import { RealtimeGateway } from '../../platform/realtime/realtime-gateway.js';
import { ChangeReader } from './change-reader.js';
import { audienceRoomOf, LiveRooms, type AudienceGroup, type LiveRoom } from './live-rooms.js';

declare module '../../platform/realtime/cluster-bus.js' {
  interface ClusterEvents {
    /** Threads that changed, each with a revision (a decimal number) that shows it. */
    'threads.changed': readonly (readonly [code: string, revision: string])[];
  }
}

/** In milliseconds. */
const PACE = 50;
const RETRY = 1_000;
const CATCH_UP = 20_000;

/**
 * Tells the watchers of this process what changed in a thread. The changes are read once per audience, whatever the
 * number of watchers, and at most once per thread and 50 ms, however fast replies come.
 */
@Injectable()
export class ChangeBroadcaster implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly due = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<string>();
  private readonly again = new Set<string>();
  private readonly lastRun = new LRUCache<string, number>({ max: 5_000 });
  /** Hints of the last minute, for those who join while one passes. */
  private readonly heard = new LRUCache<string, bigint>({ max: 5_000, ttl: 60_000 });
  private timer: NodeJS.Timeout | null = null;
  private recheck: (room: LiveRoom) => Promise<void> = () => Promise.resolve();

  constructor(
    bus: ClusterBus,
    private readonly database: Database,
    private readonly gateway: RealtimeGateway,
    private readonly rooms: LiveRooms,
    private readonly reader: ChangeReader,
  ) {
    bus.on('threads.changed', (changes) => {
      for (const [code, revision] of changes) this.hear(code, BigInt(revision));
    });
    bus.on('bus.returned', () => this.catchUp());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.catchUp().catch((error: unknown) => log.warn({ error }, 'catching up')), CATCH_UP);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
  }

  /** Declares who checks a room again when its space has changed. */
  recheckWith(recheck: (room: LiveRoom) => Promise<void>): void {
    this.recheck = recheck;
  }

  hear(code: string, revision: bigint): void {
    if (revision > (this.heard.get(code) ?? 0n)) this.heard.set(code, revision);
    this.check(code);
  }

  /** Runs the thread if a group of it has not been told what was heard. */
  check(code: string): void {
    const room = this.rooms.room(code);
    const revision = this.heard.get(code) ?? 0n;
    if (room && [...room.groups.values()].some((group) => group.served < revision)) this.schedule(code, 0);
  }

  private schedule(code: string, wait: number): void {
    if (this.running.has(code)) {
      this.again.add(code);
      return;
    }
    if (this.due.has(code)) return;
    const paced = Math.max(wait, (this.lastRun.get(code) ?? -PACE) + PACE - performance.now());
    if (paced <= 0) void this.run(code);
    else this.due.set(code, setTimeout(() => void this.run(code), paced));
  }

  private async run(code: string): Promise<void> {
    this.due.delete(code);
    this.running.add(code);
    this.lastRun.set(code, performance.now());
    let failed = false;
    for (const group of this.rooms.room(code)?.groups.values() ?? []) {
      try {
        await this.tell(code, group);
      } catch (error) {
        failed = true;
        log.warn({ code, audience: group.audience, error }, 'changes not told');
      }
    }
    this.running.delete(code);
    if (this.again.delete(code) || failed) this.schedule(code, failed ? RETRY : 0);
  }

  private async tell(code: string, group: AudienceGroup): Promise<void> {
    // Any of them stands for all; whoever lost access meanwhile is passed over, and sent out below.
    for (const watcher of [...group.sockets].slice(0, 3)) {
      const changes = await this.reader.read(watcher, code, group.served);
      if (!changes) continue;
      await this.expelStrangers(code);
      const revision = BigInt(changes.revision);
      if (revision > group.served) {
        group.served = revision;
        this.gateway.toRoom(audienceRoomOf(code, group.audience), 'thread:changes', changes);
      }
      return;
    }
    if (await this.expelStrangers(code)) this.check(code);
  }

  /**
   * After the changes were read and before they are told: whoever the space has closed to since goes first, and so do
   * strangers to the space that the thread has moved to, and everybody when it was merged into another. What was
   * written after the closing is read after it too, so none of it reaches those it was closed to, hint or no hint. Says whether anybody was checked.
   */
  private async expelStrangers(code: string): Promise<boolean> {
    const room = this.rooms.room(code);
    if (!room) return false;
    const now = await this.database.row<{ id: string; revision: string }>(
      `SELECT s.id, s.revision::text AS revision FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible'`, [code],
    );
    if (now && now.id === room.spaceId && now.revision === room.spaceRevision) return false;
    await this.recheck(room);
    if (now) [room.spaceId, room.spaceRevision] = [now.id, now.revision];
    return true;
  }

  /** The net under hints that were lost: one statement for all threads that are watched here. */
  private async catchUp(): Promise<void> {
    const codes = this.rooms.all().map((room) => room.code);
    if (codes.length === 0) return;
    const rows = await this.database.rows<{ code: string; revision: string }>('SELECT code, revision::text AS revision FROM threads WHERE code = ANY ($1)', [codes]);
    for (const row of rows) this.hear(row.code, BigInt(row.revision));
  }
}
