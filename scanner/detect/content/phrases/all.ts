import { receivedPhrases } from '../acts/received-phrases.ts';
import type { PhraseRule } from '../phrase-rule.ts';
import { againstThePerson } from './against-the-person.ts';
import { answerTampering } from './answer-tampering.ts';
import { attackWords } from './attack-words.ts';
import { composedDescribed } from './composed-described.ts';
import { describedMore } from './described-more.ts';
import { receivedMore } from './received-more.ts';
import { saidAnywhere } from './said-anywhere.ts';
import { composedReceived } from './composed-received.ts';
import { exfiltration } from './exfiltration.ts';
import { falseFrames } from './false-frames.ts';
import { guardOff } from './guard-off.ts';
import { impersonation } from './impersonation.ts';
import { linksThatCarry } from './links-that-carry.ts';
import { otherLanguages } from './other-languages.ts';
import { overrideOrder } from './override-order.ts';
import { promptExtraction } from './prompt-extraction.ts';
import { secrecyOrder } from './secrecy-order.ts';
import { sensitiveFile } from './sensitive-file.ts';
import { toolSteering } from './tool-steering.ts';

/** Every family of wording, in no particular order. */
export const phraseRules: readonly PhraseRule[] = [
  ...overrideOrder,
  ...promptExtraction,
  ...guardOff,
  ...impersonation,
  ...secrecyOrder,
  ...sensitiveFile,
  ...exfiltration,
  ...toolSteering,
  ...answerTampering,
  ...attackWords,
  ...againstThePerson,
  ...falseFrames,
  ...otherLanguages,
  ...linksThatCarry,
  ...composedDescribed,
  ...composedReceived,
  ...describedMore,
  ...receivedMore,
  ...saidAnywhere,
  ...receivedPhrases,
];
