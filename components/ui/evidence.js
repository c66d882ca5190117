// The list of an answer's evidence and, where it may be written, the way to add and remove files.
// Every sentence comes with the data; names were typed by people and are only ever set as text.

const views = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) || new View(parentElement);
  views.set(parentElement, view);
  view.refresh(data, setTriggerValue);
  return () => {
    view.leave();
    views.delete(parentElement);
  };
}

function element(kind, options = {}, ...children) {
  const { on = {}, set = {}, ...properties } = options;
  const made = Object.assign(document.createElement(kind), properties);
  Object.entries(set).forEach(([name, value]) => made.setAttribute(name, value));
  Object.entries(on).forEach(([name, act]) => made.addEventListener(name, act));
  made.append(...children.filter(Boolean));
  return made;
}

class View {
  constructor(root) {
    this.root = root;
    this.asked = null; // the file whose removal is being confirmed
    this.removing = new Set();
    this.gone = new Set();
    this.bars = new Map();
    this.list = element("ul");
    this.more = element("div", { className: "more" });
    this.status = element("p", { className: "status", set: { role: "status", "aria-live": "polite" } });
    this.input = element("input", {
      type: "file",
      multiple: true,
      accept: "image/*,application/pdf",
      hidden: true,
      on: { change: () => this.choose() },
    });
    root.append(this.list, this.more, this.input, this.status);
    this.listener = (file) => this.hear(file);
    this.guard = (event) => this.holdSending(event);
    document.addEventListener("click", this.guard, true);
  }

  refresh(data, setTriggerValue) {
    Object.assign(this, { data, texts: data.texts });
    this.changed = () => setTriggerValue("changed", Date.now());
    if (data.may_add) {
      this.queue = queueOf(data);
      this.queue.listeners.add(this.listener);
    }
    this.draw();
  }

  leave() {
    this.queue?.listeners.delete(this.listener); // what is under way goes on
    document.removeEventListener("click", this.guard, true);
  }

  say(text, name = "") {
    this.status.textContent = this.named(text, name);
  }

  fault(file) {
    return file.sentence || this.data.faults[file.fault] || this.data.faults.broken;
  }

  named(text, name) {
    return text.replace("{name}", () => name);
  }

  // ── drawing ──
  draw() {
    const focused = this.root.activeElement?.dataset.focus;
    this.bars.clear();
    const files = this.data.files.filter((file) => !this.gone.has(file.id));
    this.queue?.settle(new Set(this.data.files.map((file) => file.id)));
    const rows = files.map((file) => (this.asked === file.id ? this.sure(file) : this.row(file)));
    const underWay = this.queue?.files || [];
    this.list.replaceChildren(...rows, ...underWay.map((file) => this.underWay(file)));
    this.list.hidden = !this.list.children.length;
    const left = this.data.most - files.length - underWay.filter((file) => file.state !== "refused").length;
    this.left = Math.max(0, left);
    const note = this.leftOut && element("p", { className: "note fault", textContent: this.leftOut });
    this.more.replaceChildren(...[this.data.may_add && this.adding(), note].filter(Boolean));
    if (focused) this.focus(focused);
  }

  focus(name) {
    this.root.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus();
  }

  button(text, focus, act, { label, className = "" } = {}) {
    const made = element("button", { type: "button", textContent: text, className, on: { click: act } });
    made.dataset.focus = focus;
    if (label) made.setAttribute("aria-label", label);
    return made;
  }

  adding() {
    if (!this.left) return element("p", { className: "note", textContent: this.texts.at_most });
    return this.button(this.texts.add, "add", () => this.input.click(), { className: "add" });
  }

  row(file) {
    const label = this.named(file.is_photo ? this.texts.open : this.texts.download, file.name);
    const way = { href: file.address, ...(file.is_photo ? { target: "_blank", rel: "noopener" } : { download: "" }) };
    const picture = file.is_photo
      ? element("img", { src: `${file.address}?kecil`, alt: "", loading: "lazy", width: 64, height: 64 })
      : element("span", { className: "badge", textContent: "PDF", set: { "aria-hidden": "true" } });
    const link = element(
      "a",
      { ...way, className: "file", title: label },
      picture,
      this.words(file.name, file.about),
    );
    const ask = () => {
      this.asked = file.id;
      this.draw();
      this.focus("no");
    };
    const remove = this.button(this.texts.remove, `remove.${file.id}`, ask, {
      label: this.named(this.texts.remove_named, file.name),
    });
    remove.disabled = this.removing.has(file.id);
    return element("li", {}, link, this.data.may_remove && remove);
  }

