/** Where a member's picture is: her own when she has one, otherwise the one drawn from her handle. */
export function avatarUrlOf(handle: string, avatarPath: string | null): string {
  return avatarPath ?? `/media/avatars/${encodeURIComponent(handle.toLowerCase())}.svg`;
}
