// Where the page is served. A deployment's API, and the page with it, lie below /v1/; a server of one's own is all of its
// address. There the link that the server prints brings a key, and the browser keeps one that ends with the server: a later
// page at this address, served by another program on its port then, could read it. In the cloud people type their key, and neither that
// nor anything else outlives the tab.

export const isCloud = location.pathname.startsWith('/v1/');

const storage = () => isCloud ? sessionStorage : localStorage;

// Storage can be forbidden: then all that is kept lasts as long as the page.
export function recall(name) {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
}

export function keep(name, text) {
  try {
    storage().setItem(name, text);
  } catch {
    // see above
  }
}

export function forget(name) {
  try {
    storage().removeItem(name);
  } catch {
    // see above
  }
}
