import { Injectable } from '@nestjs/common';
import type { LiveSocket } from '../../platform/realtime/realtime-gateway.js';
import type { FollowedThread } from './thread-audience.js';

/** Those of this process who follow one thread and see the same of it. */
export interface AudienceGroup {
  readonly audience: string;
  readonly sockets: Set<LiveSocket>;
  /** The revision up to which the group was told. */
  served: bigint;
}

export interface LiveRoom {
  readonly code: string;
  spaceId: string;
  /** The space as of which everybody in the room was checked. */
  spaceRevision: string;
  readonly groups: Map<string, AudienceGroup>;
}

export const roomOf = (code: string): string => `thread:${code}`;
export const audienceRoomOf = (code: string, audience: string): string => `thread:${code}:${audience}`;

/** Who follows which thread in this process. */
@Injectable()
export class LiveRooms {
  private readonly rooms = new Map<string, LiveRoom>();
  private readonly bySocket = new Map<LiveSocket, Map<string, AudienceGroup>>();

  enter(socket: LiveSocket, code: string, thread: FollowedThread): AudienceGroup {
    this.leave(socket, code);
    let room = this.rooms.get(code);
    if (!room) this.rooms.set(code, (room = { code, spaceId: thread.spaceId, spaceRevision: thread.spaceRevision, groups: new Map() }));
    let group = room.groups.get(thread.audience);
    if (!group) room.groups.set(thread.audience, (group = { audience: thread.audience, sockets: new Set(), served: BigInt(thread.revision) }));
    group.sockets.add(socket);
    const joined = this.bySocket.get(socket) ?? new Map<string, AudienceGroup>();
    this.bySocket.set(socket, joined.set(code, group));
    void socket.join([roomOf(code), audienceRoomOf(code, thread.audience)]);
    return group;
  }

  /** Whether the socket was there. */
  leave(socket: LiveSocket, code: string): boolean {
    const joined = this.bySocket.get(socket);
    const group = joined?.get(code);
    const room = this.rooms.get(code);
    if (!joined || !group || !room) return false;
    joined.delete(code);
    if (joined.size === 0) this.bySocket.delete(socket);
    group.sockets.delete(socket);
    if (group.sockets.size === 0) room.groups.delete(group.audience);
    if (room.groups.size === 0) this.rooms.delete(code);
    void socket.leave(roomOf(code));
    void socket.leave(audienceRoomOf(code, group.audience));
    return true;
  }

  room(code: string): LiveRoom | null {
    return this.rooms.get(code) ?? null;
  }

  all(): LiveRoom[] {
    return [...this.rooms.values()];
  }

  groupOf(socket: LiveSocket, code: string): AudienceGroup | null {
    return this.bySocket.get(socket)?.get(code) ?? null;
  }

  codesOf(socket: LiveSocket): string[] {
    return [...(this.bySocket.get(socket)?.keys() ?? [])];
  }

  socketsIn(code: string): LiveSocket[] {
    return [...(this.rooms.get(code)?.groups.values() ?? [])].flatMap((group) => [...group.sockets]);
  }
}
