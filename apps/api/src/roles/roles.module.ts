import { Module } from '@nestjs/common';
import { AdministeredMemberQueries } from './administered-member.queries.js';
import { AssignRoles } from './assign-roles.js';
import { ExportMatrix } from './export-matrix.js';
import { EyesResolver } from './eyes.resolver.js';
import { KeepRoles } from './keep-roles.js';
import './role.refusals.js';
import { RolesQueries } from './roles.queries.js';
import { RolesResolver } from './roles.resolver.js';
import { SuspendMember } from './suspend-member.js';
import { ViewAs } from './view-as.js';

@Module({ providers: [AdministeredMemberQueries, AssignRoles, ExportMatrix, EyesResolver, KeepRoles, RolesQueries, RolesResolver, SuspendMember, ViewAs], exports: [AssignRoles, ExportMatrix] })
export class RolesModule {}
