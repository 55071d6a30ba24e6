#!/usr/bin/env node
// A stdio server that says what it should not: its first argument names a file with the tools it lists and the text it answers.
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');

const says = () => JSON.parse(readFileSync(process.argv[2], 'utf8'));
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || method === undefined) {
    return;
  }
  if (method === 'initialize') {
    const capabilities = { tools: { listChanged: true } };
    send({
      id,
      result: { protocolVersion: params.protocolVersion, capabilities, serverInfo: { name: 'l', version: '1' } },
    });
  } else if (method === 'tools/list') {
    send({ id, result: { tools: says().tools } });
  } else {
    send({ id, result: { content: [{ type: 'text', text: says().text }] } });
  }
});
