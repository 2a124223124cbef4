import { holds, type Permission } from '@foyer/domain/access';
import type { SessionViewer } from '../http/request-context.js';

/**
 * Whether somebody may act through a door that is no operation (uploads, exports): what the access check asks of a
 * mutation. Whoever looks through other eyes, or still owes a second factor, changes and takes nothing.
 */
export const mayActAtDoor = (viewer: SessionViewer, permission: Permission): viewer is SessionViewer & { readonly memberId: string } =>
  viewer.memberId !== null && viewer.viewingAs === null && !viewer.mustEnrol && holds(viewer, permission);
