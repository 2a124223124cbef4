import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { KeepPicture } from './keep-picture.js';
import { PostPictureResult } from './picture.types.js';

@Resolver()
export class PostPicturesResolver {
  constructor(private readonly keeps: KeepPicture) {}

  @Mutation(() => PostPictureResult)
  @Allow('thread.reply')
  async keepPostPicture(@Context() ctx: RequestContext, @Args('uploadId', { type: () => String }) uploadId: string): Promise<typeof PostPictureResult> {
    return answer(await this.keeps.run(ctx, uploadId), ctx);
  }
}
