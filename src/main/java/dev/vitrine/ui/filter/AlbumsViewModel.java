package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Toasts;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The files of the albums, as they were listed last, and what is done with albums
/// as a whole. Belongs to the FX thread.
///
/// Who is in an album is known from the tags; the files are looked at when the window opens, after every act here, and
/// now and then while the library changes.
public final class AlbumsViewModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AlbumsViewModel.class.getName());

    private final Albums albums;
    private final ImageService images;
    private final Around around;
    private final LatestTask<List<Shown>> looking;
    private final ReadOnlyObjectWrapper<List<Shown>> files = new ReadOnlyObjectWrapper<>(List.of());

    /// @param images how many a smart album shows; -1 when its search is not understood
    record Shown(AlbumFile file, int images, Optional<ImageQuery> search) {}

    /// @param captions edits tags, and remembers what can be taken back
    /// @param follow called with the old and the new tag of an album that was renamed
    public record Around(
            Background background, CaptionActions captions, Toasts toasts, BiConsumer<String, String> follow) {}

    public AlbumsViewModel(Albums albums, ImageService images, Around around) {
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
        return parsed.problems().isEmpty()
                ? new Shown(file, images.search(parsed.query()).size(), Optional.of(parsed.query()))
                : new Shown(file, -1, Optional.empty());
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

    void cover(String tag, String imageId) {
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
                                () -> renamed(other, album)),
                        progress -> albums.rename(album, other, progress));
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
                                () -> deleted.get().ifPresent(file -> act(() -> albums.restore(file), _ -> {}))),
                        progress -> {
                            deleted.set(albums.file(album));
                            return albums.delete(album, progress);
                        });
    }

    private static Album albumOf(String tag) {
        return Album.ofTag(tag).orElseThrow(() -> new ImageException.Invalid("An album needs a name."));
    }

    @Override
    public void close() {
        looking.stop();
    }
}
