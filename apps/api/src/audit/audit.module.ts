import { Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';
import { AuditResolver } from './audit.resolver.js';
import { ExportAudit } from './export-audit.js';

/** Reading the record of what was done with power; writing and sealing it is the platform's. */
@Module({ providers: [AuditQueries, AuditResolver, ExportAudit], exports: [ExportAudit] })
export class AuditLogModule {}
