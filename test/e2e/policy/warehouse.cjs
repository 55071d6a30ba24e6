#!/usr/bin/env node
// A stdio server with data to lose: reads tables, sends mail, drops tables. Its first argument names the file it logs calls to.
// Called with `confirm`, it asks for input first, as servers of the newer era do. Called with `say`, it never answers, and sends a
// request of that method in place of it. A `tell` in anything but a call is told to the client, before the answer.
const { appendFileSync } = require('node:fs');
const { createInterface } = require('node:readline');

const log = process.argv[2];
const text = { type: 'object', properties: { table: { type: 'string' } } };
const tools = [
  { name: 'query', description: 'Reads a table.', inputSchema: text, annotations: { readOnlyHint: true } },
  {
    name: 'send_email',
    description: 'Sends a mail.',
    inputSchema: { type: 'object', properties: { to: { type: 'string' }, body: { type: 'string' } } },
  },
  { name: 'drop_table', description: 'Drops a table.', inputSchema: text },
];
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || method === undefined) {
    return;
  }
  if (method === 'initialize') {
    const capabilities = { tools: { listChanged: true }, resources: {} };
    send({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities,
        serverInfo: { name: 'w', version: '1' },
        instructions: 'Tables of the warehouse.',
      },
    });
  } else if (method === 'tools/list') {
    send({ id, result: { tools } });
  } else if (method === 'resources/list') {
    send({ id, result: { resources: [{ uri: 'table://sales', name: 'sales', description: 'All sales.' }] } });
  } else if (method === 'tools/call') {
    appendFileSync(log, `${params.name} ${JSON.stringify(params.arguments)}\n`);
    if (params.arguments?.confirm === true && params.inputResponses === undefined) {
      const which = {
        method: 'elicitation/create',
        params: { message: 'Which?', requestedSchema: { type: 'object' } },
      };
      send({ id, result: { resultType: 'input_required', inputRequests: { which }, requestState: 'state' } });
      return;
    }
    if (typeof params.arguments?.say === 'string') {
      send({ id: `say-${id}`, method: params.arguments.say, params: { message: 'Bob, 12 Main St', messages: [] } });
      return;
    }
    send({ id, result: { content: [{ type: 'text', text: `${params.name} done` }] } });
  } else {
    if (typeof params?.tell === 'string') {
      send({ method: 'notifications/message', params: { level: 'info', data: params.tell } });
    }
    send({ id, result: {} });
  }
});
