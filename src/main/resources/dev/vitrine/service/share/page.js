'use strict';
(() => {
  const images = document.getElementById('images');
  const viewer = document.getElementById('viewer');
  const picture = viewer.querySelector('img');
  const lock = document.getElementById('lock');
  const language = document.documentElement.lang;
  // Of a page with a password: how each link gets its image.
  const decrypted = new WeakMap();
  let at = -1;

  for (const time of document.querySelectorAll('time')) {
    time.textContent = new Date(time.dateTime).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  }

  const links = () => Array.from(images.querySelectorAll('a'));

  const show = async index => {
    const all = links();
    if (index < 0 || index >= all.length) {
      return;
    }
    at = index;
    const link = all[at];
    const title = link.parentElement.querySelector('bdi');
    viewer.querySelector('bdi').textContent = title ? title.textContent : '';
    picture.alt = link.querySelector('img').alt;
    picture.removeAttribute('src');
    document.getElementById('previous').hidden = at === 0;
    document.getElementById('next').hidden = at === all.length - 1;
    if (!viewer.open) {
      viewer.showModal();
    }
    const source = decrypted.has(link) ? await decrypted.get(link)() : link.href;
    if (at === index && viewer.open && source) {
      picture.src = source;
    }
  };

  images.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(links().indexOf(link));
    }
  });
  document.getElementById('previous').addEventListener('click', () => show(at - 1));
  document.getElementById('next').addEventListener('click', () => show(at + 1));
  document.getElementById('close').addEventListener('click', () => viewer.close());
  picture.addEventListener('click', () => viewer.close());
  viewer.addEventListener('close', () => {
    picture.removeAttribute('src');
    const link = links()[at];
    if (link) {
      link.focus();
    }
  });
  viewer.addEventListener('keydown', event => {
    if (event.key === 'ArrowLeft') {
      show(at - 1);
    } else if (event.key === 'ArrowRight') {
      show(at + 1);
    }
  });

  if (!lock) {
    return;
  }
  if (!window.isSecureContext || !window.crypto || !window.crypto.subtle) {
    document.getElementById('insecure').hidden = false;
    return;
  }

  const NONCE_BYTES = 12;
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const opened = (key, sealed) =>
    crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.slice(0, NONCE_BYTES) }, key, sealed.slice(NONCE_BYTES));

  const keyOf = async password => {
    const typed = new TextEncoder().encode(password.normalize('NFC'));
    const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
    return crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(lock.dataset.salt), iterations: Number(lock.dataset.rounds) },
      base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  };

  // Asks for an image once, when it is wanted.
  const loader = (key, address) => {
    let made = null;
    return () => {
      made = made || fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
        .then(answer => answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(answer.status)))
        .then(sealed => opened(key, new Uint8Array(sealed)))
        .then(clear => URL.createObjectURL(new Blob([clear], { type: 'image/jpeg' })))
        .catch(() => {
          made = null;
          return '';
        });
      return made;
    };
  };

  const small = new WeakMap();
  const sight = new IntersectionObserver(entries => {
    for (const entry of entries.filter(each => each.isIntersecting)) {
      sight.unobserve(entry.target);
      small.get(entry.target)().then(source => {
        if (source) {
          entry.target.src = source;
        }
      });
    }
  }, { rootMargin: '600px' });

  const figure = (key, image) => {
    const shown = document.createElement('img');
    shown.alt = image.title;
    small.set(shown, loader(key, image.small));
    sight.observe(shown);
    const link = document.createElement('a');
    link.href = '#';
    link.append(shown);
    decrypted.set(link, loader(key, image.large));
    const whole = document.createElement('figure');
    whole.className = image.shape;
    whole.append(link);
    if (image.title) {
      const title = document.createElement('bdi');
      title.textContent = image.title;
      const caption = document.createElement('figcaption');
      caption.append(title);
      whole.append(caption);
    }
    return whole;
  };

  const open = async password => {
    const key = await keyOf(password);
    const page = JSON.parse(new TextDecoder().decode(await opened(key, bytes(lock.dataset.payload))));
    document.title = page.title || page.count;
    document.querySelector('h1 bdi').textContent = page.title || page.count;
    lock.remove();
    images.append(...page.images.map(image => figure(key, image)));
  };

  lock.hidden = false;
  lock.addEventListener('submit', async event => {
    event.preventDefault();
    const field = document.getElementById('password');
    const button = lock.querySelector('button');
    document.getElementById('wrong').hidden = true;
    document.getElementById('opening').hidden = false;
    button.disabled = true;
    try {
      await open(field.value);
    } catch {
      document.getElementById('opening').hidden = true;
      document.getElementById('wrong').hidden = false;
      button.disabled = false;
      field.select();
    }
  });
  document.getElementById('password').focus();
})();