  words(name, about, fault = false) {
    return element(
      "span",
      { className: "words" },
      element("span", { className: "name", textContent: name }),
      element("span", { className: fault ? "about fault" : "about", textContent: about }),
    );
  }

  sure(file) {
    const back = () => {
      this.asked = null;
      this.draw();
      this.focus(`remove.${file.id}`);
    };
    return element(
      "li",
      { className: "sure", set: { role: "group" } },
      element("span", { className: "words", textContent: this.named(this.texts.sure, file.name) }),
      this.button(this.texts.yes, "yes", () => this.remove(file), { className: "danger" }),
      this.button(this.texts.no, "no", back),
    );
  }

  underWay(file) {
    const isOver = file.state === "refused";
    const about = isOver ? this.fault(file) : this.texts[file.state];
    const bar = element("progress", { max: 1, value: file.progress, set: { "aria-label": file.name } });
    bar.hidden = !["sending", "checking"].includes(file.state);
    const words = this.words(file.name, about, isOver);
    words.append(bar);
    this.bars.set(file, bar);
    const name = file.record.request;
    const acts = [];
    if (file.state === "signed_out") acts.push(this.button(this.texts.sign_in, `in.${name}`, () => location.reload()));
    if (file.state === "paused") acts.push(this.button(this.texts.again, `again.${name}`, () => this.queue.wake()));
    if (file.state !== "kept") {
      const [text, label] = isOver ? ["dismiss", "dismiss_named"] : ["cancel", "cancel_named"];
      const options = { label: this.named(this.texts[label], file.name) };
      acts.push(this.button(this.texts[text], `drop.${name}`, () => this.queue.drop(file), options));
    }
    return element("li", { className: file.state }, words, ...acts);
  }

  // ── acting ──
  choose() {
    const chosen = [...this.input.files];
    this.input.value = "";
    const taken = chosen.slice(0, this.left);
    const others = chosen.slice(this.left).map((file) => file.name);
    this.leftOut = others.length ? this.named(this.texts.full, others.join(", ")) : "";
    this.say(this.leftOut);
    this.draw();
    this.queue.add(taken, this.texts.unnamed);
  }

  hear(file) {
    const before = file.shown;
    file.shown = file.state;
    const bar = this.bars.get(file);
    if (before === file.state && bar && !file.isDropped) {
      bar.value = file.progress;
      return;
    }
    this.draw();
    if (file.isDropped) return;
    if (file.state === "kept") {
      this.say(this.texts.kept_named, file.name);
      this.changed();
    } else if (file.state === "refused") this.say(`${file.name}: ${this.fault(file)}`);
    else if (["paused", "signed_out"].includes(file.state)) this.say(this.texts[file.state]);
  }

  async remove(file) {
    this.asked = null;
    this.removing.add(file.id);
    file.request ||= newRequest();
    this.say(this.texts.removing);
    this.draw();
    const headers = { "X-Request": file.request };
    const answer = await fetch(`${file.address}/remove`, { method: "POST", headers }).catch(() => null);
    this.removing.delete(file.id);
    if (answer?.ok) {
      this.gone.add(file.id);
      this.say(this.texts.removed, file.name);
      this.changed();
    } else if (answer && answer.status < 500) {
      this.say((await answer.json().catch(() => ({}))).message || this.texts.not_removed, file.name);
    } else this.say(this.texts.not_removed, file.name);
    this.draw();
    this.focus(this.data.may_add && this.left ? "add" : `remove.${file.id}`);
  }

  /** An answer that is sent takes no more files: it waits for those under way. */
  holdSending(event) {
    const isSending = event.target.closest?.(`.${CSS.escape(this.data.send_class)} button`);
    if (!isSending || !this.queue?.underWay.length) return;
    event.preventDefault();
    event.stopPropagation();
    this.say(this.texts.still_sending);
    this.status.scrollIntoView({ block: "center" });
  }
}
