// The foot of a form: how far it is and what is kept, true without a run of the page; and the send button, which
// waits for what is still being saved.

const SEND_WAITS_MS = 8000;
const feet = new WeakMap();
let passing = null;  // the place of the send button whose click is let through
let current = null;  // the foot on screen

function foot({data, parentElement}) {
  const view = feet.get(parentElement) ?? buildFoot(parentElement);
  feet.set(parentElement, view);
  view.data = data;
  if (data.saved !== null) savedAt.set(data.answer, data.saved);
  watchers.delete(view.draw);
  watchers.add(view.draw);
  current = view;
  view.draw();
  return () => {
    watchers.delete(view.draw);
    if (current === view) current = null;
  };
}

function buildFoot(parent) {
  const root = element("div", "answer-foot");
  parent.append(element("style", "", STYLE), root);
  const view = {progress: add(root, "p", "foot-line"), state: add(root, "p", "foot-line"), waits: add(root, "p", "fault"), isWaiting: false};
  view.waits.setAttribute("role", "alert");
  view.waits.hidden = true;
  view.said = add(root, "p", "hidden");
  view.said.setAttribute("role", "status");
  view.draw = () => drawFoot(view);
  return view;
}

function drawFoot(view) {
  const {data} = view;
  const own = recordsOf(data);
  const done = data.required.filter(key => data.without_data.includes(key) || isDone(own.find(record => record.field === key), data.done.includes(key)));
  line(view.progress, "checklist", fill(WORDS.answered, {done: done.length, total: data.required.length}));
  const open = unsaved(data);
  if (open.length === 0 && !view.isWaiting) write(view.waits, "");
  drawKept(view, open.filter(isTroubled), open.length > 0);
}

function drawKept(view, troubled, isBusy) {
  const {data} = view;
  const at = savedAt.get(data.answer);
  if (troubled.length > 0) {
    line(view.state, "cloud_off", fill(WORDS.unsaved_fields, {fields: troubled.map(record => record.name).join(", ")}));
    tellOnce(view, "unsaved");
  } else if (data.has_unsaved) {
    line(view.state, null, "");  // the page itself says what and why
  } else if (isBusy) {
    line(view.state, "sync", WORDS.typing);
  } else {
    line(view.state, at === undefined ? null : "cloud_done", at === undefined ? WORDS.not_started : fill(WORDS.saved, {clock: at}));
    tellOnce(view, "saved");
  }
}

// A field that is not on screen (not asked, or "no data yet" is ticked) is as the page knows it.
function isDone(record, isStored) {
  return (record?.view ?? null) === null ? isStored : !isBlank(record.typed) && record.fault === null;
}

function isTroubled(record) {
  return record.theirs !== null || record.trouble !== null || record.fault !== null;
}

function line(place, iconName, text) {
  const content = `${iconName} ${text}`;
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  place.replaceChildren(...(iconName === null ? [] : [icon(iconName)]), document.createTextNode(text));
  place.hidden = text === "";
}

function tellOnce(view, name) {
  if (view.told !== undefined && view.told !== name) write(view.said, view.state.lastChild.textContent);
  view.told = name;
}

// ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────
function isSend(event) {
  if (current === null) return null;
  const place = `.st-key-send-${CSS.escape(current.data.answer)}`;
  return event.composedPath().some(node => node instanceof Element && node.matches(`${place} button`)) ? place : null;
}

window.addEventListener("click", event => {
  const place = isSend(event);
  if (place === null || passing === place) return;
  const open = unsaved(current.data);
  if (open.length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sendWhenSaved(current, place);
}, true);

async function sendWhenSaved(view, place) {
  if (view.isWaiting) return;
  view.isWaiting = true;
  write(view.waits, WORDS.saving_first);
  const until = Date.now() + SEND_WAITS_MS;
  let open = unsaved(view.data);
  open.filter(record => record.trouble === "over").forEach(tryAgain);
  while (open.length > 0 && Date.now() < until && open.some(isOnItsWay)) {
    await Promise.race([...open.map(record => save(record) ?? pause(200)), pause(1000)]);
    open = unsaved(view.data);
  }
  view.isWaiting = false;
  if (open.length > 0) {
    write(view.waits, fill(WORDS.send_waits, {count: open.length}));
    open[0].view?.focus();
    return;
  }
  const button = document.querySelector(`${place} button`);
  if (button === null) return; // being drawn anew: the notice stays, so that the press is not forgotten in silence
  write(view.waits, "");
  passing = place;
  button.click();
  passing = null;
}

function pause(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
