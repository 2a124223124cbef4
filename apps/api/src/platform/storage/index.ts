export { FileStore } from './file-store.js';
export { FormDoor } from './form-door.js';
export type { Crop } from './image-worker.js';
export { serveFiles } from './serve-files.js';
export { SignedAddresses } from './signed-addresses.js';
export { StorageModule } from './storage.module.js';
export { fileAddress, StoredFiles, type PreparedFile, type StoredFile } from './stored-files.js';
export { UploadDoor } from './upload-door.js';
export { UploadTargets } from './upload-targets.js';
