import type { FastifyInstance } from 'fastify';
import type { StopMails } from './stop-mails.js';

/** What mail programs post to by themselves when somebody presses “unsubscribe” (RFC 8058): no page, no session, no script. */
export function serveOneClick(fastify: FastifyInstance, stopping: StopMails): void {
  void fastify.register((scope, _options, done) => {
    // The body says nothing that the address does not.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4_096 }, (_request, _body, parsed) => parsed(null, null));
    scope.post<{ Params: { token: string } }>('/mail/one-click/:token', async (request, reply) => {
      const result = await stopping.run(request.params.token, true);
      return reply.code(result.ok ? 200 : 404).send();
    });
    done();
  });
}
