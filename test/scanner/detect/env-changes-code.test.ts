import { describe, expect, it } from 'vitest';
import { detectEnvChangesCode } from '../../../scanner/detect/env-changes-code.ts';
import { stdio, subjectOf } from './subject.ts';

describe('a variable that changes which code runs', () => {
  it.each([
    ['LD_PRELOAD', '/x/evil.so', 'high'],
    ['DYLD_INSERT_LIBRARIES', '/x/evil.dylib', 'high'],
    ['LD_LIBRARY_PATH', '/opt/lib', 'medium'],
    ['NODE_OPTIONS', '--require /x/evil.js', 'high'],
    ['NODE_OPTIONS', '--import=data:text/javascript,1', 'high'],
    ['NODE_OPTIONS', '--max-old-space-size=4096', 'low'],
    ['NODE_OPTIONS', '--enable-source-maps --no-warnings', 'low'],
    ['JAVA_TOOL_OPTIONS', '-javaagent:/x/evil.jar', 'high'],
    ['JAVA_TOOL_OPTIONS', '-Xmx2g', 'low'],
    ['BASH_ENV', '/x/evil.sh', 'high'],
    ['PYTHONPATH', '/home/ada/src', 'medium'],
    ['npm_config_registry', 'https://packages.example.com', 'medium'],
    ['UV_INDEX_URL', 'http://packages.example.com', 'high'],
    ['UV_INDEX_URL', 'http://localhost:3141', 'medium'],
    ['npm_config_strict_ssl', 'false', 'medium'],
    ['npm_config_strict_ssl', 'true', 'low'],
    ['UV_INSECURE_HOST', 'packages.example.com', 'medium'],
    ['PATH', '/opt/homebrew/bin:/usr/bin', 'low'],
    ['PATH', './bin:/usr/bin', 'medium'],
    ['Path', 'C:\\node;C:\\Windows', 'low'],
  ])('%s=%s is %s', (name, value, severity) => {
    const subject = subjectOf({
      launch: stdio('server', [], { [name]: value }),
      resolved: { codeChangingEnv: [name] },
    });

    const found = detectEnvChangesCode(subject);

    expect(found).toMatchObject([
      { rule: 'config/env-changes-code', severity, confidence: 'certain', where: `/mcpServers/github/env/${name}` },
    ]);
    expect(JSON.stringify(found)).not.toContain(value);
  });

  it('is reported at the entry when a wrapper sets it', () => {
    const subject = subjectOf({
      launch: stdio('env', ['NODE_OPTIONS=--inspect', 'node', 's.js']),
      resolved: { codeChangingEnv: ['NODE_OPTIONS'] },
    });

    expect(detectEnvChangesCode(subject)).toMatchObject([
      { severity: 'medium', confidence: 'likely', where: '/mcpServers/github' },
    ]);
  });

  it('is no other variable', () => {
    expect(detectEnvChangesCode(subjectOf({ launch: stdio('server', [], { LOG_LEVEL: 'debug' }) }))).toEqual([]);
  });
});
