export { ExportMatrix } from './export-matrix.js';
export { RolesModule } from './roles.module.js';
