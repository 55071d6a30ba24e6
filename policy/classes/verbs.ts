import type { Effect } from './tool-class.ts';

const reading =
  'get list read search find fetch query describe show view count check status lookup look inspect browse retrieve load ' +
  'preview compare diff explain analyze analyse validate verify lint scan summarize summarise extract parse resolve detect ' +
  'calculate compute convert format translate estimate suggest recommend rank classify test ping watch tail head whoami ' +
  'echo help info stat ls cat grep glob tree snapshot screenshot measure select wait think health version';
const writing =
  'navigate create add write set update edit modify change put patch insert upsert save append rename copy move import upload push ' +
  'commit merge fork clone make new generate register open start resume enable assign tag label comment reply ' +
  'like star follow subscribe unsubscribe invite share publish post send submit book order pay buy transfer approve accept ' +
  'schedule trigger invoke call run execute exec eval apply deploy install sync restore rollback lock unlock ' +
  'click type fill press drag hover configure manage log record store memorize remember ' +
  'grant notify email message tweet print draft queue retry mark toggle close stop pause restart undo redo rotate';
const destroying =
  'delete remove destroy drop purge wipe erase truncate clear kill terminate cancel revoke uninstall reset overwrite ' +
  'unlink rm rmdir del prune expire discard deprovision shutdown reboot disable ban block archive empty flush nuke';
const reachingOut =
  'navigate send email mail message post publish tweet share notify invite upload submit sms pay transfer buy order book ' +
  'push deploy reply comment broadcast forward webhook';

/** Verbs of tool names, with what a tool so named does. */
export const effectOfVerb: ReadonlyMap<string, Effect> = new Map([
  ...words(reading).map((verb): [string, Effect] => [verb, 'read']),
  ...words(writing).map((verb): [string, Effect] => [verb, 'write']),
  ...words(destroying).map((verb): [string, Effect] => [verb, 'destructive']),
]);

/** Verbs that carry something to people or systems outside. */
export const outwardVerbs: ReadonlySet<string> = new Set(words(reachingOut));

function words(text: string): readonly string[] {
  return text.split(' ');
}
