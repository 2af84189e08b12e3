/**
 * Pictures that the tutor attaches: what their files give away is asked of the guard on this machine, and the tutor is asked whom
 * they show. Bytes go through memory to the guard and nowhere else; the original's head has the metadata, a small copy the likeness.
 */
const pictures = (() => {
  const HEAD = 262_144; // bytes: EXIF, IPTC and XMP stand at the front of a file
  const SIDE = 512; // pixels of the copy
  const LIKE = 0.85;
  /** @typedef {{ name: string, type: string, consent: string | boolean | null, looked: Promise<Seen | null> }} Attached */
  /** @type {Attached[]} */
  let attached = [];
  let version = 0;

  /** @param {Blob} blob */
  async function encoded(blob) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return btoa(binary);
  }

  /** @param {File} file */
  async function small(file) {
    const whole = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
    const canvas = new OffscreenCanvas(Math.max(1, whole.width * scale), Math.max(1, whole.height * scale));
    canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  }

  /**
   * What there is to see; null where nothing could be looked at.
   * @param {File} file
   * @returns {Promise<Seen | null>}
   */
  async function look(file) {
    const whole = file.size <= HEAD;
    const head = await encoded(whole ? file : file.slice(0, HEAD));
    const { answer: first } = await worker.ask("picture", { name: file.name, type: file.type, bytes: head });
    if (whole || !first) return first ?? null;
    const copy = await small(file).then(encoded).catch(() => null); // what the browser cannot draw has no likeness
    const second = copy && (await worker.ask("picture", { name: file.name, type: "image/jpeg", bytes: copy })).answer;
    return { ...first, logo_likeness: (second || first).logo_likeness };
  }

  /** @param {Iterable<File>} files */
  function add(files) {
    for (const file of files) {
      if (!file.type.startsWith("image/")) continue;
      attached.push({ name: file.name, type: file.type, consent: null, looked: look(file).catch(() => null) });
      version++;
    }
  }

  /**
   * @param {Attached} picture
   * @param {Seen} seen
   * @returns {Finding[]}
   */
  function said(picture, seen) {
    const at = { kind: "image", verdict: "caution", text: picture.name, span: null };
    /** @type {Finding[]} */
    const found = [];
    if (seen.gps) found.push({ ...at, clause: "6.4", reasons: [words.say("picture_gps")] });
    if (seen.copyright) found.push({ ...at, clause: "5.12", reasons: [words.say("picture_owner", seen.copyright)] });
    else if (seen.stock) found.push({ ...at, clause: "5.12", reasons: [words.say("picture_stock", seen.stock)] });
    if ((seen.logo_likeness ?? 0) >= LIKE) found.push({ ...at, clause: "6.3", reasons: [words.say("picture_logo")] });
    return found;
  }

  return Object.freeze({
    /** @param {Event} event a file picked, dropped or pasted */
    on(event) {
      const target = event.composedPath()[0];
      const picked = event.type === "change" && target instanceof HTMLInputElement && target.type === "file" ? target.files : null;
      const moved = event instanceof DragEvent ? event.dataTransfer : event instanceof ClipboardEvent ? event.clipboardData : null;
      add(picked ?? moved?.files ?? []);
    },

    get version() {
      return version;
    },

    get none() {
      return attached.length === 0;
    },

    /** The pictures for a draft, and what looking at them found. */
    async judged() {
      const looked = await Promise.all(attached.map(async (picture) => ({ picture, seen: await picture.looked })));
      return {
        asked: attached.map(({ name, type, consent }) => ({ name, type, consent })),
        found: looked.flatMap(({ picture, seen }) => (seen ? said(picture, seen) : [])),
      };
    },

    /** @param {string | boolean} consent what the tutor says of the people shown */
    consent(consent) {
      for (const picture of attached) picture.consent = consent;
      version++;
    },

    forget() {
      if (attached.length === 0) return;
      attached = [];
      version++;
    },
  });
})();
