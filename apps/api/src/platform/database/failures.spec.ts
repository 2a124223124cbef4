import { isAway, isMalformedValue } from './failures.js';

const failed = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

describe('failures of the database', () => {
  it.each([
    failed('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' }),
    failed('terminating connection due to administrator command', { code: '57P01' }),
    failed('the database system is starting up', { code: '57P03' }),
    failed('sorry, too many clients already', { code: '53300' }),
    failed('connection failure', { code: '08006' }),
    failed('connect ENOENT /run/postgresql/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' }),
    failed('timeout exceeded when trying to connect'),
    failed('Connection terminated unexpectedly'),
    failed('Query runner already released. Cannot run queries anymore.'),
    new AggregateError([failed('x', { code: 'ECONNREFUSED' })]),
  ])('is away: %s', (error) => {
    expect([isAway(error), isMalformedValue(error)]).toEqual([true, false]);
  });

  it.each(['22021', '22P02', '22003', '22008'])('was given what it cannot take: %s', (code) => {
    expect([isMalformedValue(failed('x', { code })), isAway(failed('x', { code }))]).toEqual([true, false]);
  });

  it.each([failed('no such file', { code: 'ENOENT', syscall: 'open' }), failed('duplicate key', { code: '23505' }), failed('x is not a function'), null, 'ECONNREFUSED', { code: 57 }])('broke in another way: %s', (error) => {
    expect([isAway(error), isMalformedValue(error)]).toEqual([false, false]);
  });
});
