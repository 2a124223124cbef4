import { refuse, type Result } from '@foyer/domain/result';

/** Turns the database's refusal to lose the last administrator into a sentence; anything else is thrown on. */
export async function keepingAnAdmin<T>(work: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'members_last_admin') return refuse('role.lastAdmin');
    throw error;
  }
}
