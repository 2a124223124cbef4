export { AuditLogModule } from './audit.module.js';
export { ExportAudit } from './export-audit.js';
