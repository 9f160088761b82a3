package dev.vitrine.service.album;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Album;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.Document;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.text.Folding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The albums of a library. Calls block and may come from any thread.
///
/// An album is there where an image has its tag, or where it has a file.
public final class Albums {
    /// Whoever was overtaken as often as this by others looks at an album that changes faster than anybody can see.
    private static final RetryPolicy OVERTAKEN = new RetryPolicy(30, Duration.ofMillis(20), Duration.ofSeconds(1));

    private final ImageService images;
    private final ObjectStore objects;
    private final AlbumFiles files;
    private final RetryPolicy overtaken;

    public Albums(ImageService images, ObjectStore objects) {
        this(images, objects, OVERTAKEN);
    }

    Albums(ImageService images, ObjectStore objects, RetryPolicy overtaken) {
        this.images = images;
        this.objects = objects;
        this.overtaken = overtaken;
        files = new AlbumFiles(objects);
    }

    /// All albums, by name; those whose file cannot be read are there by their tags.
    public List<AlbumEntry> list() {
        return AlbumEntry.all(images.facets(ImageQuery.ALL).tags(), files.all());
    }

    /// The same, of which others' files may be some minutes old: it costs nothing to ask often.
    public List<AlbumEntry> known() {
        return AlbumEntry.all(images.facets(ImageQuery.ALL).tags(), files.recent());
    }

    /// The album that is meant: one that is there and is called like this but for its letter case, else a new one.
    public Album named(String typed) {
        var known = new ArrayList<String>();
        for (Facets.Count<String> tag : images.facets(ImageQuery.ALL).tags()) {
            Album.ofTag(tag.value()).map(Album::name).ifPresent(known::add);
        }
        Album album = new Album(typed);
        return known.contains(album.name()) || file(album).isPresent()
                ? album
                : new Album(Folding.known(album.name(), known));
    }

    /// @throws ImageException.NotFound when no image is in it and it has no file
    public AlbumFile existing(Album album) {
        Optional<AlbumFile> file = file(album);
        if (file.isEmpty() && images.search(members(album)).size() == 0) {
            throw new ImageException.NotFound("There is no album " + quoted(album.name()) + ".");
        }
        return file.orElseGet(() -> AlbumFile.none(album));
    }

    /// What the library keeps beside the tags.
    public Optional<AlbumFile> file(Album album) {
        return document(album).map(document -> files.read(album, document));
    }

    private Optional<Document> document(Album album) {
        return objects.document(album.key(), AlbumFile.MAX_BYTES);
    }

    public static ImageQuery members(Album album) {
        return ImageQuery.ALL.withAllTags(Set.of(album.tag())).withOrder(ImageQuery.Order.TAKEN);
    }

    /// Its images, those first that somebody placed and then the others by when they were taken.
    public AlbumOrder inOrder(AlbumFile file) {
        return new AlbumOrder(images.search(members(file.album())), file.order());
    }

    /// The answer to a search within an album, in the order of the album as it was some
    /// seconds ago at most, or since
    /// the last act here.
    public AlbumOrder inOrder(Album album, ImageQuery query) {
        List<String> order =
                files.recent(album, this::file).map(AlbumFile::order).orElse(List.of());
        return new AlbumOrder(images.search(query.withOrder(ImageQuery.Order.TAKEN)), order, query);
    }

    /// Makes an album in which no image is yet.
    ///
    /// @param search of a smart album, or `""`
    /// @throws ImageException.Conflict when it has a file already
    public AlbumFile create(Album album, String search, String description) {
        AlbumFile made = AlbumFile.none(album).withSearch(search).withDescription(description);
        try {
            objects.replace(album.key(), made.content(), "");
            files.forget(album);
        } catch (ImageException.Conflict e) {
            throw new ImageException.Conflict("There is an album " + quoted(album.name()) + " already.", e);
        }
        return made;
    }

    public EditOutcome add(Album album, List<String> imageIds, Progress progress) {
        if (file(album).filter(AlbumFile::isSmart).isPresent()) {
            throw new ImageException.Invalid(
                    "The album " + quoted(album.name()) + " shows what a search finds: images cannot be put into it.");
        }
        return new BulkEdits(images)
                .edit(imageIds, (image, _) -> image.caption().withTag(album.tag()), progress);
    }

    /// The images stay in the library.
    public EditOutcome remove(Album album, List<String> imageIds, Progress progress) {
        return new BulkEdits(images).edit(imageIds, (image, _) -> without(image.caption(), album), progress);
    }

    private static Caption without(Caption caption, Album album) {
        return caption.withoutTag(album.tag());
    }

    /// Puts images before another of the album, whatever others do with its order at this moment.
    ///
    /// @param moved in the order in which they are to stand
    /// @param before empty for the end
    public AlbumFile place(Album album, List<String> moved, Optional<String> before) {
        return place(album, List.of(new Placing(moved, before)));
    }

    /// Images that are put before another, or to the end.
    public record Placing(List<String> moved, Optional<String> before) {
        public Placing {
            moved = List.copyOf(moved);
        }
    }

