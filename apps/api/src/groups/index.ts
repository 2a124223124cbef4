export { GroupRules } from './group-rules.js';
export { GroupsModule } from './groups.module.js';
