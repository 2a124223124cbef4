import type { FastifyInstance } from 'fastify';
import { answerTooMany } from '../http/error-answers.js';
import { addressKey } from './limits.js';
import type { ProcessLimits } from './process-limits.js';

/** What the browser keeps for a year, or what answers without the database; sockets are counted when they connect. */
const FREE = /^\/(_app|health|media|socket\.io)\//;

/** Counts pages and operations of an address, before anything is looked up for them. */
export function limitReads(fastify: FastifyInstance, limits: ProcessLimits): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (FREE.test(request.url)) return;
    const seconds = await limits.wait('read.address', addressKey(request.ip));
    if (seconds > 0) return answerTooMany(request, reply, seconds);
  });
}
