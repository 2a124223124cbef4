/** Under which keys and other names a Discourse forum's things are remembered. */
export const keyOf = {
  member: (id: number): string => String(id),
  username: (username: string): string => `@${username.toLowerCase()}`,
  /** One placeholder for everybody whose account was deleted. */
  formerMember: 'deleted',
  space: (id: number | null): string => String(id ?? 'none'),
  spaceSlug: (slug: string): string => `/${slug.toLowerCase()}`,
  thread: (id: number): string => String(id),
  post: (id: number): string => String(id),
  postNumber: (topicId: number, number: number): string => `${topicId}/${number}`,
};
