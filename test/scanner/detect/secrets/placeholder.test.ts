import { describe, expect, it } from 'vitest';
import { isPlaceholder, isTemplate } from '../../../../scanner/detect/secrets/placeholder.ts';
import { judgeNamedValue } from '../../../../scanner/detect/secrets/named-value.ts';
import { redactArgs } from '../../../../scanner/detect/secrets/redact-args.ts';
import { redactUrl } from '../../../../scanner/detect/secrets/redact-url.ts';

const value = 'Hunter2xYq9Z';

describe('what a reference falls back to', () => {
  it.each([
    `\${T:-${value}}`,
    `\${T-${value}}`,
    `\${T:=${value}}`,
    `\${T:+${value}}`,
    `\${env:T:-${value}}`,
    `\${API_KEY:${value}}`,
    `\${A:-\${B:-${value}}}`,
    `{{ token | default('${value}') }}`,
    `{{ or .Token "${value}" }}`,
    `\${{ secrets.T || '${value}' }}`,
    `os.getenv('T', '${value}')`,
    `process.env.T ?? "${value}"`,
    `Bearer \${T:-${value}}`,
  ])('is a value, and is found where it stands: %s', (text) => {
    const hit = judgeNamedValue('--token', text);

    expect(isPlaceholder(text)).toBe(false);
    expect(text.slice(hit?.start, hit?.end)).toBe(value);
  });

  it.each([
    ['--token', `\${T:-${value}}`, '${T:-‹redacted:token›}'],
    ['-e', `TOKEN=\${T:-${value}}`, 'TOKEN=${T:-‹redacted:env-value›}'],
  ])('alone is hidden: %s %s', (flag, text, shown) => {
    expect(redactArgs([flag, text])).toEqual([flag, shown]);
  });

  it.each([
    `https://host.test/mcp?token=\${T:-${value}}`,
    `https://me:\${P:-${value}}@host.test/mcp`,
    `https://host.test/s/\${T:-${value}}/mcp`,
  ])('is not shown in %s', (url) => {
    expect(redactUrl(url)).not.toContain(value);
  });

  it.each([
    '${T}',
    '${T:-}',
    '${T:?not set}',
    '${T:-changeme}',
    '${T:-${OTHER}}',
    '${env:T}',
    '${input:github-token}',
    '${config:a.b}',
    '{{ token }}',
    "{{ token | default('') }}",
    'os.getenv("T")',
    'process.env.T',
  ])('is nothing in %s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
    expect(isTemplate(text)).toBe(true);
    expect(judgeNamedValue('--token', text)).toBeNull();
  });

  it('is no secret where it is a number', () => {
    expect(judgeNamedValue('TOKEN', '${TOKEN:-3000}')).toBeNull();
  });
});

describe('what only looks like a reference', () => {
  it.each([`$${value}`, '$Hunter2', `<${value}>`, `env:${value}`, `{{${value}}}`, `%${value}%`, `\${${value}}`])(
    'is a value: %s',
    (text) => {
      expect(isPlaceholder(text)).toBe(false);
      expect(redactArgs(['--password', text])).toEqual(['--password', '‹redacted:password›']);
    },
  );

  it.each(['$API_KEY', '$AWS_S3_K8S_V2', '$apiKey2', '$ApiToken', '<YOUR_OAUTH2_KEY>', 'env:GH_TOKEN', '%API_KEY%'])(
    'stays a reference where the name can be one: %s',
    (text) => {
      expect(isPlaceholder(text)).toBe(true);
      expect(redactArgs(['--password', text])).toEqual(['--password', text]);
    },
  );
});
