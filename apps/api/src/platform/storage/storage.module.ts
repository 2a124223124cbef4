import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { FileGuards } from './file-guards.js';
import { FileStore } from './file-store.js';
import { FormDoor } from './form-door.js';
import { ImagePress } from './image-press.js';
import { LocalFileStore } from './local-file-store.js';
import { SignedAddresses } from './signed-addresses.js';
import './storage.refusals.js';
import { StorageUpkeep } from './storage-upkeep.js';
import { StoredFiles } from './stored-files.js';
import { UploadDoor } from './upload-door.js';
import { UploadTargets } from './upload-targets.js';
import { Uploads } from './uploads.js';

const store = { provide: FileStore, useFactory: (settings: Settings) => new LocalFileStore(join(settings.dataDir, 'files')), inject: [SETTINGS] };

@Global()
@Module({
  providers: [store, ImagePress, StoredFiles, Uploads, UploadTargets, UploadDoor, FormDoor, SignedAddresses, FileGuards, StorageUpkeep],
  exports: [FileStore, StoredFiles, Uploads, UploadTargets, UploadDoor, FormDoor, SignedAddresses, FileGuards],
})
export class StorageModule {}
