export type * from '@foyer/domain/imports';
