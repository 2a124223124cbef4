import { Global, Module } from '@nestjs/common';
import { TextRenderer } from './text-renderer.js';

@Global()
@Module({ providers: [TextRenderer], exports: [TextRenderer] })
export class TextModule {}
