package dev.vitrine.store;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Keeps bytes under keys. Calls block; they may come from any thread and are stopped by interrupting it (then {@code
/// Cancelled}).
///
/// Every method throws {@link dev.vitrine.image.ImageException} and nothing else.
public interface ObjectStore extends AutoCloseable {
    /// Stores all bytes of the source, durably and all at once: a part is never visible. Never replaces an
    /// original, or a published copy of the rows; a preview is replaced.
    ///
    /// @param sha256 what the bytes must hash to (64 lower-case hex digits), or `""` to take them as they are
    /// @param progress is called with the number of bytes sent so far, often
    /// @throws dev.vitrine.image.ImageException.Conflict when an original is there already
    /// @throws dev.vitrine.image.ImageException.Failed when the bytes do not hash to `sha256`: nothing is stored
    ///   then. The same for a published copy where the store cannot write on the condition that nothing is there:
    ///   several write those at once
    void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress);

    /// Lets bytes get there that do not pass this machine.
    ///
    /// @param copy does it
    default <T> T bring(ObjectKey key, Supplier<T> copy) {
        return copy.get();
    }

    /// In which class originals are stored; `""` for the usual one, and where there are none.
    default String uploadClass() {
        return "";
    }

    /// The bytes from the beginning; the caller closes the stream. Read errors surface as {@link
    /// java.io.IOException} of the stream.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is nothing under the key
    InputStream open(ObjectKey key);

    /// Bytes of this SHA-256 that are kept on this machine beside the store, checked; no request is made for them.
    default Optional<InputStream> openKept(String sha256) {
        return Optional.empty();
    }

    /// The file with such bytes, as far as can be seen without reading them.
    default Optional<Path> keptFile(String sha256) {
        return Optional.empty();
    }

    /// The file that holds the bytes, where it is one of this machine that others may read. Blocks shortly.
    default Optional<Path> onDisk(ObjectKey key) {
        return Optional.empty();
    }

    /// The bytes from `offset` on, `length` of them or as many as there are.
    InputStream open(ObjectKey key, long offset, long length);

    /// What is left of bytes whose beginning was read before.
    ///
    /// @param version of that beginning, see [Versioned]
    /// @throws dev.vitrine.image.ImageException.Conflict when other bytes are there by now
    default InputStream openRest(ObjectKey key, long offset, String version) {
        return open(key, offset, Long.MAX_VALUE);
    }

    /// A stream of bytes that tells which they are, where the store knows.
    interface Versioned {
        /// `""` when nobody knows.
        String version();

        /// Of all bytes under the key, in small letters, where the store tells it.
        Optional<String> md5();
    }

    Optional<StoredObject> find(ObjectKey key);

    /// True when the bytes under the key are those of the source: they are read where nothing cheaper tells.
    ///
    /// @param sha256 of the source
    default boolean holds(ObjectKey key, ImageSource source, String sha256) {
        try {
            Optional<StoredObject> stored = find(key);
            return stored.isPresent()
                    && stored.get().sizeBytes() == source.size()
                    && Sha256.of(new StoredBytes(this, stored.get()), _ -> {}).equals(sha256);
        } catch (ImageException.NotFound _) {
            return false;
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
    }

    /// Asks for bytes out of an archive; it is fine when they can be read already, or were asked for before.
    ///
    /// @return what is known of them now
    /// @throws dev.vitrine.image.ImageException.NotFound when there is nothing under the key
    default StorageState bringBack(ObjectKey key, BringBack request) {
        return find(key)
                .map(StoredObject::storage)
                .orElseThrow(() -> new ImageException.NotFound("There are no bytes at " + quoted(key.path()) + "."));
    }

    /// A small file that several write, as it is now; empty when there is none.
    ///
    /// @param maxBytes what is longer is none of ours
    /// @throws dev.vitrine.image.ImageException.Failed when it is longer
    default Optional<Document> document(ObjectKey key, int maxBytes) {
        try (InputStream bytes = open(key)) {
            byte[] content = bytes.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new ImageException.Failed(
                        quoted(key.path()) + " is longer than anything that Vitrine writes there; it stays as it is.");
            }
            return Optional.of(new Document(content, bytes instanceof Versioned known ? known.version() : ""));
        } catch (ImageException.NotFound _) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.reading(key.path(), e);
        }
    }

    /// Writes such a file, durably and all at once, if it is still the one that was read.
    ///
    /// Where a server knows no conditions it is looked before: of two who write at the very same moment, one may
    /// then be lost.
    ///
    /// @param version of what this replaces; `""` when there was nothing
    /// @throws dev.vitrine.image.ImageException.Conflict when it is another by now; that stays
    void replace(ObjectKey key, byte[] content, String version);

    /// Writes such a file where there is none, at most once: somebody who removes it while the answer is on its way
    /// does not see it come back.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when there is one; that stays
    /// @throws dev.vitrine.image.ImageException.Unreachable when there is none and nobody knows whether there was
    default void create(ObjectKey key, byte[] content) {
        replace(key, content, "");
    }

    /// @param version tells it from every other that was or will be there
    record Document(byte[] content, String version) {}

    /// Removes such a file, if it is still the one that was read; it is fine when it is gone already.
    ///
    /// Where a server knows no conditions it is looked before, as above.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when it is another by now; that stays
    void delete(ObjectKey key, String version);

    /// Removes the bytes; it is fine when there are none.
    ///
    /// @return true when the store keeps them all the same, as a former version that whoever runs it can bring back
    boolean delete(ObjectKey key);

    /// Moves bytes to another key, where they appear all at once. After a crash they may be under both; the next
    /// move ends that.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is nothing to move
    /// @throws dev.vitrine.image.ImageException.Conflict when there are other bytes at the other key; nothing is
    ///   moved then
    void move(ObjectKey from, ObjectKey to);

    /// Puts the bytes under another key as well, all at once, without sending them anywhere; they are the same
    /// under both when this returns. It is fine when they are there already.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is nothing to copy
    /// @throws dev.vitrine.image.ImageException.Conflict when there are other bytes at the other key; those stay
    void copy(ObjectKey from, ObjectKey to);

    /// Everything that is stored, whoever put it there, as it is at this moment and in no particular order. Read
    /// page by page while `found` is called, so that a library of any size fits.
    void list(Consumer<Listed> found);

    /// The same, of what begins like this.
    default void list(String prefix, Consumer<Listed> found) {
        list(each -> {
            if (each.path().startsWith(prefix)) {
                found.accept(each);
            }
        });
    }

    /// True when an original of ours is stored: no more is listed than it takes to find one.
    default boolean hasOriginals() {
        var found = new AtomicBoolean();
        list(each -> found.compareAndSet(false, each.isOwnOriginal()));
        return found.get();
    }

    /// True when something lies in the place of these bytes that is none, such as a folder or a link, so that they
    /// cannot be stored. A bucket has nothing like that.
    default boolean isBlocked(ObjectKey key) {
        return false;
    }

    /// Moves that into the quarantine.
    ///
    /// @return the path where it is now
    default String unblock(ObjectKey key) {
        throw new ImageException.NotFound("Nothing is in the way of " + quoted(key.path()) + ".");
    }

    /// The copies that were made to be linked to, by whomever; none where there are no links.
    default List<ObjectKey> sharedCopies() {
        return List.of();
    }

    /// What time it is by the clock that says when things were stored: that of this machine where the store
    /// tells of no other. Asks the store.
    default Instant now() {
        return World.here().now();
    }

    /// Originals of ours that were begun to be stored and have neither ended nor been removed: they take room and
    /// are invisible. One may still be under way elsewhere; what this machine will go on with is left out, and so
    /// is what other programs began.
    List<Unfinished> unfinished();

    /// Removes what {@link #unfinished} listed; it is fine when it has ended or is gone.
    void discard(Unfinished unfinished);

    @Override
    void close();

    /// What is under a key, as a source.
    record StoredBytes(ObjectStore objects, StoredObject stored) implements ImageSource {
        @Override
        public String name() {
            return stored.key().path();
        }

        @Override
        public long size() {
            return stored.sizeBytes();
        }

        @Override
        public InputStream open() {
            return objects.open(stored.key());
        }
    }

    /// @param contentType `""` when the store does not know it
    record StoredObject(ObjectKey key, long sizeBytes, String contentType, StorageState storage) {
        public StoredObject(ObjectKey key, long sizeBytes, String contentType) {
            this(key, sizeBytes, contentType, StorageState.UNKNOWN);
        }
    }

    /// @param path anything that a bucket or folder can hold, written by anyone
    /// @param storageClass `""` where the store has none
    record Listed(String path, long sizeBytes, Instant modifiedAt, String storageClass) {
        public Listed(String path, long sizeBytes, Instant modifiedAt) {
            this(path, sizeBytes, modifiedAt, "");
        }

        /// Empty when Vitrine would never store anything there.
        public Optional<ObjectKey> key() {
            return ObjectKey.ofPath(path);
        }

        public boolean isOwnOriginal() {
            return key().filter(ObjectKey::isOwnOriginal).isPresent();
        }
    }

    /// @param uploadId the service's name for it, `""` where the path is enough
    record Unfinished(String path, String uploadId, Instant startedAt) {}
}
