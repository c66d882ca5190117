// A field of a draft that looks like Streamlit's own and keeps itself. One view per place on screen; the record
// behind it (keeper.js) may outlive the place.

const views = new WeakMap();
let made = 0;

function field({data, parentElement}) {
  const record = keep(data);
  const isNew = !views.has(parentElement);
  const view = isNew ? build(parentElement, data) : views.get(parentElement);
  views.set(parentElement, view);
  Object.assign(view, {data, record});
  record.view = view;
  tell(record);
  if (isNew) returnToPlace(view);
  return () => {
    if (record.view === view) record.view = null;
    save(record);
    tell(record);
  };
}

// ── building ─────────────────────────────────────────────────────────────────────────────────────────────────
function build(parent, data) {
  made += 1;
  const view = {name: `rembuk-${made}`, inputs: [], draw: () => draw(view), focus: () => view.inputs[0].focus()};
  const root = element("div", "field");
  parent.append(element("style", "", STYLE), root);
  if (data.kind === "year_range") buildYears(view, root, data); else buildOne(view, root, data);
  view.reading = add(root, "p", "note");
  view.help = add(root, "p", "note");
  view.help.id = `${view.name}-help`;
  view.flag = add(root, "p", "note");
  const line = add(root, "div", "line");
  view.count = add(line, "span", "note");
  view.state = add(line, "span", "state");
  view.fault = add(root, "p", "fault");
  view.fault.id = `${view.name}-fault`;
  view.warning = add(root, "div", "box");
  view.conflict = add(root, "div", "box");
  view.said = add(root, "p", "hidden");
  view.said.setAttribute("role", "status");
  return view;
}

function buildOne(view, root, data) {
  const isLong = data.kind === "long_text";
  const label = add(root, "label", "label");
  const input = add(root, isLong ? "textarea" : "input", "input");
  label.htmlFor = input.id = view.name;
  if (isLong) input.rows = 4; else input.type = "text";
  if (data.kind === "number" || data.kind === "money") input.inputMode = "decimal";
  view.labels = [label];
  listen(view, input);
}

function buildYears(view, root, data) {
  const set = add(root, "fieldset", "years");
  const legend = add(set, "legend", "label");
  const pair = add(set, "div", "pair");
  view.labels = [legend];
  for (const end of ["start", "end"]) {
    const side = add(pair, "div", "side");
    const label = add(side, "label", "label", data.ends[end]);
    const input = add(side, "input", "input");
    label.htmlFor = input.id = `${view.name}-${end}`;
    input.type = "text";
    input.inputMode = "numeric";
    input.dataset.end = end;
    listen(view, input);
  }
}

function listen(view, input) {
  input.autocomplete = "off";
  input.addEventListener("input", () => {
    input.shown = input.value;
    type(view.record, typedIn(view));
  });
  input.addEventListener("blur", () => save(view.record));
  input.addEventListener("focus", () => { lastFocused = view.record.key; });
  view.inputs.push(input);
}

function typedIn(view) {
  if (view.data.kind !== "year_range") return view.inputs[0].value;
  return Object.fromEntries(view.inputs.map(input => [input.dataset.end, input.value]));
}

// ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────
function draw(view) {
  const {data, record} = view;
  const fault = faultOf(data, record);
  write(view.labels[0], data.label);
  write(view.help, data.help ?? "");
  write(view.reading, record.reading ?? "");
  write(view.flag, data.flag !== null && isBlank(record.typed) ? data.flag : "");
  write(view.fault, fault);
  write(view.count, counted(data, record));
  for (const input of view.inputs) drawInput(view, input, fault);
  drawState(view);
  drawWarning(view);
  drawConflict(view);
}

function drawInput(view, input, fault) {
  const {data, record} = view;
  const text = data.kind === "year_range" ? record.typed[input.dataset.end] : record.typed;
  if (input.shown !== text) input.value = text;  // never while it is the same: the caret would move
  input.shown = text;
  input.readOnly = data.is_locked;
  input.setAttribute("aria-required", String(data.is_required));
  input.setAttribute("aria-invalid", String(fault !== ""));
  input.setAttribute("aria-describedby", `${view.help.id} ${view.fault.id}`);
}

function faultOf(data, record) {
  if (record.fault !== null) return data.faults[record.fault];
  if (record.trouble === "refused" && record.message !== null) return record.message;
  return data.is_missing && isBlank(record.typed) ? WORDS.still_required : "";
}

