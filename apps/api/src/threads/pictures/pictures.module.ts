import { Module } from '@nestjs/common';
import { KeepPicture } from './keep-picture.js';
import { PicturesUpkeep } from './pictures-upkeep.js';
import { PostPicturesResolver } from './pictures.resolver.js';

/** Pictures in posts. */
@Module({ providers: [PostPicturesResolver, KeepPicture, PicturesUpkeep] })
export class ThreadPicturesModule {}
