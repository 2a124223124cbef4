import { applyDecorators } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import type { Permission } from '@foyer/domain/access';

export interface AllowOptions {
  /** Only within ten minutes of a proof of who she is; otherwise `STEP_UP_REQUIRED`. */
  readonly stepUp?: boolean;
  /** Also for a member who must have a second factor and has none yet: what she needs to get one, and the way out. */
  readonly whileEnrolling?: boolean;
}

/**
 * Declares the permission of a query, a mutation or a resolved field. What is not declared stops the start
 * (see `access-check.ts`): nothing is reachable because somebody forgot a line.
 */
export const Allow = (permission: Permission, options: AllowOptions = {}): MethodDecorator =>
  applyDecorators(Extensions({ allow: permission, stepUp: options.stepUp === true, whileEnrolling: options.whileEnrolling === true }));
