// The scales of one answer: rows of large numbers, the anchor beside the name, "tidak tahu" last.
// A tap is handed to the page at once. A key from 1 to 5 (0: not known) scores and goes on to the next scale.
// Every sentence comes with the data.

const views = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const view = views.get(parentElement) || new Scales(parentElement);
  views.set(parentElement, view);
  view.refresh(data, setStateValue);
  return () => views.delete(parentElement);
}

function element(kind, properties, ...children) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...children);
  return made;
}

class Scales {
  constructor(root) {
    this.taps = {}; // what was tapped here and not read back from the database: criterion -> {score, tap}
    this.seen = {}; // what the database said last, since the last tap
    this.scales = new Map();
    this.root = element("div", { className: "scales" });
    root.append(this.root);
  }

  refresh(data, setStateValue) {
    this.data = data;
    if (!data.is_open) this.taps = {}; // what was refused must not look as if it were kept
    this.send = () => setStateValue("taps", { ...this.taps });
    for (const question of data.scales) {
      if (!this.scales.has(question.criterion)) this.scales.set(question.criterion, this.build(question));
      this.follow(question);
    }
  }

  build(question) {
    const scale = { meaning: element("span", { className: "meaning" }), radios: [] };
    const row = element("div", { className: "row" });
    for (const step of [1, 2, 3, 4, 5, 0]) {
      const radio = element("input", { type: "radio", name: question.criterion, value: step });
      radio.setAttribute("aria-label", step ? question.anchors[step - 1] : this.data.texts.unknown);
      radio.addEventListener("change", () => this.tap(question.criterion, step));
      const text = element("span", { textContent: step || this.data.texts.unknown });
      row.append(element("label", { className: step ? "step" : "step unknown" }, radio, text));
      scale.radios.push(radio);
    }
    const name = element("legend", {}, element("strong", { textContent: question.label }), " ", scale.meaning);
    const field = element("fieldset", {}, name, row);
    field.addEventListener("keydown", (event) => this.key(event, question.criterion));
    this.root.append(field);
    return scale;
  }

  key(event, criterion) {
    if (!/^[0-5]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const radio = this.scales.get(criterion).radios.find((one) => one.value === event.key);
    if (radio.disabled) return;
    radio.checked = true;
    this.tap(criterion, Number(event.key));
    const all = [...this.scales.keys()];
    const next = this.scales.get(all[all.indexOf(criterion) + 1]);
    (next ? next.radios.find((one) => one.checked) || next.radios[0] : radio).focus();
  }

  tap(criterion, score) {
    this.taps[criterion] = { score, tap: Date.now() };
    delete this.seen[criterion];
    this.show(this.question(criterion), score);
    this.send();
  }

  // Another device may have said something else meanwhile; what was tapped here and is on its way stands.
  follow(question) {
    const { criterion, own } = question;
    const tapped = this.taps[criterion];
    const isRead = own === this.seen[criterion];
    const isOnItsWay = tapped && this.seen[criterion] !== tapped.score && Date.now() - tapped.tap < 5000;
    if (tapped && own === tapped.score) this.seen[criterion] = own;
    else if (!isRead && !isOnItsWay) {
      delete this.taps[criterion];
      this.seen[criterion] = own;
    }
    this.show(question, this.taps[criterion] ? this.taps[criterion].score : own);
    for (const radio of this.scales.get(criterion).radios) radio.disabled = !this.data.is_open;
  }

  show(question, score) {
    const scale = this.scales.get(question.criterion);
    for (const radio of scale.radios) radio.checked = radio.value === String(score);
    const { ends, anchors } = question;
    const said = score === null ? ends : score === 0 ? this.data.texts.unknown_chosen : anchors[score - 1];
    if (scale.meaning.textContent !== said) scale.meaning.textContent = said;
  }

  question(criterion) {
    return this.data.scales.find((one) => one.criterion === criterion);
  }
}
