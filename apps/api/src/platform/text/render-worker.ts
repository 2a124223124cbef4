import { parentPort } from 'node:worker_threads';
import { renderMarkdown, type RenderedText } from './markdown.js';
import { TooIntricate } from './intricacy.js';
import type { KnownHandles } from './mentions.js';

export interface RenderTask {
  readonly id: number;
  readonly source: string;
  readonly known: KnownHandles;
}
export type RenderAnswer = { readonly id: number } & (
  | { readonly rendered: RenderedText }
  | { readonly tooIntricate: string }
  | { readonly failed: string }
);

parentPort?.on('message', ({ id, source, known }: RenderTask) => {
  parentPort?.postMessage(answer(id, source, known));
});

function answer(id: number, source: string, known: KnownHandles): RenderAnswer {
  try {
    return { id, rendered: renderMarkdown(source, known) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof TooIntricate ? { id, tooIntricate: message } : { id, failed: message };
  }
}
