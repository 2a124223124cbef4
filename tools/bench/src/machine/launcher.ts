/** A file of the launcher; it is plain JavaScript, used as it is. */
export const launcherModule = async <T>(file: string): Promise<T> => (await import(new URL(`../../../../deploy/start/${file}`, import.meta.url).href)) as T;
