package dev.vitrine.service.album;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.Document;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The files of all albums, each read again only when it may be another.
final class AlbumFiles {
    private static final System.Logger LOG = System.getLogger(AlbumFiles.class.getName());
    private static final int MOST = 2000;
    /// A listing tells seconds, and the clock of the server may be another: what was written shortly before it was
    /// read may have been written again since.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /// Of an album that is on screen.
    private static final Duration SHOWN = Duration.ofSeconds(5);

    private static final Duration RECENT = Duration.ofMinutes(2);

    private final ObjectStore objects;
    private final RetryPolicy overtaken;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Recent(Instant readAt, Optional<AlbumFile> file) {}

    private final Map<Album, Recent> shown = new ConcurrentHashMap<>();
    private Instant listedAt = Instant.EPOCH;
    private List<AlbumFile> listed = List.of();

    /// @param file empty when it is not understood
    private record Seen(Instant modifiedAt, Instant readAt, Optional<AlbumFile> file) {}

    AlbumFiles(ObjectStore objects, RetryPolicy overtaken) {
        this.objects = objects;
        this.overtaken = overtaken;
    }

    /// As they were listed within the last minutes, and since the last change here.
    synchronized List<AlbumFile> recent() {
        Instant now = World.here().now();
        if (now.isBefore(listedAt.plus(RECENT)) && !now.isBefore(listedAt)) {
            return listed;
        }
        listed = all();
        listedAt = now;
        return listed;
    }

    /// Those that are understood.
    List<AlbumFile> all() {
        var listed = new ArrayList<Listed>();
        objects.list(ObjectKey.ALBUMS, each -> {
            if (listed.size() < MOST && ObjectKey.ofAlbum(each.path()).isPresent()) {
                listed.add(each);
            }
        });
        if (listed.size() == MOST) {
            LOG.log(Level.WARNING, "Of the files of albums, {0} are read and no more", MOST);
        }
        return listed.stream().flatMap(each -> read(each).stream()).toList();
    }

    private Optional<AlbumFile> read(Listed listed) {
        Seen before = seen.get(listed.path());
        if (before != null
                && before.modifiedAt().equals(listed.modifiedAt())
                && before.readAt().isAfter(listed.modifiedAt().plus(SETTLED))) {
            return before.file();
        }
        Instant now = World.here().now();
        Optional<AlbumFile> file = ObjectKey.ofAlbum(listed.path()).flatMap(this::understood);
        seen.put(listed.path(), new Seen(listed.modifiedAt(), now, file));
        return file;
    }

    private Optional<AlbumFile> understood(ObjectKey key) {
        try {
            return objects.document(key, AlbumFile.MAX_BYTES)
                    .map(document -> AlbumFile.read(key.path(), document.content()));
        } catch (ImageException.Failed e) {
            LOG.log(Level.INFO, "An album is known by its tags alone", e);
            return Optional.empty();
        }
    }

    /// @param read asks for it
    Optional<AlbumFile> recent(Album album, Function<Album, Optional<AlbumFile>> read) {
        Instant now = World.here().now();
        Recent before = shown.get(album);
        if (before != null && now.isBefore(before.readAt().plus(SHOWN)) && !now.isBefore(before.readAt())) {
            return before.file();
        }
        var recent = new Recent(now, read.apply(album));
        shown.put(album, recent);
        return recent.file();
    }

    AlbumFile read(Album album, Document document) {
        return AlbumFile.read(album.key().path(), document.content());
    }

    Optional<Document> document(Album album) {
        return objects.document(album.key(), AlbumFile.MAX_BYTES);
    }

    /// Makes the act on the newest version of the file, and again on what others made of it meanwhile.
    AlbumFile change(Album album, UnaryOperator<AlbumFile> act) {
        for (RetryPolicy.Attempts attempts = overtaken.begin(); ; ) {
            Optional<Document> document = document(album);
            AlbumFile before = document.map(found -> read(album, found)).orElseGet(() -> AlbumFile.none(album));
            AlbumFile after = act.apply(before);
            if (after.equals(before)) {
                return before;
            }
            byte[] content = after.content();
            try {
                objects.replace(
                        album.key(), content, document.map(Document::version).orElse(""));
                forget(album);
                return read(album, new Document(content, ""));
            } catch (ImageException.Conflict e) {
                if (!attempts.isNext()) {
                    throw e;
                }
            }
        }
    }

    /// @param read sees what is deleted, and again what others made of it meanwhile
    void discard(Album album, Consumer<Document> read) {
        for (RetryPolicy.Attempts attempts = overtaken.begin(); ; ) {
            Optional<Document> document = document(album);
            if (document.isEmpty()) {
                return;
            }
            read.accept(document.get());
            try {
                objects.delete(album.key(), document.get().version());
                forget(album);
                return;
            } catch (ImageException.Conflict e) {
                if (!attempts.isNext()) {
                    throw e;
                }
            }
        }
    }

    /// Once: what somebody deletes while the answer is on its way does not come back.
    ///
    /// @throws ImageException.Conflict when there is one already
    void create(AlbumFile file) {
        objects.create(file.album().key(), file.content());
        forget(file.album());
    }

    /// Whatever is in it.
    void remove(Album album) {
        objects.delete(album.key());
        forget(album);
    }

    private void forget(Album album) {
        seen.remove(album.key().path());
        shown.remove(album);
        synchronized (this) {
            listedAt = Instant.EPOCH;
        }
    }
}
