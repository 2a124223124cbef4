// Compiles the messages without building the pages, which is what the type check needs.
import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './message-options.ts';

await compile(messageOptions);
