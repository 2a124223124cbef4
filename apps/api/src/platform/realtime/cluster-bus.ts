import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import { log } from '../http/log.js';

/** What processes tell each other. Each part of the house adds its own by declaration merging. */
export interface ClusterEvents {
  /** A session, or all sessions of a member, may no longer be used. */
  'session.revoked': { readonly sessionId: string } | { readonly memberId: string };
  /** Who may read or write in a space changed, or it was archived or brought back. */
  'space.accessChanged': { readonly spaceId: string };
  /** A member's role or custom roles changed. */
  'member.roleChanged': { readonly memberId: string };
  /** One of two members blocked the other, or let her be again. */
  'member.parted': { readonly memberIds: readonly [string, string] };
  /** What a custom role allows changed, or it is no more: for whoever holds it. */
  'role.changed': { readonly roleId: string };
  /** A session began or stopped to look at the house through other eyes. */
  'session.eyesChanged': { readonly sessionId: string };
  /** The rules changed: whoever has not accepted them writes nothing until she has. */
  'rules.published': { readonly by: string | null };
  /** This process listens again after a loss: whatever the others said meanwhile was not heard. Never sent to others. */
  'bus.returned': Record<string, never>;
  /** Members joined or left a group, or it was deleted; without `memberId`, it may be any of them. */
  'group.changed': { readonly groupId: string; readonly memberId?: string };
}

type Name = keyof ClusterEvents;

const CHANNEL = 'foyer';

/**
 * Hints between the processes of an installation, this one included. A hint may be lost (a connection that drops),
 * so nothing may depend on it alone: whoever listens has a slower net of its own.
 */
@Injectable()
export class ClusterBus {
  private readonly local = new EventEmitter().setMaxListeners(100);
  private server: Server | null = null;

  /** Joins the other processes through the socket server's adapter; before that, hints stay in this process. */
  join(server: Server): void {
    this.server = server;
    server.on(CHANNEL, (name: Name, data: unknown) => this.deliver(name, data));
  }

  leave(): void {
    this.server = null;
  }

  /** Whether no other process is known to listen; a process that has just started may not be known yet. */
  async alone(): Promise<boolean> {
    return this.server === null || (await this.server.sockets.adapter.serverCount()) <= 1;
  }

  emit<N extends Name>(name: N, data: ClusterEvents[N]): void {
    this.server?.serverSideEmit(CHANNEL, name, data);
    setImmediate(() => this.deliver(name, data));
  }

  /** Tells this process alone that hints may have been lost. */
  returned(): void {
    setImmediate(() => this.deliver('bus.returned', {}));
  }

  on<N extends Name>(name: N, listener: (data: ClusterEvents[N]) => void | Promise<void>): void {
    this.local.on(name, (data: ClusterEvents[N]) => {
      try {
        Promise.resolve(listener(data)).catch((error: unknown) => log.warn({ hint: name, error }, 'hint failed'));
      } catch (error) {
        log.warn({ hint: name, error }, 'hint failed');
      }
    });
  }

  private deliver(name: Name, data: unknown): void {
    this.local.emit(name, data);
  }
}
