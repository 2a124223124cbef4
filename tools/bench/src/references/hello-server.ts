import { createServer } from 'node:http';

/** The first reference: the least that Node can do to answer. */
createServer((_request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end('hello');
}).listen(Number(process.env['PORT']), '127.0.0.1');
