package dev.vitrine.store;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// A store that passes everything on to another, but for what is overridden; and but for [#onDisk], by which bytes
/// would be read past it.
public interface ForwardingObjectStore extends ObjectStore {
    ObjectStore store();

    @Override
    default void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        store().put(key, source, contentType, sha256, progress);
    }

    @Override
    default String uploadClass() {
        return store().uploadClass();
    }

    @Override
    default Optional<InputStream> openKept(String sha256) {
        return store().openKept(sha256);
    }

    @Override
    default Optional<Path> keptFile(String sha256) {
        return store().keptFile(sha256);
    }

    @Override
    default InputStream open(ObjectKey key) {
        return store().open(key);
    }

    @Override
    default InputStream open(ObjectKey key, long offset, long length) {
        return store().open(key, offset, length);
    }

    @Override
    default InputStream openRest(ObjectKey key, long offset, String version) {
        return store().openRest(key, offset, version);
    }

    @Override
    default boolean holds(ObjectKey key, ImageSource source, String sha256) {
        return store().holds(key, source, sha256);
    }

    @Override
    default Optional<StoredObject> find(ObjectKey key) {
        return store().find(key);
    }

    @Override
    default <T> T bring(ObjectKey key, Supplier<T> copy) {
        return store().bring(key, copy);
    }

    @Override
    default StorageState bringBack(ObjectKey key, BringBack request) {
        return store().bringBack(key, request);
    }

    @Override
    default Optional<Document> document(ObjectKey key, int maxBytes) {
        return store().document(key, maxBytes);
    }

    @Override
    default void replace(ObjectKey key, byte[] content, String version) {
        store().replace(key, content, version);
    }

    @Override
    default void create(ObjectKey key, byte[] content) {
        store().create(key, content);
    }

    @Override
    default void delete(ObjectKey key, String version) {
        store().delete(key, version);
    }

    @Override
    default boolean delete(ObjectKey key) {
        return store().delete(key);
    }

    @Override
    default void move(ObjectKey from, ObjectKey to) {
        store().move(from, to);
    }

    @Override
    default void copy(ObjectKey from, ObjectKey to) {
        store().copy(from, to);
    }

    @Override
    default void list(Consumer<Listed> found) {
        store().list(found);
    }

    @Override
    default void list(String prefix, Consumer<Listed> found) {
        store().list(prefix, found);
    }

    @Override
    default boolean hasOriginals() {
        return store().hasOriginals();
    }

    @Override
    default boolean isBlocked(ObjectKey key) {
        return store().isBlocked(key);
    }

    @Override
    default String unblock(ObjectKey key) {
        return store().unblock(key);
    }

    @Override
    default Instant now() {
        return store().now();
    }

    @Override
    default List<Unfinished> unfinished() {
        return store().unfinished();
    }

    @Override
    default List<ObjectKey> sharedCopies() {
        return store().sharedCopies();
    }

    @Override
    default void discard(Unfinished unfinished) {
        store().discard(unfinished);
    }

    @Override
    default void close() {
        store().close();
    }
}
