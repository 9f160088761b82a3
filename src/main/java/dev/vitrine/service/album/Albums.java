package dev.vitrine.service.album;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.text.Folding;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The albums of a library. Calls block and may come from any thread.
///
/// An album is there where an image has its tag, or where it has a file.
public final class Albums {
    /// Whoever was overtaken as often as this by others looks at an album that changes faster than anybody can see.
    private static final RetryPolicy OVERTAKEN = new RetryPolicy(30, Duration.ofMillis(20), Duration.ofSeconds(1));

    private static final System.Logger LOG = System.getLogger(Albums.class.getName());

    private final ImageService images;
    private final AlbumFiles files;

    public Albums(ImageService images, ObjectStore objects) {
        this(images, objects, OVERTAKEN);
    }

    Albums(ImageService images, ObjectStore objects, RetryPolicy overtaken) {
        this.images = images;
        files = new AlbumFiles(objects, overtaken);
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
        return named(new Album(typed), known());
    }

    /// The same of the new name of an album, whose own letter case may change.
    public Album named(String typed, Album renamed) {
        return named(
                new Album(typed),
                known().stream().filter(entry -> !entry.album().equals(renamed)).toList());
    }

    private static Album named(Album typed, List<AlbumEntry> known) {
        byte[] _ = AlbumFile.none(typed).content(); // a name that no file can hold is refused
        return new Album(Folding.known(
                typed.name(), known.stream().map(entry -> entry.album().name()).toList()));
    }

    /// What is known of an album; nothing but its name where its file is not understood.
    ///
    /// @throws ImageException.NotFound when no image is in it and it has no file
    public AlbumFile existing(Album album) {
        Optional<AlbumFile> file = understood(album);
        if (file.isEmpty() && !hasImages(album)) {
            throw new ImageException.NotFound("There is no album " + quoted(album.name()) + ".");
        }
        return file.orElseGet(() -> AlbumFile.none(album));
    }

    /// What the library keeps beside the tags.
    ///
    /// @throws ImageException.Failed when it is not understood
    public Optional<AlbumFile> file(Album album) {
        return files.document(album).map(document -> files.read(album, document));
    }

    /// The same; empty when it is not understood. Who is in an album does not depend on that.
    public Optional<AlbumFile> understood(Album album) {
        return readable(album).flatMap(file -> file);
    }

    /// Whether it has a file that is not understood.
    public boolean isDamaged(Album album) {
        return readable(album).isEmpty();
    }

    private Optional<Optional<AlbumFile>> readable(Album album) {
        try {
            return Optional.of(file(album));
        } catch (ImageException.Failed e) {
            if (e.passes()) {
                throw e;
            }
            LOG.log(Level.INFO, "An album is known by its tags alone", e);
            return Optional.empty();
        }
    }

    private boolean hasImages(Album album) {
        return images.search(members(album)).size() > 0;
    }

    public static ImageQuery members(Album album) {
        return ImageQuery.ALL.withAllTags(Set.of(album.tag())).withOrder(ImageQuery.Order.TAKEN);
    }

    /// Its images, those first that somebody placed and then the others by when they were taken.
    public PinnedFirst inOrder(AlbumFile file) {
        return new PinnedFirst(images.search(members(file.album())), file.order());
    }

    /// The answer to a search within an album, in the order of the album as it was some seconds ago at most, or
    /// since the last act here.
    public PinnedFirst inOrder(Album album, ImageQuery query) {
        List<String> order =
                files.recent(album, this::file).map(AlbumFile::order).orElse(List.of());
        return new PinnedFirst(images.search(query.withOrder(ImageQuery.Order.TAKEN)), order, query);
    }

    /// Makes an album in which no image is yet.
    ///
    /// @param search of a smart album, or `""`
    /// @throws ImageException.Conflict when it has a file already
    /// @throws ImageException.Invalid when it would be a smart one and has images
    public AlbumFile create(Album album, String search, String description) {
        AlbumFile made = AlbumFile.none(album).withSearch(search).withDescription(description);
        requireNoImages(made);
        try {
            files.create(made);
        } catch (ImageException.Conflict e) {
            throw new ImageException.Conflict("There is an album " + quoted(album.name()) + " already.", e);
        }
        return made;
    }

