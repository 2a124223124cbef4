import { Global, Module } from '@nestjs/common';
import { AuditSealer } from './audit-sealer.js';
import { Audit } from './audit.js';

@Global()
@Module({ providers: [Audit, AuditSealer], exports: [Audit] })
export class AuditModule {}
