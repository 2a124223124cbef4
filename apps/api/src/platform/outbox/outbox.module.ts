import { Global, Module } from '@nestjs/common';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { ConsumerRunner } from './consumer-runner.js';
import { Dispatcher } from './dispatcher.js';
import { JobQueue } from './job-queue.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxUpkeep } from './outbox-upkeep.js';
import { OutboxWorker } from './outbox-worker.js';
import { Outbox } from './outbox.js';

@Global()
@Module({
  imports: [RealtimeModule],
  providers: [Outbox, OutboxBell, ConsumerRegistry, JobQueue, Dispatcher, ConsumerRunner, OutboxUpkeep, OutboxWorker],
  exports: [Outbox, ConsumerRegistry],
})
export class OutboxModule {}
