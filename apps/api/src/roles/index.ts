export { AssignRoles } from './assign-roles.js';
export { ExportMatrix } from './export-matrix.js';
export { RolesModule } from './roles.module.js';
