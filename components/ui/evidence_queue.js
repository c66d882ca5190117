// Files under way. Each is kept in the browser from the moment it was chosen until the server has it, so that it
// goes on after a closed tab, bound to its answer and its person; each is sent under one request id, however often.

const WEEK_MS = 7 * 24 * 3600 * 1000; // the server remembers requests as long
const SILENCE_MS = 60000; // a connection that says nothing for so long is given up
const LONGEST_PAUSE_MS = 30000;
const MOST_TRIES = 2; // to shrink: a photo that closed the tab twice would close it again

// ── the browser's own store; where there is none, a file under way lives as long as its page ──
function stored(mode, act) {
  return new Promise((done) => {
    let opening;
    try {
      opening = indexedDB.open("rembuk", 1);
    } catch {
      return done(undefined);
    }
    opening.onupgradeneeded = () => opening.result.createObjectStore("evidence", { keyPath: "request" });
    opening.onerror = opening.onblocked = () => done(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      const finish = (value) => {
        database.close();
        done(value);
      };
      try {
        const transaction = database.transaction("evidence", mode);
        const asked = act(transaction.objectStore("evidence"));
        transaction.oncomplete = () => finish(asked.result);
        transaction.onerror = transaction.onabort = () => finish(undefined);
      } catch {
        finish(undefined);
      }
    };
  });
}

const keep = (file) => stored("readwrite", (store) => store.put(file.record));
const forget = (file) => stored("readwrite", (store) => store.delete(file.record.request));

function newRequest() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/** Fit to be kept: no signs, not too long, a photo with the ending of what it becomes. */
function nameOf(file, unnamed) {
  const bare = file.name.replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, "").trim();
  const isDocument = /\.pdf$/i.test(bare);
  const stem = (isDocument ? bare.slice(0, -4) : bare.replace(/\.[A-Za-z0-9]{1,5}$/, "")).slice(0, 100);
  return (stem || unnamed) + (isDocument ? ".pdf" : ".jpg");
}

class Queue {
  constructor(answer, person) {
    Object.assign(this, { answer, person, files: [], listeners: new Set(), isWorking: false });
    addEventListener("online", () => this.wake());
    this.resumed = this.resume();
  }

  /** state: preparing, waiting, sending, checking, paused, signed_out, kept, refused */
  tell(file, state, more = {}) {
    Object.assign(file, { state, ...more });
    this.listeners.forEach((listener) => listener(file));
  }

  get underWay() {
    return this.files.filter((file) => file.state !== "kept" && file.state !== "refused");
  }

  async resume() {
    const records = (await stored("readonly", (store) => store.getAll())) || [];
    for (const record of records) {
      if (Date.now() - record.at > WEEK_MS) forget({ record });
      else if (record.answer === this.answer && record.person === this.person) this.take(record);
    }
    this.work();
  }

  async add(chosen, unnamed) {
    await this.resumed;
    for (const file of chosen) {
      const about = { request: newRequest(), answer: this.answer, person: this.person, at: Date.now() };
      const taken = this.take({ ...about, name: nameOf(file, unnamed), blob: file, isReady: false, tries: 0 });
      await keep(taken);
    }
    this.work();
  }

  take(record) {
    const file = { record, name: record.name, state: "waiting", progress: 0, pause: 1000 };
    this.files.push(file);
    this.tell(file, "waiting");
    return file;
  }

  /** What the page lists by now need not stand here as well. */
  settle(ids) {
    this.files = this.files.filter((file) => file.state !== "kept" || !ids.has(file.id));
  }

  /** Gone from here; what has reached the server by now is there. */
  async drop(file) {
    file.isDropped = true;
    file.request?.abort();
    this.files = this.files.filter((other) => other !== file);
    this.tell(file, file.state);
    this.wake();
    await forget(file);
  }

  wake() {
    this.files.forEach((file) => file.wake?.());
    this.work();
  }

  /** One after the other: a phone's memory and a village's line hold no two. */
  async work() {
    if (this.isWorking || !this.limits) return;
    this.isWorking = true;
    for (let file; (file = this.files.find((other) => other.state === "waiting")); ) {
      try {
        await this.prepare(file);
        await this.send(file);
        this.tell(file, "kept", { progress: 1 });
      } catch (fault) {
        if (!file.isDropped) this.tell(file, "refused", fault);
      }
      await forget(file);
    }
    this.isWorking = false;
  }

  async prepare(file) {
    if (file.record.isReady) return;
    this.tell(file, "preparing");
    if (++file.record.tries > MOST_TRIES) throw { fault: "broken" };
    await keep(file);
    file.record.blob = await prepared(file.record.blob, this.limits);
    file.record.isReady = true;
    await keep(file);
  }

  async send(file) {
    while (!file.isDropped) {
      this.tell(file, "sending", { progress: 0 });
      const answer = await this.post(file);
      if (answer.status === 201) return Object.assign(file, { id: answer.body.id });
      if (file.isDropped) break;
      if (answer.status === 401) await this.pause(file, "signed_out", Infinity);
      else if (answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status)) {
        throw { sentence: answer.body.message || "", fault: "broken" };
      } else await this.pause(file, "paused", (file.pause = Math.min(file.pause * 2, LONGEST_PAUSE_MS)));
    }
    throw { fault: "dropped" };
  }

  pause(file, state, milliseconds) {
    return new Promise((done) => {
      const timer = milliseconds === Infinity ? 0 : setTimeout(done, milliseconds);
      file.wake = () => {
        clearTimeout(timer);
        file.wake = null;
        done();
      };
      this.tell(file, state);
    });
  }

  /** {status, body}; status 0 when nobody answered. */
  post(file) {
    return new Promise((done) => {
      const request = (file.request = new XMLHttpRequest());
      let watch;
      const hear = () => {
        clearTimeout(watch);
        watch = setTimeout(() => request.abort(), SILENCE_MS);
      };
      request.open("POST", "/evidence");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("X-Request", file.record.request);
      request.setRequestHeader("X-Answer", this.answer);
      request.setRequestHeader("X-Name", encodeURIComponent(file.name));
      request.upload.onprogress = (event) => {
        hear();
        this.tell(file, "sending", { progress: event.loaded / event.total });
      };
      request.upload.onload = () => this.tell(file, "checking", { progress: 1 });
      request.onloadend = () => {
        clearTimeout(watch);
        let body = {};
        try {
          body = JSON.parse(request.responseText);
        } catch {
          // somebody between us and the server answered
        }
        done({ status: request.status, body });
      };
      hear();
      request.send(file.record.blob);
    });
  }
}

const queues = new Map();

function queueOf({ answer, person, limits }) {
  const name = `${person} ${answer}`;
  if (!queues.has(name)) queues.set(name, new Queue(answer, person));
  const queue = queues.get(name);
  if (!queue.limits) {
    queue.limits = limits;
    queue.resumed.then(() => queue.work());
  }
  return queue;
}
