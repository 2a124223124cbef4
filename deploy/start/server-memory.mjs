/**
 * Bounds of the server's memory. What it keeps alive fits 100 MB; left alone, V8 and the C library let the process
 * grow with the machine's memory instead of clearing up. NODE_OPTIONS cannot widen these: an installation that needs
 * more runs several processes.
 */
export const serverArguments = ['--max-old-space-size=512', '--max-semi-space-size=16'];

/** Freed blocks of 128 kB and more (pages, compressed answers) go back to the system at once; glibc alone reads these. */
export const serverEnvironment = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
