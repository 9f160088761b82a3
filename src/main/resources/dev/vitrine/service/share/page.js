'use strict';
(() => {
  const images = document.getElementById('images');
  const viewer = document.getElementById('viewer');
  const picture = viewer.querySelector('img');
  const name = viewer.querySelector('bdi');
  let at = -1;

  for (const time of document.querySelectorAll('time')) {
    time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang,
      { dateStyle: 'long', timeStyle: 'short' });
  }

  const links = () => Array.from(images.querySelectorAll('a'));

  const show = index => {
    const all = links();
    if (index < 0 || index >= all.length) {
      return;
    }
    at = index;
    const small = all[at].querySelector('img');
    const title = all[at].parentElement.querySelector('bdi');
    name.textContent = title ? title.textContent : '';
    picture.alt = small.alt;
    picture.src = all[at].href;
    document.getElementById('previous').hidden = at === 0;
    document.getElementById('next').hidden = at === all.length - 1;
    if (!viewer.open) {
      viewer.showModal();
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
})();
