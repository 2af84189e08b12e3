/** The shapes that cross a border: guard ↔ worker (docs/loopback.md), worker ↔ content scripts and pages, sites/*.json. */

interface Finding {
  clause: string;
  kind: string;
  verdict: string;
  text: string;
  span: [number, number] | null;
  reasons: string[];
  host?: string;
  url?: string;
  /** set by the worker: the tutor answered this very finding within the last ten minutes */
  answered?: boolean;
}

/** What is said of a picture: by its file (`Seen`) and by the tutor. Its bytes are never part of a draft. */
interface Picture extends Partial<Seen>, PictureAnswers {
  name: string;
  type: string;
}

interface PictureAnswers {
  pupils?: boolean;
  consent?: boolean | string;
  licence?: string;
  permission?: string;
}

interface Draft {
  text: string;
  platform?: string | null;
  kind?: string | null;
  links?: string[];
  images?: Picture[];
  /** the tutor's own account, and the one whose post is answered, as the page names them */
  author?: string | null;
  parent?: string | null;
  moment?: Moment;
}

/** Names are looked up at a pause and at send, never at every key. */
type Moment = "typing" | "pause" | "send";

interface Checked {
  findings: Finding[];
  /** kinds that could not be checked in time */
  unchecked?: string[];
  /** who looked: the guard at all of it, the office at links and hashtags alone, nobody when nothing is set up */
  by: "guard" | "office" | "nobody";
}

interface Seen {
  gps: boolean | null;
  copyright: string | null;
  stock: string | null;
  logo_likeness: number | null;
}

interface Words {
  title: string;
  reason: string;
  steps: string[];
}

type Action = "allow" | "note" | "record" | "hold" | "block";

interface Person {
  platform: string;
  identifiers: string[];
  thread: string | null;
}

interface Intended {
  action: Action;
  clause: string | null;
  notice: string | null;
  words: Words | null;
  ticket: string | null;
  hold?: { id: string; expires_at: string } | null;
}

interface Answered {
  fate: "used" | "kept";
  ticket: string | null;
}

interface Known {
  known: boolean;
  action: Action;
  clause: string | null;
  notice: string | null;
  words: Words | null;
  ways: string[];
  official: "official" | "lookalike" | "neither" | null;
  reasons: string[];
}

interface Report {
  kind: "contact" | "concern" | "account" | "other";
  words: string;
  key: string;
  platform?: string;
  clause?: string;
  identifiers?: string[];
  notice?: string;
  about_dsl?: boolean;
  about_owner?: boolean;
  at?: string;
}

interface Receipt {
  receipt: string | null;
  state: string;
  goes_to: string;
  routes: { who: string; how: string }[];
}

interface Reported {
  receipt: string;
  kind: string;
  platform: string | null;
  clause: string | null;
  at: string;
  state: string;
  delivered_at: string | null;
  goes_to: string;
}

interface GuardState {
  etag: string;
  unchanged: boolean;
  state: "watching" | "degraded" | "cannot-check";
  reasons: { code: string; text: string; what?: string }[];
  company: string | null;
  contact: string | null;
  language: string | null;
  platform: { name: string; watching: boolean; readable: boolean; why: string } | null;
  holds: number;
  drift: { site: string; what: string; count: number }[];
  sent: { queued: number; delivered: number; last: { at: string; text: string; state: string }[] };
}

interface HoldNotice {
  type: "hold";
  id: string;
  platform: string;
  act: string;
  clause: string;
  standing: string | null;
  notice: string;
  asked_at: string;
  expires_at: string;
  ahead: boolean;
}

interface TextNotice {
  type: "notice";
  id: string;
  at: string;
  platform: string;
  act: string;
  clause: string;
  action: Action;
  text: string;
  page: boolean;
}

/** What the worker tells a tab. */
type Told = HoldNotice | TextNotice | { type: "ended"; id: string } | { type: "sites" };

/** One site as data. Selectors may be empty: the generic adapter stands behind each of them. */
interface Site {
  platform: string;
  hosts: string[];
  /** addresses (as below) whose messages no proxy can read: there the adviser holds the send itself */
  blind: string[];
  composers: { match: string; kind?: "post" | "comment" | "message"; enter?: "sends" | "newline" }[];
  sends: string[];
  /** expressions on path + query + hash; each has a named group: `thread`, `handle`, `id`, `group` */
  threads: string[];
  profiles: string[];
  /** addresses of a single post, with its author */
  posts: string[];
  /** first path segments that look like a handle and are none */
  reserved: string[];
  /** where the page itself says whom a conversation is with: named groups `handle`, `id`, `group` on an attribute or the text */
  peers?: { match: string; attribute?: string; pattern: string }[];
  acts: { follow: string[]; accept: string[] };
  /** the link to the tutor's own profile */
  own?: string;
  /** the page of the site's own privacy settings (5.6) */
  privacy?: string;
}

interface Hello {
  site: Site | null;
  onServiceDown: "hold" | "warn";
  messages: Record<string, string>;
  paired: boolean;
}

type Failure = "unpaired" | "away" | "slow" | "refused" | "gone" | "office";
type Reply<T> = { answer: T; failed?: undefined; text?: undefined } | { failed: Failure; text?: string; answer?: undefined };

interface Anyway {
  findings: Finding[];
  platform: string | null;
  reason: string;
}

/** Every question that a content script or a page may put to the worker. */
interface Questions {
  hello: { of: { host: string }; answer: Hello };
  draft: { of: Draft; answer: Checked };
  picture: { of: { name: string; type: string; bytes: string }; answer: Seen };
  account: { of: Person & { display_name?: string }; answer: Known };
  intent: { of: Person & { act: "message" | "follow" | "accept" | "open" }; answer: Intended };
  decide: { of: { id: string; answer: "continue" | "cancel"; reason?: string }; answer: Answered };
  anyway: { of: Anyway; answer: { recorded: boolean } };
  ask: { of: { kind: "link" | "hashtag"; value: string }; answer: { receipt: string; state: string; value: string } };
  report: { of: Report; answer: Receipt };
  compose: { of: Partial<Report>; answer: Record<string, never> };
  broken: { of: { site: string; what: "composer" | "send" | "route" | "follow"; count: number }; answer: Record<string, never> };
}
