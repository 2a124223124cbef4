import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';

/** An operation as it is sent: its name, its whole text, and the hash that stands for it. */
export interface CollectedOperation {
  readonly exportName: string;
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

/** Reads the operations that a `*.operations.ts` file exports, with the fragments they use; fragments are left out. */
export async function operationsOf(file: string): Promise<CollectedOperation[]> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, { name?: string; text?: string }>;
  return Object.entries(module).flatMap(([exportName, { name, text }]) =>
    name && text ? [{ exportName, name, text, hash: createHash('sha256').update(text).digest('hex') }] : [],
  );
}
