package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import dev.vitrine.text.DisplayText;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.Settings;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
    private final AlbumActions.AlbumContext context;
    private final AlbumActions actions;
    private final BooleanProperty ownOrder;
    /// Of whose order it was said that it cannot be read.
    private final Set<Album> reported = ConcurrentHashMap.newKeySet();
    private final LatestTask<List<Shown>> looking;
    private final ReadOnlyObjectWrapper<List<Shown>> files = new ReadOnlyObjectWrapper<>(List.of());

    /// @param images how many a smart album shows; -1 when its search is not understood
    record Shown(AlbumFile file, int images, Optional<ImageQuery> search) {}

    public AlbumsViewModel(Albums albums, ImageService images, Settings settings, AlbumActions.AlbumContext context) {
        ownOrder = settings.flag("gallery.albumOrder", true);
        this.albums = albums;
        this.images = images;
        this.context = context;
        actions = new AlbumActions(albums, context, this::libraryChanged);
        looking = new LatestTask<>(
                context.background(),
                this::question,
                files::set,
                failure -> LOG.log(Level.INFO, "Albums are known by their tags alone", failure));
        looking.now();
    }

    ReadOnlyObjectProperty<List<Shown>> filesProperty() {
        return files.getReadOnlyProperty();
    }

    public AlbumActions actions() {
        return actions;
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

    /// As far as anybody would read it at a glance.
    String descriptionOf(String tag) {
        return fileOf(tag).map(AlbumFile::description).map(DisplayText::clipped).orElse("");
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
            context.toasts().show(text("filter.albums.smart.refused", nameOf(there)));
            return Optional.empty();
        }
        return Optional.of(there);
    }

    /// Why a smart album shows nothing: its search is not understood.
    private Optional<String> problemOf(String tag) {
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
        problemOf(tag).ifPresent(context.toasts()::show);
        return problemOf(tag).isPresent();
    }

    /// @param then called with whether its file is not understood, which then stays when the album is deleted
    void look(String tag, Consumer<Boolean> then) {
        context.background().run(() -> albums.isDamaged(AlbumActions.albumOf(tag)), then, context.toasts()::failure);
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

    /// Called with the image that stands for an album, if there is one.
    void findCover(String tag, Consumer<Optional<ImageRecord>> then) {
        Optional<ImageQuery> search = searchOf(tag);
        context.background()
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
                                : albums.cover(AlbumActions.albumOf(tag)),
                        then,
                        failure -> LOG.log(Level.INFO, "An album has no cover", failure));
    }

    /// Whether an album that is shown is shown in its own order; remembered.
    public BooleanProperty ownOrderProperty() {
        return ownOrder;
    }

    /// What finds the images of a query, in the order of their album where that is wanted.
    public Callable<ImageResult> question(ImageQuery query) {
        Optional<Album> album = AlbumActions.shownBy(query).filter(_ -> ownOrder.get());
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
            if (!e.passes() && reported.add(album)) {
                context.background().show(() -> context.toasts().failure(e));
            }
            return new PinnedFirst(images.search(query.withOrder(ImageQuery.Order.TAKEN)), List.of(), query);
        }
    }

    static String nameOf(String tag) {
        return Album.ofTag(tag).map(Album::name).orElse(tag);
    }

    @Override
    public void close() {
        looking.stop();
    }
}
