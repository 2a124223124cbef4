import { applyDecorators } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import type { Permission } from '@foyer/domain/access';

/**
 * Declares the permission of a query, a mutation or a resolved field. What is not declared stops the start
 * (see `access-check.ts`): nothing is reachable because somebody forgot a line.
 */
export const Allow = (permission: Permission): MethodDecorator => applyDecorators(Extensions({ allow: permission }));
