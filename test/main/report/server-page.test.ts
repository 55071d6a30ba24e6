import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderServersList } from '../../../main/report/server-list.ts';
import { renderServer } from '../../../main/report/server-page.ts';
import { displayWidth } from '../../../main/report/width.ts';
import { serverId } from '../../../scanner/model/ids.ts';
import { crowded, problems } from './samples.ts';

const plain = { columns: 100, color: false };
const github = serverId('917b917b917b917b');
const hostile = serverId('e51ce51ce51ce51c');

describe('the page of one server', () => {
  it.each([
    ['github', github],
    ['hostile', hostile],
  ] as const)('of %s is as pinned', async (name, id) => {
    await expect(renderServer(problems, id, plain)).toMatchFileSnapshot(`golden/${name}.server.txt`);
  });

  it('tells who gave the standing', () => {
    const page = renderServer(problems, serverId('f11ef11ef11ef11e'), plain);

    expect(page).toContain('approved: the catalogue approves it (dana: reviewed)');
    expect(page).toContain('sallyport servers forget srv_f11ef11ef11ef11e');
  });

  it('never offers to approve what an advisory calls malicious', () => {
    const page = renderServer(problems, serverId('90a790a790a790a7'), plain);

    expect(page).toContain('malicious: an advisory names it');
    expect(page).not.toContain('servers approve');
  });

  it('offers nothing for the catalogue where nobody can say what the server is', () => {
    const nobodyKnows = problems.servers.find(
      ({ identity, standing }) => identity.kind === 'unidentified' && standing === 'shadow',
    );
    const page = renderServer(problems, nobodyKnows?.id ?? serverId('0'), plain);

    expect(page).toContain('unidentified');
    expect(page).not.toMatch(/servers (?:approve|ban)/);
  });

  it('offers a ban with all that it needs', () => {
    expect(renderServer(problems, serverId('90a790a790a790a7'), plain)).toContain(
      'sallyport servers ban srv_90a790a790a790a7 --reason WHY',
    );
  });

  it('is null for a server that is not there', () => {
    expect(renderServer(problems, serverId('0000000000000000'), plain)).toBeNull();
  });

  it.each([20, 60, 80])('fits %i columns', (columns) => {
    for (const { id } of problems.servers) {
      const lines = (renderServer(problems, id, { columns, color: false }) ?? '').split('\n');

      expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  });
});

describe('the list of servers', () => {
  it('is worst first and leaves out what is gone', () => {
    const list = renderServersList(problems, { columns: 200, color: false });

    expect(list.match(/^srv_\S+ +\S+ +\S+/gm)).toEqual([
      'srv_90a790a790a790a7  malicious  critical',
      'srv_0c1a0c1a0c1a0c1a  banned     high',
      'srv_e51ce51ce51ce51c  shadow     critical',
      'srv_917b917b917b917b  shadow     high',
      'srv_3ea73ea73ea73ea7  shadow     medium',
      'srv_f11ef11ef11ef11e  approved   low',
      'srv_11ea11ea11ea11ea  shadow     low',
    ]);
  });

  it.each([20, 80, 110, 200])('fits %i columns', (columns) => {
    for (const inventory of [problems, crowded]) {
      const lines = renderServersList(inventory, { columns, color: true }).split('\n');

      expect(lines.filter((line) => displayWidth(stripVTControlCharacters(line)) > columns)).toEqual([]);
    }
  });

  it('says that there are none', () => {
    expect(renderServersList({ ...problems, servers: [] }, plain)).toBe('No MCP servers.\n');
  });
});
