// What was typed into a draft and never stored, shown once the draft can only be read: to copy, or to give up.

function left({data, parentElement}) {
  parentElement.querySelectorAll(".left, style").forEach(old => old.remove());
  const root = element("div", "field left");
  for (const [field, label] of Object.entries(data.labels)) {
    const key = `${data.person}.${data.answer}.${field}`;
    const found = stored(key);
    if (found !== null) drawLeft(root, data, key, label, found.typed);
  }
  if (root.childElementCount > 0) parentElement.append(element("style", "", STYLE), root);
}

function drawLeft(root, data, key, label, typed) {
  const box = add(root, "div", "box");
  const text = inWords(data, typed);
  add(box, "p", "", fill(WORDS.left_over, {label}));
  add(box, "p", "quote", text);
  const acts = add(box, "div", "acts");
  act(acts, WORDS.copy, event => copied(event.currentTarget, text));
  act(acts, WORDS.give_up, () => {
    forget(key);
    records.delete(key);
    box.remove();
  });
}

async function copied(button, text) {
  await attempt(() => navigator.clipboard.writeText(text));
  button.textContent = WORDS.copied;
}
