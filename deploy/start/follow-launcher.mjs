/**
 * Loaded into each process that the launcher starts: when the launcher dies, however it dies, the process is asked
 * to close as if the launcher had said so. Nothing is left behind that would hold the port.
 */
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
