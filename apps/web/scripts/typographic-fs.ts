import fs from 'node:fs';
import { frenchSpacing } from '../src/lib/ui/typography.ts';

const isFrenchMessages = (file: unknown): boolean => /messages[\\/](?:.*[\\/])?fr[^\\/]*\.json$/.test(String(file));

const readFile = async (...[file, options]: Parameters<typeof fs.promises.readFile>): Promise<string | Buffer> => {
  const content = await fs.promises.readFile(file, options);
  if (!isFrenchMessages(file)) return content;
  const spaced = frenchSpacing(content.toString('utf8'));
  return typeof content === 'string' ? spaced : Buffer.from(spaced);
};

/**
 * The file system given to the message compiler: French messages are written with plain spaces and
 * read with no-break ones, so that authors never have to type an invisible character.
 */
export const typographicFs = { ...fs, promises: { ...fs.promises, readFile } } as unknown as typeof fs;
