// Identity and phone numbers in free text: what components/rules/masking.py finds, found here before anything
// leaves the browser. No look-behind in patterns: phones of 2022 cannot read them.

const DOT = "•";
const NUMBER = "(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,3}(?:[ \\u00a0][0-9]{3})+|[0-9]+)(?:,[0-9]{1,2}|,-)?";
const HARMLESS = [  // [what, what may not stand right before it]
  [`(?:rp|idr|rupiah)[.:]?[ \\u00a0]{0,3}${NUMBER}(?![0-9])`, /[a-z]$/i],
  [`${NUMBER}[ \\u00a0]{0,3}(?:rupiah|rp|idr)(?![a-z]|[.:]?[ \\u00a0]{0,3}[0-9#])`, /[0-9][.,]?$/],
  ["[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?![0-9])(?!\\.[0-9])", /[0-9][.,]?$/],
  ["(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])(?![-.][0-9])", /[0-9][-.]?$/],
  ["[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}(?![0-9])(?![-.][0-9])", /[0-9][-.]?$/],
];
const JOINT = /^(?: ?[-–‑] ?|[. \u00a0]|\) ?| ?\()$/;
const YEAR = /^(?:19|20)[0-9]{2}$/;
const MOBILE = /^(?:0|62)8[1-9][0-9]{6,10}$/;
const LANDLINE = /^0[2-79][0-9]{7,9}$/;

function masked(text, cleared = []) {
  for (const {start, end, digits} of identityNumbers(text)) {
    if (!cleared.includes(digits)) {
      text = text.slice(0, start) + text.slice(start, end).replace(/[0-9]/g, DOT) + text.slice(end);
    }
  }
  return text;
}

function identityNumbers(text) {
  const groups = digitGroups(text);
  const found = [];
  for (let at = 0; at < groups.length; at += 1) {
    const last = lastGroup(groups, at);
    if (last !== null) {
      const end = groups[last].start + groups[last].digits.length;
      found.push({start: groups[at].start, end, digits: joined(groups.slice(at, last + 1))});
      at = last;
    }
  }
  return found;
}

function digitGroups(text) {
  const groups = [];
  for (const found of withoutHarmless(text).matchAll(/([^0-9]*)([0-9]+)/g)) {
    groups.push({start: found.index + found[1].length, digits: found[2], isJoined: JOINT.test(found[1])});
  }
  return groups;
}

function withoutHarmless(text) {
  for (const [pattern, before] of HARMLESS) {
    let from = 0;
    for (;;) {
      const search = new RegExp(pattern, "gi");
      search.lastIndex = from;
      const found = search.exec(text);
      if (found === null) break;
      const end = found.index + found[0].length;
      if (before.test(text.slice(Math.max(0, found.index - 2), found.index))) {
        from = found.index + 1;
      } else {
        text = text.slice(0, found.index) + found[0].replace(/[0-9]/g, "#") + text.slice(end);
        from = end;
      }
    }
  }
  return text;
}

function lastGroup(groups, first) {
  let found = null;
  for (let last = first; last < Math.min(first + 9, groups.length); last += 1) {
    if (last > first && !groups[last].isJoined) break;
    const some = groups.slice(first, last + 1);
    if (joined(some).length > 18) break;
    if (isIdentity(some)) found = last;
  }
  return found;
}

function isIdentity(groups) {
  const digits = joined(groups);
  const first = groups[0].digits;
  if (digits.length === 16 || digits.length === 18) return !groups.every(group => YEAR.test(group.digits));
  if (first.length < (first.startsWith("62") ? 2 : 3)) return false;
  return MOBILE.test(digits) || LANDLINE.test(digits);
}

function joined(groups) {
  return groups.map(group => group.digits).join("");
}
