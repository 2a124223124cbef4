export { admissionsCommand } from './admissions-command.js';
export { AdmissionsModule } from './admissions.module.js';
export { AnswerInput, ApplicationFiledType, EntryInput } from './admission.types.js';
export { AppointAdmin } from './appoint-admin.js';
export { AdmitMember } from './admit-member.js';
export type { ApplicationFiled } from './file-application.js';
export { JoinProved } from './join-proved.js';
export { entryAnswers, Turned, type DoorAnswers } from './sign-up-draft.js';
