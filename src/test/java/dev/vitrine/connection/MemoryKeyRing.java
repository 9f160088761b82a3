package dev.vitrine.connection;

import dev.vitrine.connection.keyring.KeyRing;
import dev.vitrine.image.ImageException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A key ring of a test, which can be locked.
public final class MemoryKeyRing implements KeyRing {
    public final SortedMap<String, String> kept = new TreeMap<>();
    public boolean locked;
    public int asked;

    @Override
    public void keep(String name, String secret) {
        requireUnlocked();
        kept.put(name, secret);
    }

    @Override
    public Optional<String> find(String name) {
        asked++;
        requireUnlocked();
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void forget(String name) {
        requireUnlocked();
        kept.remove(name);
    }

    @Override
    public boolean isThere() {
        return true;
    }

    private void requireUnlocked() {
        if (locked) {
            throw new ImageException.Failed("It is locked.");
        }
    }
}
