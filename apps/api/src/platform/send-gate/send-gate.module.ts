import { Global, Module } from '@nestjs/common';
import { SendGate } from './send-gate.js';

@Global()
@Module({ providers: [SendGate], exports: [SendGate] })
export class SendGateModule {}
