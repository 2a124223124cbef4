import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { OwnPicturesQueries } from './own-pictures.queries.js';
import { CropInput, OwnPictures, PictureKindEnum, PictureResult, type PictureKind } from './picture.types.js';
import { SetPictures } from './set-pictures.js';

const kindArgument = { type: () => PictureKindEnum } as const;

@Resolver()
export class PicturesResolver {
  constructor(
    private readonly pictures: SetPictures,
    private readonly queries: OwnPicturesQueries,
  ) {}

  @Query(() => OwnPictures)
  @Allow('profile.edit')
  ownPictures(@Context() ctx: RequestContext): Promise<OwnPictures> {
    return this.queries.own(ctx);
  }

  @Mutation(() => PictureResult)
  @Allow('profile.edit')
  async setPicture(
    @Context() ctx: RequestContext,
    @Args('kind', kindArgument) kind: PictureKind,
    @Args('uploadId', { type: () => String }) uploadId: string,
    @Args('crop', { type: () => CropInput, nullable: true }) crop: CropInput | null,
  ): Promise<typeof PictureResult> {
    return answer(await this.pictures.set(ctx, kind, uploadId, crop ?? null), ctx);
  }

  @Mutation(() => PictureResult)
  @Allow('profile.edit')
  async removePicture(@Context() ctx: RequestContext, @Args('kind', kindArgument) kind: PictureKind): Promise<typeof PictureResult> {
    return answer(await this.pictures.remove(ctx, kind), ctx);
  }

  @Mutation(() => PictureResult)
  @Allow('profile.edit')
  async restorePicture(
    @Context() ctx: RequestContext,
    @Args('kind', kindArgument) kind: PictureKind,
    @Args('file', { type: () => String }) file: string,
  ): Promise<typeof PictureResult> {
    return answer(await this.pictures.restore(ctx, kind, file), ctx);
  }
}
