/** Tags as they are typed: words between commas. */
export function tagsOf(typed: string): string[] {
  return typed.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
}
