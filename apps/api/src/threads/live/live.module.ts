import { Module } from '@nestjs/common';
import { ChangeBroadcaster } from './change-broadcaster.js';
import { ChangeReader } from './change-reader.js';
import { LivePresence } from './live-presence.js';
import { LiveRooms } from './live-rooms.js';
import { LiveThreads } from './live-threads.js';
import { OnThreadChanged } from './on-thread-changed.js';
import { SpaceWatch } from './space-watch.js';
import { ThreadAudience } from './thread-audience.js';

/** Threads as they happen: hints, changes and presence over sockets. */
@Module({ providers: [ThreadAudience, LiveRooms, ChangeReader, ChangeBroadcaster, LivePresence, LiveThreads, SpaceWatch, OnThreadChanged] })
export class ThreadsLiveModule {}
