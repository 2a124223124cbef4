import pg from 'pg';

/**
 * A connection of a pool whose loss never ends the process. Between the moment the pool hands a connection out and the
 * moment its holder listens, nobody hears its 'error' event, and Node ends for an 'error' that nobody hears: when
 * PostgreSQL is killed, its goodbye may arrive right then. Whoever holds the connection is told by her next statement.
 */
export class PatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
