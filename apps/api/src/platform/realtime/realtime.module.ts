import { Global, Module } from '@nestjs/common';
import { ClusterBus } from './cluster-bus.js';
import { RealtimeGateway } from './realtime-gateway.js';
import { SessionWatch } from './session-watch.js';

@Global()
@Module({
  providers: [ClusterBus, RealtimeGateway, SessionWatch],
  exports: [ClusterBus, RealtimeGateway],
})
export class RealtimeModule {}
