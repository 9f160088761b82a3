package dev.vitrine.store.local;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.PreviewCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Keeps bytes as files in one folder, which several processes may use at once. Safe for any thread.
///
/// The layout is a bucket's: `{user_id}/{image_id}` and `.vitrine/thumb/{edge}/{image_id}.jpg`. A file is written
/// aside, forced to the disk and only then linked under its name, so that a crash leaves nothing but a leftover that
/// the next start removes. Two users whose names differ in case only share a folder where the file system ignores case;
/// image ids are unique, so their files never meet.
public final class FolderObjectStore implements ObjectStore {
    private final boolean writable;
    private final String refusal;
    private final LibraryFolder places;
    private final Path root;
    private final Path incoming;
    private final PreviewFolder previews;
    private final FolderListing listing;
    private final Obstacles obstacles;

    /// Opens the folder, which is made when it is not there, and removes what crashed processes left behind.
    ///
    /// @throws ImageException when the folder cannot be made or written to
    public FolderObjectStore(Path folder) {
        this(folder, "");
    }

    /// @param refusal what is said of every change; empty where it may be changed
    private FolderObjectStore(Path folder, String refusal) {
        this.writable = refusal.isEmpty();
        this.refusal = refusal;
        try {
            places = writable ? LibraryFolder.made(folder) : LibraryFolder.readOnly(folder);
            root = places.root();
            incoming = places.incoming();
            previews = new PreviewFolder(previews(root));
            listing = new FolderListing(root, incoming);
            obstacles = new Obstacles(root, root.resolve(".vitrine").resolve("quarantine"));
            if (writable) {
                Leftovers.sweepOwn(incoming, "*" + WholeFile.SUFFIX);
            }
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// Opens a folder that may only be looked at, such as a backup: nothing in it is changed.
    public static FolderObjectStore readOnly(Path folder) {
        return readOnly(folder, refusal(folder));
    }

    /// @param refusal what is said of every change
    public static FolderObjectStore readOnly(Path folder, String refusal) {
        return new FolderObjectStore(folder, refusal);
    }

    /// Gives back some of the disk that previews take, which are made again where they are wanted: those that were
    /// not used for the longest time go first.
    ///
    /// @param min what helps: where there is less, nothing goes
    /// @return how many bytes were freed
    public static long makeRoom(Path folder, long min, long max) {
        try (var previews = new PreviewFolder(previews(folder))) {
            return previews.free(min, max);
        }
    }

    private static Path previews(Path root) {
        return root.resolve(".vitrine").resolve("thumb");
    }

    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        checkWritable();
        Path target = places.path(key);
        try {
            if (key.isWrittenOnce() && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw existsAlready(key, null);
            }
            places.makeFolder(incoming);
            try (var file = WholeFile.ownerOnly(incoming)) {
                String written = file.copy(source, progress);
                if (!sha256.isEmpty() && !sha256.equals(written)) {
                    throw new ImageException.Failed(quoted(source.name())
                            + " did not arrive as it was sent: its bytes have another checksum. Try again.");
                }
                places.makeFolder(Folders.of(target));
                publish(key, file, target);
                if (!key.isWrittenOnce()) {
                    previews.written(source.size());
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(key, e);
        } catch (WholeFile.ReadFailure e) {
            throw FileFailures.reading(source.name(), e.getCause());
        } catch (IOException e) {
            throw FileFailures.writing(root, e);
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        InputStream bytes = Channels.newInputStream(channel(key));
        if (writable && !key.isWrittenOnce() && !key.isAlbum()) {
            previews.used(places.path(key));
        }
        return bytes;
    }

    /// For bytes on their way in, which are removed at the start when they are left behind.
    public Path incoming() {
        return incoming;
    }

    /// The previews as what they are here: a cache, which may be emptied at any time.
    public PreviewCache previews() {
        return previews;
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        SeekableByteChannel channel = channel(key);
        FileFailures.whileReading(key.path(), () -> channel.position(offset));
        return new BoundedStream(Channels.newInputStream(channel), length);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        try {
            Path file = places.existing(key);
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new StoredObject(key, attributes.size(), ""));
        } catch (NoSuchFileException _) {
            places.requireRoot();
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.reading(key.path(), e);
        }
    }

    /// What it hashes to is its version.
    @Override
    public Optional<Document> document(ObjectKey key, int maxBytes) {
        return ObjectStore.super
                .document(key, maxBytes)
                .map(found -> new Document(found.content(), FolderDocuments.version(found.content())));
    }

    @Override
    public void replace(ObjectKey key, byte[] content, String version) {
        checkWritable();
        Path target = places.path(key);
        try {
            places.makeFolder(incoming);
            places.makeFolder(Folders.of(target));
            FolderDocuments.replace(key, target, content, version, incoming);
        } catch (IOException e) {
            throw FileFailures.writing(root, e);
        }
    }

    @Override
    public void delete(ObjectKey key, String version) {
        checkWritable();
        try {
            places.makeFolder(incoming);
            FolderDocuments.delete(key, places.path(key), version, incoming);
        } catch (IOException e) {
            throw FileFailures.writing(root, e);
        }
    }

    @Override
    public boolean delete(ObjectKey key) {
        checkWritable();
        try {
            Files.delete(places.existing(key));
        } catch (NoSuchFileException _) {
            // Nothing to remove, which is what was asked for.
        } catch (IOException e) {
            throw FileFailures.writing(root, e);
        }
        return false;
    }

    @Override
    public void move(ObjectKey from, ObjectKey to) {
        bring(from, to, FolderMove::run);
    }

    /// By a second name of the same file, where the disk knows such.
    @Override
    public void copy(ObjectKey from, ObjectKey to) {
        bring(from, to, (source, target) -> {
            boolean isOnePlace =
                    Folders.of(source).toRealPath().equals(Folders.of(target).toRealPath());
            if (!isOnePlace && !FolderMove.link(source, target)) {
                var bytes = new StoredBytes(this, new StoredObject(from, Files.size(source), ""));
                put(to, bytes, "", Sha256.of(bytes, _ -> {}), _ -> {});
            }
        });
    }

    private interface Way {
        void bring(Path source, Path target) throws IOException;
    }

    private void bring(ObjectKey from, ObjectKey to, Way way) {
        checkWritable();
        Path target = places.path(to);
        try {
            Path source = places.existing(from);
            places.makeFolder(Folders.of(target));
            way.bring(source, target);
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(to, e);
        } catch (NoSuchFileException e) {
            throw new ImageException.NotFound(
                    "The bytes of " + quoted(from.path()) + " are not in the library folder.", e);
        } catch (IOException e) {
            throw FileFailures.writing(root, e);
        }
    }

    @Override
    public void list(Consumer<Listed> found) {
        listing.list(found);
        places.requireRoot();
    }

    @Override
    public void list(String prefix, Consumer<Listed> found) {
        if (prefix.startsWith(ObjectKey.OWN) && prefix.endsWith("/")) {
            listing.list(root.resolve(prefix), found);
            places.requireRoot();
        } else {
            ObjectStore.super.list(prefix, found);
        }
    }

    @Override
    public boolean hasOriginals() {
        places.requireRoot();
        return listing.hasOriginals();
    }

    @Override
    public boolean isBlocked(ObjectKey key) {
        return obstacles.in(places.path(key)).isPresent();
    }

    @Override
    public String unblock(ObjectKey key) {
        checkWritable();
        return root.relativize(obstacles.moveAside(places.path(key))).toString();
    }

    @Override
    public List<Unfinished> unfinished() {
        return listing.unfinished();
    }

    @Override
    public void discard(Unfinished unfinished) {
        checkWritable();
        listing.discard(unfinished);
    }

    @Override
    public void close() {
        previews.close();
    }

    private void checkWritable() {
        if (!writable) {
            throw ImageException.Denied.everywhere(refusal, null);
        }
    }

    /// What is said of every change of a library that may only be looked at.
    public static String refusal(Path folder) {
        return "This library may only be looked at: " + quoted(folder)
                + " cannot be written to. Check its permissions and that its disk is not read-only.";
    }

    /// An original must survive a power cut from this moment on; a preview can be made again, so it is not waited
    /// for.
    private void publish(ObjectKey key, WholeFile file, Path target) throws IOException {
        if (key.isWrittenOnce()) {
            file.publishNew(target);
        } else {
            file.nameOver(target);
        }
    }

    private SeekableByteChannel channel(ObjectKey key) {
        try {
            return Files.newByteChannel(
                    places.existing(key), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            places.requireRoot();
            throw new ImageException.NotFound(
                    "The bytes of " + quoted(key.path()) + " are not in the library folder.", e);
        } catch (IOException e) {
            throw FileFailures.reading(key.path(), e);
        }
    }

    @Override
    public Optional<Path> onDisk(ObjectKey key) {
        return Optional.of(places.path(key))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && obstacles.in(file).isEmpty());
    }

    private static ImageException existsAlready(ObjectKey key, @Nullable IOException cause) {
        return new ImageException.Conflict(
                "There are bytes at " + quoted(key.path()) + " already; they were left as they are.", cause);
    }
}
