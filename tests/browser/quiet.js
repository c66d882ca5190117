// Runs before the page's own scripts: knows when the server owes this page an answer, so that nobody has to
// wait "long enough". One flag from the wire and one from Streamlit itself; see Person.settle.
(() => {
  const CLIENT_ASKS_FOR_A_RUN = (11 << 3) | 2; // BackMsg.rerun_script
  const [NEW_SESSION, SCRIPT_FINISHED, EARLY_FOR_RERUN] = [4, 6, 2]; // of ForwardMsg
  const CALM_MS = 60; // what a finished run still sets off in the page, an effect that asks again, comes sooner
  const UNHEARD_MS = 250; // where a test stands in for the wire itself, and nothing is heard here
  const wire = { isOwed: false, at: 0 };

  // What kind of message it is: its first field that is neither hash nor metadata, and that field's number.
  const kind = bytes => {
    let at = 0;
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number();
      const value = number();
      if (tag >> 3 > 2) return [tag >> 3, value];
      at += value;
    }
    return [0, 0];
  };

  const heard = data => {
    const [field, value] = kind(new Uint8Array(data));
    if (field === NEW_SESSION) wire.isOwed = true;
    if (field === SCRIPT_FINISHED && value !== EARLY_FOR_RERUN) wire.isOwed = false;
    wire.at = performance.now();
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", event => heard(event.data));
      this.addEventListener("close", () => (wire.isOwed = false));
    }
    send(data) {
      if (new Uint8Array(data)[0] === CLIENT_ASKS_FOR_A_RUN) wire.isOwed = true;
      wire.at = performance.now();
      super.send(data);
    }
  };

  const isCalm = () =>
    !wire.isOwed &&
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning" &&
    !document.querySelector("[data-testid=stSkeleton]");

  window.untilQuiet = () =>
    new Promise(done => {
      let since = null;
      const calm = wire.at ? CALM_MS : UNHEARD_MS;
      const look = () => {
        const now = performance.now();
        since = isCalm() ? (since ?? now) : null;
        if (since !== null && now - Math.max(since, wire.at) >= calm) done(true);
        else setTimeout(look, 20);
      };
      look();
    });
})();