    /// In an album that shows what a search finds.
    private void requireNoImages(AlbumFile file) {
        Album album = file.album();
        if (file.isSmart()) {
            images.requireWhole();
        }
        if (file.isSmart() && hasImages(album)) {
            throw new ImageException.Invalid(
                    "There are images in the album " + quoted(album.name()) + ": it cannot show what a search finds.");
        }
    }

    public EditOutcome add(Album album, List<String> imageIds, Progress progress) {
        if (understood(album).filter(AlbumFile::isSmart).isPresent()) {
            throw isSmart(album);
        }
        return new BulkEdits(images)
                .edit(imageIds, (image, _) -> image.caption().withTag(album.tag()), progress);
    }

    private static ImageException isSmart(Album album) {
        return new ImageException.Invalid(
                "The album " + quoted(album.name()) + " shows what a search finds: images cannot be put into it.");
    }

    /// The images stay in the library.
    public EditOutcome remove(Album album, List<String> imageIds, Progress progress) {
        return new BulkEdits(images)
                .edit(imageIds, (image, _) -> image.caption().withoutTag(album.tag()), progress);
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
    ///
    /// @throws ImageException.Invalid when only some images are here: what is shown before the others would be put
    ///   there for everybody
    public AlbumFile place(Album album, List<Placing> placings) {
        images.requireWhole();
        return files.change(album, file -> {
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
        PinnedFirst shown = inOrder(file);
        String id = images.search(ImageQuery.ALL).contains(file.cover())
                ? file.cover()
                : shown.ids(0, Math.min(1, shown.size())).stream().findFirst().orElse("");
        return images.findAll(List.of(id)).stream().findFirst();
    }

    /// @param imageId `""` for none
    public AlbumFile cover(Album album, String imageId) {
        return files.change(album, file -> file.withCover(imageId));
    }

    /// @param seen what the writer saw
    /// @throws ImageException.Conflict when somebody else wrote another one meanwhile
    public AlbumFile describe(Album album, String seen, String description) {
        AlbumFile none = AlbumFile.none(album);
        return edit(new AlbumFile(album, "", seen, "", List.of(), none.all()), none.withDescription(description));
    }

    /// Changes the description, or the search of a smart album; what is the same in both stays what it is.
    ///
    /// @param seen what the writer saw
    /// @throws ImageException.Conflict when somebody else wrote another one meanwhile
    /// @throws ImageException.Invalid when a smart one would have no search, or one with images would have one
    public AlbumFile edit(AlbumFile seen, AlbumFile edited) {
        if (seen.isSmart() && !edited.isSmart()) {
            throw new ImageException.Invalid("A smart album needs a search.");
        }
        if (!seen.isSmart()) {
            requireNoImages(edited);
        }
        return files.change(
                seen.album(),
                file -> file.withDescription(rewritten(file, AlbumFile::description, seen, edited))
                        .withSearch(rewritten(file, AlbumFile::search, seen, edited)));
    }

    private static String rewritten(
            AlbumFile file, Function<AlbumFile, String> text, AlbumFile seen, AlbumFile edited) {
        String there = text.apply(file);
        String after = text.apply(edited);
        boolean isMeant = !text.apply(seen).equals(after);
        if (isMeant && !there.equals(text.apply(seen)) && !there.equals(after)) {
            throw new ImageException.Conflict("Somebody else rewrote what the album "
                    + quoted(file.album().name()) + " says of itself in the meantime.");
        }
        return isMeant ? after : there;
    }

    /// What became of an album as a whole.
    ///
    /// @param fileFailure why its file is where it was, although all its tags are changed
    public record AlbumOutcome(EditOutcome edited, Optional<ImageException> fileFailure) {}

    /// Gives the album another name: first its file, then the tags of its images. Where there is one of that name,
    /// both become one.
    ///
    /// @throws ImageException.Invalid when one shows what a search finds and the other does not
    public AlbumOutcome rename(Album album, Album other, Progress progress) {
        if (album.equals(other)) {
            throw new ImageException.Invalid("An album needs a new name.");
        }
        images.requireWhole();
        Optional<AlbumFile> file = file(album);
        requireAlike(album, file, other);
        file.ifPresent(from -> files.change(other, into -> merged(into, AlbumFile.none(album), from)));
        return finished(
                new TagEdits(images).rename(album.tag(), other.tag(), progress),
                () -> moveFile(album, other, file.orElseGet(() -> AlbumFile.none(album))));
    }

    private void requireAlike(Album album, Optional<AlbumFile> file, Album other) {
        Optional<AlbumFile> there = file(other);
        boolean isThereSmart = there.filter(AlbumFile::isSmart).isPresent();
        boolean isSmart = file.filter(AlbumFile::isSmart).isPresent();
        if (isSmart != isThereSmart && (there.isPresent() || hasImages(other))) {
            throw isSmart(isSmart ? album : other);
        }
    }

    /// The file comes last; when it fails, what was done with the tags is told all the same.
    private static AlbumOutcome finished(EditOutcome edited, Runnable file) {
        if (edited.whole() && edited.failed().isEmpty()) {
            try {
                file.run();
            } catch (ImageException e) {
                return new AlbumOutcome(edited, Optional.of(e));
            }
        }
        return new AlbumOutcome(edited, Optional.empty());
    }

    /// What an album has beside its images goes to another one; it is fine when it has nothing.
    public void moveFile(Album album, Album other) {
        moveFile(album, other, AlbumFile.none(album));
    }

    /// What others write into it meanwhile goes along.
    ///
    /// @param copied what the other has of it already
    private void moveFile(Album album, Album other, AlbumFile copied) {
        var before = new AtomicReference<>(copied);
        files.discard(album, document -> {
            AlbumFile from = files.read(album, document);
            AlbumFile seen = before.getAndSet(from);
            files.change(other, into -> merged(into, seen, from));
        });
    }

    /// What the other has of its own stays.
    ///
    /// @param copied what it has of this file already, as it was then
    private static AlbumFile merged(AlbumFile into, AlbumFile copied, AlbumFile from) {
        var order = new LinkedHashSet<String>(into.order().equals(copied.order()) ? List.of() : into.order());
        order.addAll(from.order());
        AlbumFile base = into.equals(AlbumFile.none(into.album())) ? from.of(into.album()) : into;
        return base.withSearch(merged(base.search(), copied.search(), from.search()))
                .withDescription(merged(base.description(), copied.description(), from.description()))
                .withCover(merged(base.cover(), copied.cover(), from.cover()))
                .withOrder(order.stream().limit(AlbumFile.MOST_PLACED).toList());
    }

    private static String merged(String into, String copied, String from) {
        return into.isEmpty() || into.equals(copied) ? from : into;
    }

    /// Its images stay in the library, and so does a file that is not understood.
    public AlbumOutcome delete(Album album, Progress progress) {
        return finished(new TagEdits(images).remove(album.tag(), progress), () -> removeFile(album));
    }

    /// The same, and its file whatever is in it.
    public AlbumOutcome deleteDamaged(Album album, Progress progress) {
        return finished(new TagEdits(images).remove(album.tag(), progress), () -> files.remove(album));
    }

    /// What an album has beside its images; it is fine when it has nothing.
    public Album removeFile(Album album) {
        files.discard(album, document -> {
            AlbumFile _ = files.read(album, document);
        });
        return album;
    }

    /// Brings back what was deleted; what somebody else wrote meanwhile stays.
    public AlbumFile restore(AlbumFile deleted) {
        return files.change(deleted.album(), there -> merged(there, AlbumFile.none(there.album()), deleted));
    }
}
