import type { PinChoice } from '../content/content-policy.ts';

/** `content.yaml` of a preset, with what can be said in it. */
export function contentFor(preset: keyof typeof rules): string {
  const { says, text, pins } = rules[preset];
  return `# What is looked for in what passes, and what is done about it.
version: 1

# ${says}
#
# The first rule that fits a finding decides; where none does, it is recorded. What a rule can ask for, each one or a list:
#   direction: up (to the server) | down      kind: secret | hidden-text | poisoning | injection | personal-data
#   in: tool | prompt | instructions | result | argument      rule: content/…      detail: kind of credential, id of a pattern
#   server: as policies call it      class: { effect: read | write | destructive, external: true | false }
#   from: bad (hard evidence, the default) | suspect
# What it can do: record, warn (the person is told), mark (the session is labelled, and a fence stands around the text), redact,
#   ask, block. To ask or block for a tool is about the tool: its calls are asked, or it leaves the list.
${text}
# Personal data to look for: card, iban, national-id, phone, email, passport, health, bank. It needs a rule to be more than recorded.
personalData: []

# Patterns of your own, in the syntax of RE2:
#   - { id: project-names, kind: personal-data, pattern: 'PRJ-[0-9]{4}', severity: high, in: [argument] }
patterns: []

# Findings to set aside, until a day:
#   - { rule: content/tool-steering, server: "pkg:npm/%40acme/notes", target: search, reason: reviewed, owner: sec, until: 2027-01-31 }
suppressions: []

# A model of yours that is asked about texts of servers too: ONNX, with onnxruntime-node in node_modules beside it. Its word is a hint
# that adds up with others (tier: soft, the default), or acts alone as what is suspect (tier: hard). A relative path starts in this
# folder, on laptops that an administrator manages beside policy-trust.json. In lockdown nothing passes that it could not look into.
#   classifier: { file: /opt/acme/model.onnx, sha256: 64 digits, threshold: 0.9, in: [tool, result, prompt, instructions] }

# How much of one message is inspected, and what becomes of one that is larger: by-mode (passes in monitor, blocked in lockdown), pass, block.
large: { characters: 16777216, beyond: by-mode }

# What becomes of a tool, a prompt or the instructions that changed, or came, since the server was first seen, until somebody
# accepts that with "sallyport pins accept": pass (policies see it as resource.pin), ask, hide.
pins: { changed: ${pins.changed}, added: ${pins.added} }
`;
}

interface PresetContent {
  readonly says: string;
  readonly text: string;
  readonly pins: { readonly changed: PinChoice; readonly added: PinChoice };
}

const rules = {
  observe: {
    says: 'Everything is recorded, and nothing is done.',
    text: `rules:
  - { from: suspect, do: record }
`,
    pins: { changed: 'pass', added: 'pass' },
  },
  balanced: {
    says: 'Credentials do not pass unseen, poisoned tools are left out, calls of suspect ones are asked, orders in results are fenced.',
    text: `rules:
  - { direction: down, kind: secret, do: redact }
  - { direction: up, kind: secret, do: ask }
  - { direction: down, kind: [poisoning, hidden-text], in: [tool, instructions], do: [block, warn] }
  - { direction: down, kind: [poisoning, hidden-text], in: tool, from: suspect, do: [ask, warn] }
  - { direction: down, kind: [poisoning, hidden-text], in: [prompt, instructions], from: suspect, do: [mark, warn] }
  - { direction: down, kind: [injection, hidden-text], in: result, from: suspect, do: mark }
`,
    // The policies ask about changed tools.
    pins: { changed: 'pass', added: 'pass' },
  },
  strict: {
    says: 'Nothing that is bad passes, and what is suspect is marked.',
    text: `rules:
  - { kind: secret, direction: down, do: [redact, warn] }
  - { kind: secret, direction: up, do: [block, warn] }
  - { kind: [poisoning, hidden-text], in: [tool, prompt, instructions], from: suspect, do: [block, warn] }
  - { kind: injection, do: [block, warn] }
  - { kind: [injection, hidden-text], from: suspect, do: [mark, warn] }
  - { kind: personal-data, do: redact }
`,
    pins: { changed: 'hide', added: 'ask' },
  },
} as const satisfies Readonly<Record<string, PresetContent>>;
