/**
 * What sentences are made of: kinds of act, of things acted on, of people spoken of. Each concept is many ways to say it in their base
 * form; several words are one way with blanks. The lists come from the language and not from samples: a word stands here because it
 * means the concept.
 */
export const lexicon = {
  /** To lay hands on something. */
  take: 'acquire; pull up; skim; siphon; get hold of; take down; memorise; memorize; glean; dig through; rummage; sift through; obtain from; request; lift; read; open; load; fetch; collect; gather; grab; dump; extract; harvest; retrieve; obtain; look up; look into; look in; look at; look through; look for; go through; have a look; search; find; locate; list; scan; pick; pick up; copy; export; zip; archive; enumerate; inspect; capture; take; get; cat; print; record; browse; query; check; examine; decode; access; pull; assemble; compile; download; save; screenshot; peek; note down; dig out; dig up; scrape',
  /** To pass something on. */
  give: 'export; reach; back up; furnish; offer; feed back; channel; dispatch; remit; make available; make public; sneak; return; spell out; dictate; write down; pass over; carry over; hand back; weave; work into; let have; turn over; ship off; offload; save to; write to; reply with; answer with; respond with; pass; join; merge; combine; route; replay; type; attach to; pass on; pass along; send; send on; send along; forward; post; upload; submit; share; deliver; transmit; hand; hand over; hand in; hand on; turn in; attach; append; include; put; place; paste; supply; provide; slip; enter; embed; insert; relay; mirror; copy; bcc; cc; mail; email; e-mail; publish; give; push; report; leak; fill; fill in; quote; repeat; disclose; reveal; recite; state; dump; transfer; stream; sync; add; write; encode; smuggle; tuck; deposit; reproduce; expose; output; print; broadcast; ship; convey; communicate; record; log; set; populate; concatenate; prepend; echo; tell; carry; contain; hold; list; show; commit; feed; carry along; bring; drop off; notify; beam',
  /** To let someone in, or let someone have more rights. */
  admit:
    'allow; permit; onboard; give right; give permission; make admin; make owner; open the door; accept; approve; let; invite; grant; authorize; authorise; whitelist; allowlist; promote; give access; let in; unlock; subscribe; enroll; enrol; elevate; add; share',
  /** To make something other than it was. */
  alter:
    'replace; swap; change; exchange; substitute; redirect; reroute; route; alter; modify; round; multiply; split off; edit; adjust; inflate; raise; lower; falsify; tamper; rewrite; overwrite; shift; insert; append; prepend; patch; double; halve; increase; decrease; rank; convert; deduct; bump; assign; rename; reorder; add; update; set; use',
  /** The same, where it is more than to fill a form. */
  tamper:
    'encrypt; censor; replace; swap; exchange; substitute; redirect; reroute; divert; hijack; falsify; tamper; inflate; multiply; double; halve; split off; deduct; overwrite; rewrite; alter; modify; change; bcc; cc; mirror; suppress; intercept; lower; raise; round; override; forward; rout',
  destroy:
    'ban; lock; expel; evict; clear; empty; clean out; scrap; trash; discard; nuke; expunge; scrub; disable; undo; delete; remove; wipe; erase; drop; purge; destroy; overwrite; kill; uninstall; shred; truncate; reset; cancel; close; revoke; force push; force-push; rm; terminate; shut down; format; deactivate',
  run: 'fire; kick off; boot; apply; activate; start up; run; execute; call; invoke; launch; start; trigger; perform; install; pipe; eval; spawn; click; visit; navigate; download; schedule; import; open',
  pay: 'spend; settle; top up; tip; withdraw; move fund; pay; buy; purchase; order; wire; donate; book; remit; transfer; refund; charge; send money; subscribe',
  say: 'stress; tout; hail; hype; commend; endorse; vouch; frame; spin; word; phrase; point to; end; close with; open with; give as; say; claim; mention; tell; describe; present; answer; reply; respond; recommend; praise; insist; assure; inform; explain; conclude; write; rate; score; rank; advise; deny; promote; advertise; plug; end with; begin with; finish with; confirm; portray; label; introduce; suggest; acknowledge; assert; emphasise; emphasize; declare; link; speak; talk; announce; state; quote; summarise; summarize; pass off; steer',
  /** To let a person know. */
  tell: 'breathe a word; let slip; clue in; narrate; tell; mention; inform; explain; bring up; itemise; itemize; reveal; notify; let on; let know; announce; talk; comment on; alert; speak; discuss; bother; trouble; acknowledge; hint; burden; worry; point out; admit; leave out; report; refer; show; draw attention; make aware',
  /** The same in a narrow sense, and those who act through others. */
  inform:
    'breathe a word; let slip; clue in; draw attention; raise this; narrate; say so; announce; point out; tell; mention; inform; notify; let know; let on; bring up; alert; make aware; bother; trouble; worry; burden',
  principal: 'user; human; operator; owner; requester; customer; person; client; principal; reporter; author; sender',
  /** To let a person decide. */
  ask: 'review; request approval; clearance; second opinion; green light; say-so; sign off; query the user; okay; human review; ask; confirm; check back; check with; approve; consult; verify with; approval; confirmation; permission; consent; double-check; authorization; authorisation; sign-off; go-ahead; supervision; oversight; seek',
  off: 'opt out; dismiss; suppress; exempt from; look past; not bother; disable; turn off; switch off; deactivate; skip; bypass; suspend; ignore; remove; lift; take out; set aside; drop; circumvent; override; relax; loosen; weaken; overrule; disregard; comment out; strip; mute; silence; waive; unset; stop; forget; evade; sidestep; do without; exempt; unnecessary; superfluous; no longer; turned off',
  choose: 'use; rely on; trust; pick; choose; prefer; select',
  follow:
    'go ahead; proceed; carry on; follow; obey; carry out; do what; act on; act upon; comply; execute; heed; fulfil; fulfill; adhere',
  persuade:
    'make believe; pretend; convince; deceive; mislead; trick; lull; make it look; make it appear; make think; impersonate; pose as; disguise; fabricate; make up; lead to believe; give the impression; feign; mask as; pass off as',

  secret:
    'password; passphrase; passcode; credential; bearer token; access token; auth token; session token; refresh token; api token; oauth token; api key; apikey; private key; secret key; ssh key; encryption key; signing key; cookie; one-time code; one time code; otp; 2fa code; verification code; recovery code; backup code; seed phrase; recovery phrase; mnemonic; keychain; key ring; keyring; password manager; personal access token; kubeconfig; stored key; saved key; security code; confirmation code',
  session:
    'system prompt; system message; system instruction; developer message; developer prompt; initial prompt; initial instruction; hidden instruction; hidden prompt; secret instruction; original instruction; own instruction; your instruction; your prompt; your rule; your guideline; your setup; chain of thought; agent state; tool list; list of tool; your tool; message history; all earlier message; all previous message; all message of; your context; your memory; your reasoning; instruction you; reasoning trace; scratchpad; everything the user; anything the user; everything you know; other conversation; prompt history; conversation content; earlier message; last user message; last message of; everything said; everything discussed; what was discussed; prompt it; internal state; full context; entire context; inner monologue; internal reasoning; prior turn',
  machine:
    'home directory; home folder; environment variable; env var; host configuration; clipboard; document folder; documents folder; browser history; browsing history; shell history; command history; bash history; process list; running process; git config; git remote; ssh config; dotfile; network configuration; address book; installed software; installed package; directory listing; browser profile; saved login; saved password; local storage of; hard disk',
  mail: 'mailbox; inbox',
  personal:
    'phone number; mobile number; home address; postal address; date of birth; birthday; birth date; passport; id card; identity card; identity document; driving licence; driver license; social security; tax number; address book; bank account; card number; credit card; salary; customer data; personal data; personal detail; personal information; ssn; private message; geolocation; payslip; customer list; phone book; employee data; personal document; private document; full name',
  guard:
    'scanner; safety guideline; approval; confirmation; permission; safety setting; safety; sandbox; guardrail; signature check; certificate check; signature; certificate; verification; security check; security; firewall; antivirus; two-factor; 2fa; mfa; sslverify; tls; auto-approve; autoapprove; safe mode; authentication; audit log; confidentiality; consent; safeguard; precaution; content filter; restriction; privacy setting; dialog; validation; oversight',
  person:
    'user; person; human; customer; people; owner; operator; client; reader; anyone; anybody; someone; somebody; nobody; no one; them; him; her; they; employee; requester; employer; individual; caller; guest; recipient; whoever; everyone; everybody; victim; sender',
  model:
    'automation; reading software; automated reader; ai reader; assistant; agent; model; llm; ai; bot; chatbot; copilot; claude; gpt; chatgpt; gemini; language model; machine; summariser; summarizer; llms; ais; cursor',
  others:
    'rival; any of the other; its sibling; tool from other; tool with similar; other tool; another tool; all tool; every tool; any tool; other server; another server; other function; remaining tool; different tool; competing tool; similar tool; alternative tool; built-in tool; native tool; other plugin; third tool; other integration; tool of other; tools of other',
  worse:
    'broken; unsafe; insecure; compromised; malicious; unreliable; wrong; inaccurate; inferior; obsolete; outdated; dangerous; untrustworthy; infected; faulty; vulnerable; defective; hacked; leaky; fake; fraudulent; rogue; counterfeit',
  hush: 'invisible to; on the quiet; on the sly; without a word; without fuss; without any fuss; keep it to; keep this to; keep that to; keep them to; keep from; stay silent; remain silent; say nothing; imperceptibly; without mention; no trace; out of the answer; out of the report; out of the summary; out of the log; out of your; tell no one; tell nobody; let nobody know; let no one know; quietly; discreetly; secretly; covertly; unnoticed; stealthily; to yourself; between us; keep quiet; keep secret; without comment; in the dark; unaware; unasked; behind the back; off the record; conceal; unmentioned; under the radar; without trace; low profile; keep mum; not a word; invisibly; out of sight; tacitly; undisclosed',
  every:
    'first; beforehand; each; every; always; whenever; anything; everything; permanently; from now on; from this point on; from here on; in future; later session; until further notice; at once; constantly; continuously; wherever; as well; also; too; in addition; additionally; afterwards; straight away; immediately; henceforth; going forward; on top; besides; any; all; repeatedly; automatically; without exception; by default; in parallel',
  must: 'must; has to; have to; need to; needs to; should; shall; ought to; required; is to; are to; be sure; make sure; kindly; please; mandatory; obliged; be asked to; is expected; are expected; supposed to; required to; expects; expect; require; need; essential; necessary; otherwise; unless; or else; fail; cannot; duty; crucial; important; critical',
  when: 'before; prior to; after; once; when; ahead of; as soon as; during; while; upon; in case; in advance; whenever; afterwards; each time; every time; preceding; following; if',
  authority:
    'admin; administrator; compliance; regulation; security team; audit; maintainer; platform team; iso; gdpr; management; manufacturer; support team; it department; headquarters; law; legal',
  /** Praise that says nothing of what a thing does. */
  boast:
    'award-winning; game changer; game-changer; unmatched; unprecedented; unrivalled; unrivaled; unbeatable; superior; scientifically proven; military-grade; limited time; act now; hurry; fall behind; second to none; breakthrough; revolutionary; world-class; the only one you should trust; vip; elite; exclusive access; expire soon; lightning fast; greatest',
  /** Who or what gets the money. */
  payee:
    'payee; beneficiary; iban; wallet address; bank detail; sort code; payment detail; recipient account; destination account; account; recipient; amount; price; fee',
  refuse:
    'refuse; redact; mask; deny; forbidden; detect; scan for; leaked; vulnerability; attack; prevent; injection; threat; exploit; revoke; rotate; never leave; stay on; phishing; malware; sanitise; sanitize; for example; e.g',
  content:
    'content; contents; text of; body of; copy of; dump of; value of; verbatim; word for word; full text; output of; everything in; unabridged; listing of',
  talk: 'paginate; pagination; rate limit; detect; scan for; poisoning; research; paper; study; benchmark; dataset; attacker; adversary; vulnerability; injection; jailbreak; red team; threat; mitigation; defence; defense; example; such as; exploit; malicious; attack; phishing; guideline; designed to; capable of; enable',
  field: 'parameter; argument; field; input; property; payload; header; body; placeholder',
} as const satisfies Readonly<Record<string, string>>;

