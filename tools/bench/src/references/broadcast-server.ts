import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** The reference of the live measure: a bare socket.io that sends what it is posted to everybody who is connected. */
const http = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    response.end('{}');
    if (body !== '') io.emit('thread:changes', JSON.parse(body));
  });
});
const io = new Server(http, { path: '/socket.io', transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => socket.on('thread:join', (_payload: unknown, answer: (result: object) => void) => answer({ ok: true, revision: '0' })));
http.listen(Number(process.env['PORT']), '127.0.0.1');
