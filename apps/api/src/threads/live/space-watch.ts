import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { log } from '../../platform/http/log.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';
import { ChangeBroadcaster } from './change-broadcaster.js';
import { LiveRooms, type LiveRoom } from './live-rooms.js';
import { LiveThreads } from './live-threads.js';

/** In milliseconds. */
const EVERY = 60_000;
/** Checks at the same time: a few connections, not all of the pool. */
const SIDE_BY_SIDE = 4;

/** When a space closes to some, their sockets leave its threads: at the hint, or a minute later if it was lost. */
@Injectable()
export class SpaceWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private known = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    bus: ClusterBus,
    private readonly database: Database,
    private readonly rooms: LiveRooms,
    private readonly threads: LiveThreads,
    broadcaster: ChangeBroadcaster,
  ) {
    broadcaster.recheckWith((room) => this.recheckRoom(room));
    bus.on('space.accessChanged', ({ spaceId }) => this.recheck(spaceId));
    bus.on('bus.returned', () => this.look());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look().catch((error: unknown) => log.warn({ error }, 'space watch')), EVERY);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** One statement for all spaces that are watched here. */
  private async look(): Promise<void> {
    const ids = [...new Set(this.rooms.all().map((room) => room.spaceId))];
    if (ids.length === 0) return;
    const rows = await this.database.rows<{ id: string; revision: string }>('SELECT id, revision::text AS revision FROM spaces WHERE id = ANY ($1::uuid[])', [ids]);
    const before = this.known;
    this.known = new Map(rows.map((row) => [row.id, row.revision]));
    for (const [id, revision] of this.known) if (before.get(id) !== revision) await this.recheck(id);
  }

  private async recheck(spaceId: string): Promise<void> {
    for (const room of this.rooms.all().filter((one) => one.spaceId === spaceId)) await this.recheckRoom(room);
  }

  private async recheckRoom(room: LiveRoom): Promise<void> {
    const waiting = this.rooms.socketsIn(room.code);
    const work = async (): Promise<void> => {
      for (let socket = waiting.pop(); socket; socket = waiting.pop()) await this.threads.recheck(socket, [room.code]);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  }
}
