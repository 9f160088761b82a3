package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.AlbumOrder;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.album.Albums.AlbumOutcome;
import dev.vitrine.service.album.Albums.Placing;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Toasts;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The files of the albums, as they were listed last, and what is done with albums as a whole. Belongs to the FX
/// thread.
///
/// Who is in an album is known from the tags; the files are looked at when the window opens, after every act here, and
/// now and then while the library changes.
public final class AlbumsViewModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AlbumsViewModel.class.getName());

    private final Albums albums;
    private final ImageService images;
    private final Around around;
    private final BooleanProperty ownOrder;
    /// Of whose order it was said that it cannot be read.
    private final Set<Album> told = ConcurrentHashMap.newKeySet();
    private final LatestTask<List<Shown>> looking;
    private final ReadOnlyObjectWrapper<List<Shown>> files = new ReadOnlyObjectWrapper<>(List.of());

    /// @param images how many a smart album shows; -1 when its search is not understood
    record Shown(AlbumFile file, int images, Optional<ImageQuery> search) {}

    /// @param captions edits tags, and remembers what can be taken back
    /// @param allowed whether albums may be made here; tells it when not
    /// @param follow called with the old and the new tag of an album that was renamed
    public record Around(
            Background background,
            CaptionActions captions,
            UndoStack undo,
            Toasts toasts,
            BiConsumer<String, String> follow,
            BooleanSupplier allowed) {}

    public AlbumsViewModel(Albums albums, ImageService images, Settings settings, Around around) {
        ownOrder = settings.flag("gallery.albumOrder", true);
        this.albums = albums;
        this.images = images;
        this.around = around;
        looking = new LatestTask<>(
                around.background(),
                this::question,
                files::set,
                failure -> LOG.log(Level.INFO, "Albums are known by their tags alone", failure));
        looking.now();
    }

    ReadOnlyObjectProperty<List<Shown>> filesProperty() {
        return files.getReadOnlyProperty();
    }

    void libraryChanged() {
        looking.again();
    }

    private Callable<List<Shown>> question() {
        return () -> albums.known().stream()
                .flatMap(entry -> entry.file().stream())
                .map(this::shown)
                .toList();
    }

    /// Blocks.
    private Shown shown(AlbumFile file) {
        if (!file.isSmart()) {
            return new Shown(file, 0, Optional.empty());
        }
        ParsedSearch parsed = SearchText.parse(file.search(), ImageQuery.ALL);
        if (!parsed.problems().isEmpty()) {
            return new Shown(file, -1, Optional.empty());
        }
        try {
            return new Shown(file, images.search(parsed.query()).size(), Optional.of(parsed.query()));
        } catch (ImageException.Invalid e) {
            LOG.log(Level.INFO, "A smart album cannot be shown", e);
            return new Shown(file, -1, Optional.empty());
        }
    }

    /// By tag, those that have a file.
    Map<String, Integer> images() {
        var known = new HashMap<String, Integer>();
        files.get().forEach(shown -> known.put(shown.file().album().tag(), shown.images()));
        return known;
    }

    /// The tags of the smart albums that show what this finds.
    Set<String> showing(ImageQuery query) {
        return files.get().stream()
                .filter(shown -> shown.search().filter(query::filtersLike).isPresent())
                .map(shown -> shown.file().album().tag())
                .collect(Collectors.toSet());
    }

    boolean isSmart(String tag) {
        return fileOf(tag).filter(AlbumFile::isSmart).isPresent();
    }

    /// Which tag puts images into the album of this one: that of the album that is called so but for its letter
    /// case. Empty for a smart album, which says so.
    public Optional<String> taking(String tag) {
        List<String> names =
                files.get().stream().map(shown -> shown.file().album().name()).toList();
        String there = new Album(Folding.known(nameOf(tag), names)).tag();
        if (isSmart(there)) {
            around.toasts().show(text("filter.albums.smart.refused", nameOf(there)));
            return Optional.empty();
        }
        return Optional.of(there);
    }

    /// Why a smart album shows nothing: its search is not understood.
    Optional<String> problemOf(String tag) {
        return fileOf(tag)
                .filter(file -> file.isSmart() && searchOf(tag).isEmpty())
                .map(file -> text(
                        "filter.albums.search",
                        file.album().name(),
                        SearchText.parse(file.search(), ImageQuery.ALL).problems().stream()
                                .findFirst()
                                .map(problem -> Sentences.text(problem.message()))
                                .orElse(file.search())));
    }

    /// Whether an album is not shown because of its search, which is told.
    boolean tellsProblem(String tag) {
        problemOf(tag).ifPresent(around.toasts()::show);
        return problemOf(tag).isPresent();
    }

    /// @param then called with whether its file is not understood, which then stays when the album is deleted
    void look(String tag, Consumer<Boolean> then) {
        around.background().run(() -> albums.isDamaged(albumOf(tag)), then, around.toasts()::failure);
    }

    /// What a smart album shows.
    Optional<ImageQuery> searchOf(String tag) {
        return files.get().stream()
                .filter(shown -> shown.file().album().tag().equals(tag))
                .flatMap(shown -> shown.search().stream())
                .findFirst();
    }

    private Optional<AlbumFile> fileOf(String tag) {
        return files.get().stream()
                .map(Shown::file)
                .filter(file -> file.album().tag().equals(tag))
                .findFirst();
    }

    /// @param search of a smart album, or `""`
    /// @param then called with its tag
    void create(String name, String search, Consumer<String> then) {
        act(
                () -> albums.create(albums.named(name), search, ""),
                made -> then.accept(made.album().tag()));
    }

    /// A smart album of what a search finds, which everybody sees.
    void share(String name, ImageQuery query) {
        if (around.allowed().getAsBoolean()) {
            create(name, SearchText.print(query), _ -> around.toasts().show(text("filter.saved.shared", name)));
        }
    }

    /// Called with the image that stands for an album, if there is one.
    void findCover(String tag, Consumer<Optional<ImageRecord>> then) {
        Optional<ImageQuery> search = searchOf(tag);
        around.background()
                .run(
                        () -> search.isPresent()
                                ? images
                                        .search(search.get())
                                        .images(
                                                0,
                                                Math.min(
                                                        1,
                                                        images.search(search.get())
                                                                .size()))
                                        .stream()
                                        .findFirst()
                                : albums.cover(albumOf(tag)),
                        then,
                        failure -> LOG.log(Level.INFO, "An album has no cover", failure));
    }

    void setCover(String tag, String imageId) {
        act(() -> albums.cover(albumOf(tag), imageId), _ -> {});
    }

    private <T> void act(Callable<T> act, Consumer<T> then) {
        around.background()
                .run(
                        act,
                        done -> {
                            looking.again();
                            then.accept(done);
                        },
                        around.toasts()::failure);
    }

    /// Its images have another tag then, and its file another name.
    void rename(String tag, String name) {
        Album album = albumOf(tag);
        var other = new Album(name);
        around.captions()
                .run(
                        new UndoableEdit(
                                text("filter.albums.rename.label", album.name(), other.name()),
                                Optional.of(_ -> text("filter.albums.renamed", album.name(), other.name())),
                                () -> renamed(album, other),
                                () -> renamed(other, album),
                                true),
                        progress -> outcome(albums.rename(album, other, progress)));
    }

    /// The tags have it already.
    private void renamed(Album album, Album other) {
        around.follow().accept(album.tag(), other.tag());
        act(
                () -> {
                    albums.moveFile(album, other);
                    return other;
                },
                _ -> {});
    }

    /// Its images stay; to take it back brings its order, too.
    void delete(String tag) {
        Album album = albumOf(tag);
        var deleted = new AtomicReference<Optional<AlbumFile>>(Optional.empty());
        around.captions()
                .run(
                        new UndoableEdit(
                                text("filter.albums.delete.label", album.name()),
                                Optional.of(_ -> text("filter.albums.deleted", album.name())),
                                () -> act(() -> albums.removeFile(album), _ -> {}),
                                () -> deleted.get().ifPresent(file -> act(() -> albums.restore(file), _ -> {})),
                                true),
                        progress -> {
                            deleted.set(albums.understood(album));
                            return outcome(albums.delete(album, progress));
                        });
    }

    /// What failed at the file alone is tried, and told, by what follows; where that was all, nothing was done.
    private static EditOutcome outcome(AlbumOutcome outcome) {
        outcome.fileFailure().filter(_ -> outcome.edited().changed().isEmpty()).ifPresent(failure -> {
            throw failure;
        });
        return outcome.edited();
    }

    /// Whether an album that is shown is shown in its own order; remembered.
    public BooleanProperty ownOrderProperty() {
        return ownOrder;
    }

    /// The one album that is asked for, whatever else is.
    public static Optional<Album> shownBy(ImageQuery query) {
        List<Album> asked = Album.of(query.allTags());
        return query.scope() == Scope.LIBRARY && asked.size() == 1 ? Optional.of(asked.getFirst()) : Optional.empty();
    }

    /// What finds the images of a query, in the order of their album where that is wanted.
    public Callable<ImageResult> question(ImageQuery query) {
        Optional<Album> album = shownBy(query).filter(_ -> ownOrder.get());
        return () -> album.isEmpty() ? images.search(query) : inOrder(album.get(), query);
    }

    /// An album whose order cannot be read is shown all the same.
    private ImageResult inOrder(Album album, ImageQuery query) {
        try {
            return albums.inOrder(album, query);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "An album is shown by when its images were taken", e);
            if (!e.passes() && told.add(album)) {
                around.background().show(() -> around.toasts().failure(e));
            }
            return new AlbumOrder(images.search(query.withOrder(ImageQuery.Order.TAKEN)), List.of(), query);
        }
    }

    /// Puts images of an album elsewhere in it, which can be taken back.
    ///
    /// @param shown the album as the hand saw it
    /// @param moved in the order in which they stand there
    /// @param before empty for the end
    public void place(ImageResult shown, List<String> moved, Optional<String> before, Runnable then) {
        shownBy(shown.query()).ifPresent(album -> {
            var there = List.of(new Placing(moved, before));
            List<Placing> back = moved.reversed().stream()
                    .map(id -> new Placing(List.of(id), follower(shown, id)))
                    .toList();
            place(album, there, () -> {
                around.undo()
                        .did(UndoStack.UndoStep.of(
                                text("filter.albums.place.label", moved.size(), album.name()),
                                moved.size(),
                                () -> place(album, back, then),
                                () -> place(album, there, then)));
                then.run();
            });
        });
    }

    private void place(Album album, List<Placing> placings, Runnable then) {
        act(() -> albums.place(album, placings), _ -> then.run());
    }

    private static Optional<String> follower(ImageResult shown, String id) {
        int next = shown.indexOf(id).orElse(shown.size()) + 1;
        return next < shown.size() ? Optional.of(shown.ids(next, next + 1).getFirst()) : Optional.empty();
    }

    static String nameOf(String tag) {
        return Album.ofTag(tag).map(Album::name).orElse(tag);
    }

    private static Album albumOf(String tag) {
        return Album.ofTag(tag).orElseThrow(() -> new ImageException.Invalid("An album needs a name."));
    }

    @Override
    public void close() {
        looking.stop();
    }
}