export type SpokenConcept = keyof typeof lexicon;

/** Also what is told by its form: a file that holds secrets, an address outside, the name of a tool or parameter, a command. */
export type Concept =
  | SpokenConcept
  | 'secretFile'
  | 'address'
  | 'named'
  | 'code'
  | 'overUser'
  | 'consented'
  | 'lasting'
  | 'deceived'
  | 'trusted'
  | 'thisTool'
  | 'dataOrders'
  | 'overruling'
  | 'addressee'
  | 'elsewhere'
  | 'hearsay'
  | 'claimsRank'
  | 'thisStep'
  | 'cover'
  | 'otherTask'
  | 'sessionRead'
  | 'awaits'
  | 'answering'
  | 'standing'
  | 'newOrders'
  | 'yourTask'
  | 'replyShape'
  | 'trigger'
  | 'remembered'
  | 'falseReport'
  | 'unexcepted'
  | 'tracks'
  | 'silent'
  | 'guardGone'
  | 'outgoing'
  | 'own';

/** Concepts that are acts, which someone is told to do, told of, or told not to do. */
export const acts: ReadonlySet<SpokenConcept> = new Set(['take', 'give', 'admit', 'alter', 'tamper', 'destroy', 'run', 'choose', 'pay', 'say', 'tell', 'inform', 'ask', 'off', 'follow', 'persuade']); // prettier-ignore