    /// One after the other.
    public AlbumFile place(Album album, List<Placing> placings) {
        return change(album, file -> {
            ImageResult members = images.search(members(album));
            List<String> placed = file.order();
            for (Placing placing : placings) {
                placed = AlbumOrder.placed(members, placed, placing.moved(), placing.before());
            }
            if (placed.size() > AlbumFile.MOST_PLACED) {
                var kept = placings.stream()
                        .flatMap(placing -> placing.moved().stream())
                        .collect(Collectors.toSet());
                placed = placed.stream()
                        .filter(id -> kept.contains(id) || members.contains(id))
                        .toList();
            }
            if (placed.size() > AlbumFile.MOST_PLACED) {
                throw new ImageException.Invalid("By hand, " + AlbumFile.MOST_PLACED
                        + " images of an album can be put in order; the others follow by when they were taken.");
            }
            return file.withOrder(placed);
        });
    }

    /// The image that stands for an album: the one that somebody chose, if it is there still, else the first.
    public Optional<ImageRecord> cover(Album album) {
        AlbumFile file = files.recent(album, this::file).orElseGet(() -> AlbumFile.none(album));
        AlbumOrder shown = inOrder(file);
        String id = images.search(ImageQuery.ALL).contains(file.cover())
                ? file.cover()
                : shown.ids(0, Math.min(1, shown.size())).stream().findFirst().orElse("");
        return images.findAll(List.of(id)).stream().findFirst();
    }

    /// @param imageId `""` for none
    public AlbumFile cover(Album album, String imageId) {
        return change(album, file -> file.withCover(imageId));
    }

    /// @param seen what the writer saw
    /// @throws ImageException.Conflict when somebody else wrote another one meanwhile
    public AlbumFile describe(Album album, String seen, String description) {
        return change(album, file -> {
            if (!file.description().equals(seen) && !file.description().equals(description)) {
                throw new ImageException.Conflict("Somebody else changed the description of the album "
                        + quoted(album.name()) + " in the meantime.");
            }
            return file.withDescription(description);
        });
    }

    /// Gives the album another name: first its file, then the tags of its images. Where there is one of that name,
    /// both become one.
    public EditOutcome rename(Album album, Album other, Progress progress) {
        if (album.equals(other)) {
            throw new ImageException.Invalid("An album needs a new name.");
        }
        file(album).ifPresent(from -> change(other, into -> merged(into, from)));
        EditOutcome outcome = new TagEdits(images).rename(album.tag(), other.tag(), progress);
        if (isDone(outcome)) {
            moveFile(album, other);
        }
        return outcome;
    }

    /// What an album has beside its images goes to another one; it is fine when it has nothing.
    public void moveFile(Album album, Album other) {
        file(album).ifPresent(from -> {
            change(other, into -> merged(into, from));
            removeFile(album);
        });
    }

    /// What the other has already stays.
    static AlbumFile merged(AlbumFile into, AlbumFile from) {
        var order = new ArrayList<>(into.order());
        from.order().stream().filter(id -> !into.order().contains(id)).forEach(order::add);
        AlbumFile base = into.equals(AlbumFile.none(into.album())) ? from.of(into.album()) : into;
        return base.withSearch(base.search().isEmpty() ? from.search() : base.search())
                .withDescription(base.description().isEmpty() ? from.description() : base.description())
                .withCover(base.cover().isEmpty() ? from.cover() : base.cover())
                .withOrder(order.subList(0, Math.min(order.size(), AlbumFile.MOST_PLACED)));
    }

    /// Its images stay in the library.
    public EditOutcome delete(Album album, Progress progress) {
        Optional<AlbumFile> _ = file(album); // what is not understood is not deleted
        EditOutcome outcome = new TagEdits(images).remove(album.tag(), progress);
        if (isDone(outcome)) {
            removeFile(album);
        }
        return outcome;
    }

    private static boolean isDone(EditOutcome outcome) {
        return outcome.whole() && outcome.failed().isEmpty();
    }

    /// What an album has beside its images; it is fine when it has nothing.
    public Album removeFile(Album album) {
        if (file(album).isPresent()) {
            objects.delete(album.key());
            files.forget(album);
        }
        return album;
    }

    /// Brings back what was deleted; what somebody else wrote meanwhile stays.
    public AlbumFile restore(AlbumFile deleted) {
        return change(deleted.album(), there -> merged(there, deleted));
    }

    /// Makes the act on the newest version of the file, and again on what others made of it meanwhile.
    private AlbumFile change(Album album, UnaryOperator<AlbumFile> act) {
        for (RetryPolicy.Attempts attempts = overtaken.begin(); ; ) {
            Optional<Document> document = document(album);
            AlbumFile before = document.map(found -> files.read(album, found)).orElseGet(() -> AlbumFile.none(album));
            AlbumFile after = act.apply(before);
            if (after.equals(before)) {
                return before;
            }
            byte[] content = after.content();
            try {
                objects.replace(
                        album.key(), content, document.map(Document::version).orElse(""));
                files.forget(album);
                return files.read(album, new Document(content, ""));
            } catch (ImageException.Conflict e) {
                if (!attempts.isNext()) {
                    throw e;
                }
            }
        }
    }
}
