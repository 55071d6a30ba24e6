import { gap, type PhraseRule } from '../phrase-rule.ts';
import { secretThings } from './words.ts';

const tell =
  '(?:reveal|print|output|show|repeat|leak|disclose|display|dump|expose|divulge|recite|tell (?:me|us)|give (?:me|us|up|away)|include|return|send|append|write out|explain|describe|spell out|echo|share|copy|respond with|reply with|answer with|state|quote|list|paraphrase|type|provide|write|translate|summari[sz]e)(?! ?,)';

/** What people are asked for as well: "share your configuration", "type your prompt". Only a word of these makes it what a model was given. */
const ofModels =
  '(?:system|hidden|initial|developer|secret|original|internal|full|private|exact|entire|complete|whole|verbatim|previous|prior|current|core|base|own|underlying|operating|first|above|real|actual)';
const kept = '(?:system|hidden|initial|developer|secret|original|internal|full|private)';
const known = '(?:prompt|instructions?|configuration|guidelines|directives|rules)';
const giveAway =
  '(?:reveal|print|output|repeat|leak|disclose|dump|expose|divulge|recite|(?:show|tell|give|send) (?:me|us)|give (?:up|away)|return|spell out|echo|(?:respond|reply|answer) with|quote|paraphrase|translate|summari[sz]e)(?! ?,)';

/** "Show me your prompt": a verb of telling in its plain form, and what only the model knows. */
export const promptExtraction: readonly PhraseRule[] = [
  {
    rule: 'prompt-extraction',
    anchors: [
      'system prompt',
      'hidden prompt',
      'hidden instruct',
      'system instruct',
      'initial prompt',
      'developer message',
      'your prompt',
      'your instruct',
      'your config',
      'system message',
      'initial instruct',
      'original prompt',
      'your guideline',
      'your rules',
      'your hidden',
      'your initial',
      'internal instruct',
      'the prompt',
      'your system',
      'your secret',
      'private rules',
    ],
    shape: new RegExp(
      `(?<!\\b(?:to|not|never|can|could|who|that|which|tries|may)[^\\w]{1,3})\\b(?:${tell}${gap(5)}(?:${kept}[^\\w]+(?:system[^\\w]+)?(?:prompt|instructions?|message|configuration|rules|directives?)|your[^\\w]+(?:\\w+[^\\w]+)?${ofModels}[^\\w]+(?:\\w+[^\\w]+)?${known})|${giveAway}${gap(5)}your[^\\w]+(?:\\w+[^\\w]+){0,2}(?:prompt|instructions?|guidelines|directives|rules)|(?:show|display)${gap(2)}your[^\\w]+(?:prompt|instructions|guidelines|directives)|(?<=reveal )the prompt)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'prompt-extraction',
    anchors: ['your prompt', 'your instruct', 'your config', 'your guideline', 'your rules'],
    shape: new RegExp(
      `(?<!\\b(?:to|not|never|can|could|who|that|which|tries|may)[^\\w]{1,3})\\b${tell}${gap(5)}your[^\\w]+(?:\\w+[^\\w]+){0,2}${known}\\b`,
      'i',
    ),
    tier: 'soft',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'prompt-extraction',
    anchors: [
      'your instructions',
      'your prompt',
      'your system',
      'your initial',
      'your rules',
      'your guidelines',
      'your exact',
      'your original',
      'above this',
      'text above',
      'everything above',
      'words above',
      'all your',
      'your full',
      'your complete',
    ],
    shape: new RegExp(
      `\\b(?:what (?:are|is|were|was) (?:all )?(?:of )?your (?:\\w+ )?(?:system prompt|instructions|prompt|guidelines|directives|rules)\\b|(?:repeat|print|output|copy|recite|show|echo|say) (?:back )?(?:everything|all|the (?:entire |full |whole )?(?:text|words|sentences|lines|content))[^.\\n]{0,20}(?:above|before|prior to) (?:this|here|me|that|starting|my)|(?:repeat|print|output|recite|reveal|(?:copy|show|give|tell|share|write) (?:me|us|out|down)) (?:all )?(?:of )?your (?:\\w+ ){0,2}(?:instructions|prompt|directives|guidelines)\\b|(?:copy|show|give|tell|share|write) (?:all )?(?:of )?your ${ofModels} (?:\\w+ )?(?:instructions|prompt|directives|guidelines)\\b)`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'prompt-extraction',
    anchors: [
      'secret',
      'password',
      'credential',
      'api key',
      'api_key',
      'id_rsa',
      '.env',
      'private key',
      'tokens',
      'internal canary',
    ],
    shape: new RegExp(
      `(?:^|[.!?:;>\\n"'(]\\s*|\\b(?:please|then|and|must|now|also|instead|you)[ ,]+)(?:reveal|print|output|show|leak|disclose|dump|expose|steal|tell|give|append|include|exfiltrate|list)[^\\w]+(?:(?:me|us|the|all|any|your|user|users'?|local|internal|stored|saved|hidden|available|every|their|customer|database|of|contents)[^\\w]+){0,5}(?:${secretThings}|internal canary|secret-looking)`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
];
