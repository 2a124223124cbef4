import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chosenLocale } from './request-context-factory.js';
import { isAway, isMalformedValue } from '../database/failures.js';
import { said, type Phrase } from '../text/phrase.js';
import { log } from './log.js';

const SENTENCES: Readonly<Record<number, Phrase & { readonly code: string }>> = {
  400: { fr: 'La requête est mal formée.', en: 'The request is malformed.', code: 'BAD_REQUEST' },
  404: { fr: 'Il n’y a rien à cette adresse.', en: 'There is nothing at this address.', code: 'NOT_FOUND' },
  413: { fr: 'C’est trop long pour être envoyé en une fois.', en: 'This is too long to be sent at once.', code: 'TOO_LARGE' },
  415: { fr: 'Ce format n’est pas accepté.', en: 'This format is not accepted.', code: 'BAD_REQUEST' },
  429: { fr: 'Trop de demandes viennent de ton réseau en ce moment. Rien n’est perdu : réessaie dans une minute.', vous: 'Trop de demandes viennent de votre réseau en ce moment. Rien n’est perdu : réessayez dans une minute.', en: 'Too many requests come from your network at the moment. Nothing is lost: try again in a minute.', code: 'RATE_LIMITED' },
  500: { fr: 'Quelque chose s’est mal passé de notre côté. Rien n’est perdu : réessaie dans un instant.', vous: 'Quelque chose s’est mal passé de notre côté. Rien n’est perdu : réessayez dans un instant.', en: 'Something went wrong on our side. Nothing is lost: try again in a moment.', code: 'INTERNAL' },
  503: { fr: 'La maison ne répond pas pour l’instant. Rien n’est perdu : réessaie dans un instant.', vous: 'La maison ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un instant.', en: 'The house does not answer at the moment. Nothing is lost: try again in a moment.', code: 'UNAVAILABLE' },
};

/** Errors outside of an operation: one honest sentence, the right status, a request id, never a stack. */
export function answerErrors(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const status = statusOf(error);
    if (status === 500) log.error({ requestId: request.id, error }, 'request failed');
    if (status === 503) log.warn({ requestId: request.id, error }, 'database away');
    if (status === 503) void reply.header('retry-after', '2');
    return say(request, reply, status);
  });
  fastify.setNotFoundHandler((request, reply) => say(request, reply, 404));
}

/** The answer to an address that cannot even be decoded. */
export function answerMalformedAddress(request: FastifyRequest, reply: FastifyReply): void {
  void say(request, reply, 400);
}

/** The answer to an address that asks too often; somebody who waits for a page is told in words alone. */
export function answerTooMany(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  void reply.header('retry-after', String(seconds)).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  if (!request.headers.accept?.includes('text/html')) return say(request, reply, 429);
  const locale = chosenLocale(request.headers.cookie, request.headers['accept-language']);
  const words = SENTENCES[429];
  return reply.code(429).type('text/plain; charset=utf-8').send(words ? `${said(words, locale)}\n` : '');
}

function statusOf(error: FastifyError): number {
  if (isAway(error)) return 503;
  if (isMalformedValue(error)) return 400;
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
}

function say(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const sentence = SENTENCES[status] ?? SENTENCES[status < 500 ? 400 : 500];
  const locale = chosenLocale(request.headers.cookie, request.headers['accept-language']);
  return reply.code(status).send({ errors: [{ message: sentence && said(sentence, locale), extensions: { code: sentence?.code, requestId: request.id } }] });
}
