import { Module } from '@nestjs/common';

/**
 * What came from elsewhere. Imports run from the command line and old addresses are plain routes, so that the
 * capability has no operation of its own: links for imported members are made by `members`.
 */
@Module({})
export class ImportsModule {}
