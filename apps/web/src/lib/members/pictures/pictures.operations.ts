import { graphql } from '#lib/api/graphql.ts';

export const OwnPicturesQuery = graphql(`
  query OwnPictures {
    ownPictures {
      avatarUrl
      avatarIsDrawn
      coverUrl
    }
  }
`);

export const PictureResultFields = graphql(`
  fragment PictureResultFields on PictureResult {
    __typename
    ... on PictureSaved {
      url
      replaced
    }
    ... on Refused {
      code
      field
      message
    }
  }
`);

export const SetPictureMutation = graphql(
  `
    mutation SetPicture($kind: PictureKind!, $uploadId: String!, $crop: CropInput) {
      setPicture(kind: $kind, uploadId: $uploadId, crop: $crop) {
        ...PictureResultFields
      }
    }
  `,
  [PictureResultFields],
);

export const RemovePictureMutation = graphql(
  `
    mutation RemovePicture($kind: PictureKind!) {
      removePicture(kind: $kind) {
        ...PictureResultFields
      }
    }
  `,
  [PictureResultFields],
);

export const RestorePictureMutation = graphql(
  `
    mutation RestorePicture($kind: PictureKind!, $file: String!) {
      restorePicture(kind: $kind, file: $file) {
        ...PictureResultFields
      }
    }
  `,
  [PictureResultFields],
);
