// "Perhaps the same?": asks for similar problems while a title is typed, and shows them under it.
// It listens, and nothing waits for it: whatever fails, the title goes on as if this were not there.
// Every sentence comes with the data; titles were typed by people and are only ever set as text.

const SHORTEST = 8; // letters of a title that can be compared
const panels = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const panel = panels.get(parentElement) || new Panel(parentElement);
  panels.set(parentElement, panel);
  panel.refresh(data, setTriggerValue);
  return () => {
    panel.leave();
    panels.delete(parentElement);
  };
}

function element(kind, properties, ...children) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...children);
  return made;
}

function named(name, made) {
  made.setAttribute("aria-label", name);
  return made;
}

class Panel {
  constructor(root) {
    this.asked = null;
    this.waiting = null;
    this.heading = element("p", { className: "heading" });
    this.heading.setAttribute("role", "status"); // told politely, between two words that are typed
    this.hint = element("p", { className: "hint", hidden: true });
    this.list = element("ul");
    root.append(this.heading, this.hint, this.list);
    this.hear = ({ detail }) => {
      if (detail?.answer !== this.data.answer || detail.field !== this.data.field) return;
      this.isTyped = true; // from now on the stored text is older than what is typed
      this.ask(detail.text);
    };
    window.addEventListener("rembuk:typed", this.hear);
  }

  refresh(data, setTriggerValue) {
    this.data = data;
    this.support = (id) => setTriggerValue("support", id);
    if (!this.isTyped) this.ask(data.text);
  }

  leave() {
    window.removeEventListener("rembuk:typed", this.hear);
    this.waiting?.abort();
  }

  async ask(typed) {
    const text = String(typed ?? "").trim();
    if (text === this.asked) return;
    this.asked = text;
    this.waiting?.abort();
    if (text.length < SHORTEST) return this.show([]);
    this.waiting = new AbortController();
    try {
      const answer = await fetch("/similar", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ cycle: this.data.cycle, answer: this.data.answer, text }),
        signal: this.waiting.signal,
      });
      if (answer.ok && text === this.asked) this.show((await answer.json()).problems);
    } catch {
      if (text === this.asked) this.asked = null; // nothing is shown; the next pause asks again
    }
  }

  show(problems) {
    const { found, hint } = this.data.texts;
    this.heading.textContent = problems.length ? found : "";
    this.hint.textContent = hint;
    this.hint.hidden = !problems.some((one) => one.may_support);
    this.list.replaceChildren(...problems.map((one) => this.line(one)));
  }

  line(one) {
    const { open, open_help, support, support_help } = this.data.texts;
    const name = (sentence) => sentence.replace("{title}", () => one.title);
    const acts = element("div", { className: "acts" });
    acts.append(
      named(
        name(open_help),
        element("a", {
          href: `${this.data.page}?id=${encodeURIComponent(one.id)}`,
          target: "_blank",
          rel: "noopener",
          textContent: open,
        }),
      ),
    );
    if (one.may_support) {
      const button = named(name(support_help), element("button", { type: "button", textContent: support }));
      button.addEventListener("click", () => this.support(one.id));
      acts.append(button);
    }
    return element(
      "li",
      {},
      element("p", { className: "title", textContent: one.title }),
      element("p", { className: "about", textContent: one.about }),
      acts,
    );
  }
}
