// Keeps what is typed: one record per field of a draft, saved by POST /draft at short pauses and when left.
// Until the server has said that it is stored, the text also lies in this browser, under the person's key, so
// that a reload, a killed tab or a new sign-in finds it again. The records outlive the fields on screen.

const SAVE_AFTER_MS = 700;    // a pause in typing
const SAVE_AT_LEAST_MS = 1800;  // while somebody types without a pause
const RETRY_MS = 2000;
const SAY_TYPED_AFTER_MS = 600;
const PATIENCE_MS = 12000;    // for one answer of the server
const LONGEST_KEEPALIVE = 60000;
const KEPT_DAYS = 14;
const STORED = "rembuk.draft.";
const records = new Map();
const watchers = new Set();
const savedAt = new Map();  // answer -> clock of the newest save known here
let lastSequence = 0;

function keep(data) {
  const key = `${data.person}.${data.answer}.${data.field}`;
  let record = records.get(key);
  if (record === undefined) {
    record = begun(key, data);
    records.set(key, record);
  } else {
    renew(record, data);
  }
  return record;
}

function begun(key, data) {
  const record = {
    key, ...about(data), typed: data.typed, kept: data.typed, version: data.version, at: data.at, cleared: data.cleared,
    trouble: null, fault: null, refused: null, message: null, theirs: null, whose: null, reading: data.reading,
    saving: null, timers: {}, view: null,
  };
  const left = stored(key);
  if (left !== null) restore(record, left);
  return record;
}

function about(data) {
  return {
    person: data.person, answer: data.answer, client: data.client, field: data.field, kind: data.kind, name: data.name,
  };
}

// What another run of the page read. A field that is being written keeps its text: its next save is told.
function renew(record, data) {
  Object.assign(record, about(data));
  if (record.trouble === "over") tryAgain(record);
  if (data.version <= record.version || isUnsaved(record)) return;
  const isElsewhere = !isSame(data.typed, record.typed);
  Object.assign(record, {typed: data.typed, kept: data.typed, version: data.version, at: data.at, cleared: data.cleared});
  Object.assign(record, {trouble: null, fault: null, reading: data.reading});
  if (isElsewhere) record.whose = data.whose;
}

function restore(record, left) {
  record.cleared = [...new Set([...record.cleared, ...left.cleared])];
  if (isSame(left.typed, record.typed)) {
    forget(record.key);
    return;
  }
  record.typed = left.typed;
  record.version = isSame(left.kept, record.kept) ? record.version : left.version;
  record.timers.pause = setTimeout(() => save(record), 0);
}

// ── what is where ────────────────────────────────────────────────────────────────────────────────────────────
function outgoing(record) {
  return isFreeText(record) ? masked(record.typed, record.cleared) : record.typed;
}

function isFreeText(record) {
  return record.kind === "short_text" || record.kind === "long_text";
}

function isChanged(record) {
  return !isSame(outgoing(record), record.kept);
}

function isUnsaved(record) {
  return record.saving !== null || record.theirs !== null || isChanged(record);
}

