import { permissionsHeld } from '@foyer/domain/access';
import type { SessionViewer } from '../platform/http/request-context.js';
import { avatarUrlOf } from './avatar-url.js';
import type { ViewerType } from './member.types.js';

/** The signed-in member as the pages need her, or null for a visitor. */
export function viewerView(viewer: SessionViewer): ViewerType | null {
  if (viewer.memberId === null || viewer.role === null || viewer.handle === null || viewer.displayName === null) return null;
  return {
    handle: viewer.handle,
    displayName: viewer.displayName,
    avatarUrl: avatarUrlOf(viewer.handle, viewer.avatarPath),
    role: viewer.role,
    locale: viewer.locale,
    permissions: permissionsHeld(viewer),
    rulesDue: viewer.rulesDue,
  };
}