function counted(data, record) {
  if (data.limit === null || typeof record.typed !== "string") return "";
  const used = [...record.typed].length;
  return fill(WORDS.length, {used: used.toLocaleString("id-ID"), limit: data.limit.toLocaleString("id-ID")});
}

function drawState(view) {
  const {record} = view;
  const name = stateOf(record);
  if (view.state.className === `state ${name}` && name === "signed_out") return;  // its link may be in use
  view.state.className = `state ${name}`;
  view.state.replaceChildren();
  if (name === "untouched") return;
  const said = sentence(record, name);
  view.state.append(icon(ICONS[name]));
  const words = add(view.state, "span", "", said);
  if (name === "signed_out") words.append(" ", signInLink(record));
  if (name === "typing") return;
  if (view.told !== undefined && view.told !== name) write(view.said, said);
  view.told = name;
}

function stateOf(record) {
  if (record.theirs !== null) return "changed";
  if (!isUnsaved(record)) return record.at === null ? "untouched" : "kept";
  if (record.trouble !== null) return record.trouble;
  return isSame(record.refused, outgoing(record)) && record.refused !== null ? "refused" : "typing";
}

function sentence(record, name) {
  if (name === "kept") return record.whose ?? fill(WORDS.saved, {clock: record.at});
  if (name === "over") return `${WORDS.unsaved} ${record.message ?? ""}`;
  return WORDS[name];
}

function signInLink(record) {
  const link = element("a", "link", WORDS.sign_in);
  link.href = window.location.href;
  link.addEventListener("click", () => {
    lastFocused = record.key;
    rememberPlace(record);
  });
  return link;
}

// ── identity numbers ─────────────────────────────────────────────────────────────────────────────────────────
function drawWarning(view) {
  const {record} = view;
  const isWarned = isFreeText(record) && outgoing(record) !== record.typed;
  redraw(view.warning, isWarned ? outgoing(record) : null, box => {
    add(box, "p", "", WORDS.looks_personal).setAttribute("role", "alert");
    add(box, "p", "quote", outgoing(record));
    const acts = add(box, "div", "acts");
    act(acts, WORDS.mask, () => {
      type(record, outgoing(record));
      save(record);
      view.focus();
    });
    act(acts, WORDS.not_personal, () => {
      clear(record, numbersIn(record.typed));
      view.focus();
    });
  });
}

// ── two writers ──────────────────────────────────────────────────────────────────────────────────────────────
function drawConflict(view) {
  const {data, record} = view;
  const {theirs} = record;
  redraw(view.conflict, theirs && JSON.stringify(theirs), box => {
    add(box, "p", "", fill(WORDS.changed_by, {who: theirs.by, moment: theirs.moment})).setAttribute("role", "alert");
    add(box, "p", "quote", inWords(data, theirs.typed));
    const acts = add(box, "div", "acts");
    act(acts, WORDS.keep_mine, () => choose(view, true));
    act(acts, WORDS.take_theirs, () => choose(view, false));
  });
}

function choose(view, isMine) {
  decide(view.record, isMine);
  view.focus();
}

function inWords(data, typed) {
  if (isBlank(typed)) return WORDS.empty;
  return typeof typed === "string" ? typed : `${data.ends.start}: ${typed.start}; ${data.ends.end}: ${typed.end}`;
}

// Drawn again only when it says something else: a button that is being pressed must stay where it is.
function redraw(box, content, fillIn) {
  if (box.dataset.content === (content ?? "")) return;
  box.dataset.content = content ?? "";
  box.replaceChildren();
  box.hidden = content === null;
  if (content !== null) fillIn(box);
}

// ── small things ─────────────────────────────────────────────────────────────────────────────────────────────
function returnToPlace(view) {
  if (!isPlace(view.record)) return;
  attempt(() => sessionStorage.removeItem(PLACE));
  const input = view.inputs[0];
  setTimeout(() => {
    input.scrollIntoView({block: "center"});
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }, 300);
}

function element(tag, name, text = "") {
  const created = document.createElement(tag);
  created.className = name;
  created.textContent = text;
  return created;
}

function add(parent, tag, name, text = "") {
  const child = element(tag, name, text);
  parent.append(child);
  return child;
}

function act(parent, label, doIt) {
  const button = add(parent, "button", "button", label);
  button.type = "button";
  button.addEventListener("click", doIt);
}

function icon(name) {
  const drawn = element("span", "icon", name);
  drawn.setAttribute("aria-hidden", "true");
  drawn.translate = false;
  return drawn;
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