function isBlank(typed) {
  const texts = typeof typed === "string" ? [typed] : Object.values(typed);
  return texts.every(text => text.trim() === "");
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function recordsOf({answer, person}) {
  return [...records.values()].filter(record => record.answer === answer && record.person === person);
}

// A field that left the screen (not asked any more, or "no data yet" is ticked) with a text that cannot be kept holds
// nothing up: nobody could put it right there. Its text lies here until the field is asked again.
function unsaved(place) {
  return recordsOf(place).filter(record => isUnsaved(record) && (record.view !== null || isOnItsWay(record)));
}

function isOnItsWay(record) {
  return record.saving !== null || mayBeSaved(record);
}

function tell(record) {
  record.view?.draw();
  for (const watcher of watchers) watcher();
}

// ── typing ───────────────────────────────────────────────────────────────────────────────────────────────────
function type(record, typed) {
  record.typed = typed;
  record.whose = null;
  if (record.trouble === "over") record.trouble = record.message = null;
  if (!isSame(record.refused, outgoing(record))) record.fault = record.refused = null;
  if (isChanged(record)) store(record); else if (record.saving === null) forget(record.key);
  later(record, "pause", SAVE_AFTER_MS, () => save(record));
  if (record.timers.most === undefined) later(record, "most", SAVE_AT_LEAST_MS, () => save(record));
  later(record, "say", SAY_TYPED_AFTER_MS, () => announce("rembuk:typed", record, {text: outgoing(record)}));
  tell(record);
}

// A window may be opened again, an answer be returned: what ended the saving need not last as long as this tab.
function tryAgain(record) {
  record.trouble = record.message = null;
  save(record);
}

function clear(record, numbers) {
  harmless(record, numbers);
  store(record);
  save(record);
}

function harmless(record, numbers) {
  record.cleared = [...new Set([...record.cleared, ...numbers])].slice(-20);
}

function numbersIn(text) {
  return identityNumbers(text).map(number => number.digits);
}

function decide(record, isMine) {
  const {theirs} = record;
  record.version = theirs.version;
  record.theirs = null;
  record.kept = theirs.typed;
  if (!isMine) {
    Object.assign(record, {typed: theirs.typed, at: theirs.at, trouble: null, fault: null});
    if (isFreeText(record)) harmless(record, numbersIn(theirs.typed));  // what is stored, somebody has decided about
    forget(record.key);
  }
  save(record);
  tell(record);
}

function later(record, name, after, act) {
  clearTimeout(record.timers[name]);
  record.timers[name] = setTimeout(() => {
    record.timers[name] = undefined;
    act();
  }, after);
}

function announce(name, record, detail) {
  window.dispatchEvent(new CustomEvent(name, {detail: {answer: record.answer, field: record.field, ...detail}}));
}

// ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────
function save(record) {
  for (const name of ["pause", "most", "retry"]) {
    clearTimeout(record.timers[name]);
    record.timers[name] = undefined;
  }
  if (record.saving === null && mayBeSaved(record)) {
    record.saving = post(record).finally(() => {
      record.saving = null;
      follow(record);
      tell(record);
    });
    tell(record);
  }
  return record.saving;
}

function mayBeSaved(record) {
  return isChanged(record) && record.theirs === null && record.trouble !== "over" && !isSame(record.refused, outgoing(record));
}

// What comes after an answer: the rest of what was typed meanwhile, or another try.
function follow(record) {
  if (!mayBeSaved(record)) return;
  const isAway = record.trouble === "away" || record.trouble === "signed_out";
  later(record, isAway ? "retry" : "pause", isAway ? RETRY_MS : SAVE_AFTER_MS, () => save(record));
}

async function post(record) {
  const sent = outgoing(record);
  const waiting = new AbortController();
  const patience = setTimeout(() => waiting.abort(), PATIENCE_MS);
  try {
    const reply = await fetch("/draft", {...request(record, sent), signal: waiting.signal});
    const told = await reply.json().catch(() => ({}));
    hear(record, sent, reply.status, told);
  } catch {
    record.trouble = "away";
  } finally {
    clearTimeout(patience);
  }
}

function request(record, sent) {
  lastSequence = Math.max(Date.now() * 1000, lastSequence + 1);
  const body = JSON.stringify({
    answer_id: record.answer, client_id: record.client, field: record.field, kind: record.kind, typed: sent,
    sequence: lastSequence, base_version: record.version, cleared: record.cleared,
  });
  return {method: "POST", headers: {"Content-Type": "application/json"}, body, keepalive: body.length < LONGEST_KEEPALIVE};
}

function hear(record, sent, status, told) {
  if (told.outcome === "saved") hearSaved(record, sent, told);
  else if (told.outcome === "changed") hearChanged(record, told);
  else if (told.outcome === "late") hearLate(record, told);
  else if (told.outcome === "refused") Object.assign(record, {trouble: "refused", fault: told.fault, refused: sent});
  else if (status === 401) hearSignedOut(record);
  else if (status === 403 || status === 404 || status === 409) Object.assign(record, {trouble: "over", message: told.message});
  else if (status === 400 || status === 422) Object.assign(record, {trouble: "refused", message: told.message, refused: sent});
  else record.trouble = "away";
}

function hearSaved(record, sent, told) {
  Object.assign(record, {kept: sent, at: told.at, reading: told.reading, trouble: null, fault: null, refused: null});
  record.version = Math.max(record.version, told.version);
  if (isChanged(record)) store(record); else forget(record.key);
  savedAt.set(record.answer, told.at);
  forgetPlace(record);
  announce("rembuk:saved", record, {at: told.at});
}

function hearChanged(record, told) {
  record.trouble = null;
  record.theirs = {typed: told.typed, by: told.by, at: told.at, moment: told.moment, version: told.version};
}

// A newer save of this browser is known already: from a clock set back, from another tab of the same person, or from
// this one when it was hidden while a save was on its way; then what is stored is what stands here.
function hearLate(record, told) {
  lastSequence = Math.max(lastSequence, told.sequence);
  if (isSame(told.typed, outgoing(record))) hearSaved(record, told.typed, {...told, reading: record.reading});
  else if (told.version !== record.version) hearChanged(record, told);
}

function hearSignedOut(record) {
  record.trouble = "signed_out";
  rememberPlace(record);
}

function flush() {
  for (const record of records.values()) {
    if (record.saving !== null && mayBeSaved(record)) fetch("/draft", request(record, outgoing(record))).catch(() => {});
    else save(record);
  }
}

function saveAll() {
  for (const record of records.values()) save(record);
}

window.addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
window.addEventListener("online", saveAll);

// ── what this browser keeps until it is saved ────────────────────────────────────────────────────────────────
function store(record) {
  const left = {typed: outgoing(record), kept: record.kept, version: record.version, cleared: record.cleared, at: Date.now()};
  attempt(() => localStorage.setItem(STORED + record.key, JSON.stringify(left)));
}

function stored(key) {
  return attempt(() => JSON.parse(localStorage.getItem(STORED + key))) ?? null;
}

function forget(key) {
  attempt(() => localStorage.removeItem(STORED + key));
}

function forgetOld() {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const name of Object.keys(localStorage)) {
    const left = name.startsWith(STORED) && attempt(() => JSON.parse(localStorage.getItem(name)));
    if (left && !(left.at > oldest)) localStorage.removeItem(name);
  }
}

// A browser may refuse to store (private window, full disk): the server is still there.
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

attempt(forgetOld);

// ── back to the same field after signing in again ────────────────────────────────────────────────────────────
const PLACE = "rembuk.place";
let lastFocused = null;

function rememberPlace(record) {
  const place = lastFocused ?? record.key;
  attempt(() => sessionStorage.setItem(PLACE, place));
}

function forgetPlace(record) {
  if (isPlace(record) && lastFocused !== null) attempt(() => sessionStorage.removeItem(PLACE));
}

function isPlace(record) {
  return attempt(() => sessionStorage.getItem(PLACE)) === record.key;
}
