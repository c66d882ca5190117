// Back and on: two buttons at the foot of the page, in the thumb's reach. Where they lead to is the page's.
// Beside them, for those who cannot see it above: what is kept by now.

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = document.createElement("div");
  bar.className = "ways";
  for (const way of data.ways) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = way.label;
    button.disabled = !way.is_there;
    button.className = way.is_main ? "main" : "";
    button.addEventListener("click", () => setTriggerValue("way", { to: way.to }));
    bar.append(button);
  }
  const said = parentElement.querySelector(".said") || document.createElement("p");
  said.className = "said";
  said.setAttribute("role", "status");
  if (said.textContent !== data.said) said.textContent = data.said;
  const old = parentElement.querySelector(".ways");
  const at = old ? [...old.children].indexOf(old.getRootNode().activeElement) : -1;
  if (old) old.replaceWith(bar);
  else parentElement.append(bar, said);
  if (at >= 0) bar.children[at].focus();
}
