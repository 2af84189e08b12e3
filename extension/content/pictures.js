/**
 * Pictures that the tutor attaches. What their files give away is asked of the guard on this machine: bytes go through memory to
 * it and nowhere else, the original's head for the metadata, a small copy for the likeness to the logo. Whom they show only the
 * tutor can say; the answers stand with the picture until it is sent.
 */
const pictures = (() => {
  const HEAD = 262_144; // bytes: EXIF, IPTC and XMP stand at the front of a JPEG, and anywhere in other files
  const LARGEST = 24_000_000; // bytes of another file that is sent whole; the browser carries no more than 64 MB at once
  const SIDE = 512; // pixels of the copy
  /** @typedef {{ name: string, type: string, answers: PictureAnswers, looked: Promise<Seen | null> }} Attached */
  /** @type {Attached[]} */
  let attached = [];
  let version = 0;

  /**
   * By a reader, for it gives text: in Firefox the bytes themselves would be the page's, which this script may not touch.
   * @param {Blob} blob
   * @returns {Promise<string>}
   */
  function encoded(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/u, ""));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
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
    const whole = file.size <= (file.type === "image/jpeg" ? HEAD : LARGEST);
    const head = await encoded(whole ? file : file.slice(0, HEAD));
    const { answer: first } = await worker.ask("picture", { name: file.name, type: file.type, bytes: head });
    if (whole || !first) return first ?? null;
    const copy = await small(file).then(encoded).catch(() => null); // what the browser cannot draw has no likeness
    const second = copy && (await worker.ask("picture", { name: file.name, type: "image/jpeg", bytes: copy })).answer;
    return { ...(second || first), ...first, logo_likeness: (second || first).logo_likeness };
  }

  return Object.freeze({
    /** @param {Event} event a file picked, dropped or pasted */
    on(event) {
      const target = event.composedPath()[0];
      const picked = event.type === "change" && target instanceof HTMLInputElement && target.type === "file" ? target.files : null;
      const moved = event instanceof DragEvent ? event.dataTransfer : event instanceof ClipboardEvent ? event.clipboardData : null;
      for (const file of picked ?? moved?.files ?? []) {
        if (!file.type.startsWith("image/")) continue;
        attached.push({ name: file.name, type: file.type, answers: {}, looked: look(file).catch(() => null) });
        version++;
      }
    },

    get version() {
      return version;
    },

    get none() {
      return attached.length === 0;
    },

    /**
     * The pictures for a draft: what the tutor says of them, and what looking at them found.
     * @returns {Promise<Picture[]>}
     */
    described: () => Promise.all(attached.map(async ({ name, type, answers, looked }) => ({ name, type, ...answers, ...(await looked) }))),

    /**
     * @param {string} name
     * @param {PictureAnswers} answers
     */
    answer(name, answers) {
      for (const picture of attached) if (picture.name === name) Object.assign(picture.answers, answers);
      version++;
    },

    /**
     * Taken out again in the site's own dialog, as only the tutor can say: no event tells.
     * @param {string} name
     */
    drop(name) {
      attached = attached.filter((one) => one.name !== name);
      version++;
    },

    forget() {
      if (attached.length === 0) return;
      attached = [];
      version++;
    },
  });
})();
