export { AdmissionsModule } from './admissions.module.js';
