package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Tally;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.similar.SimilarImages;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.bulk.QuickTags;
import dev.vitrine.ui.bulk.TagPaletteViewModel;
import dev.vitrine.ui.detail.DetailViewModel;
import dev.vitrine.ui.filter.AlbumActions;
import dev.vitrine.ui.filter.AlbumsViewModel;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.filter.OfflineViewModel;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.gallery.ManualOrder;
import dev.vitrine.ui.gallery.TileImages;
import dev.vitrine.ui.shell.SortMenu.OwnOrder;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.NextFrame;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Toasts;
import dev.vitrine.ui.viewer.ViewerViewModel;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import javafx.util.Subscription;

/// What one sees of a library, as view models: the query, its images, those selected and what is known about them, the
/// one looked at.
final class Browsing implements AutoCloseable {
    private static final long TILE_MEMORY = 48L << 20; // until the preferences say

    private final FilterViewModel filter;
    private final AlbumsViewModel albums;
    private final SimilarityOrder nearest;
    private final GalleryViewModel gallery;
    /// What others do with the order of an album is in no feed.
    private final PauseTransition lookingAgain = new PauseTransition(Duration.seconds(10));
    private final TileImages tiles;
    private final SelectedImages selected;
    private final DetailViewModel detail;
    private final ViewerViewModel viewer;
    private final TagPaletteViewModel tagPalette;
    private final Subscription said;
    private final Toasts toasts;

    Browsing(ShellContext context) {
        LibrarySession session = context.session();
        Settings settings = context.settings();
        Library library = session.library();
        Background background = session.background();
        toasts = session.toasts();
        filter = new FilterViewModel(
                library.images(), background, settings, library.profile().key());
        library.offline().ifPresent(originals -> filter.setOffline(offline(originals, context)));
        context.connections()
                .setOnKeptGone(gone -> filter.keptIsGone(gone.profile().key()));
        albums = new AlbumsViewModel(
                library.albums(),
                library.images(),
                settings,
                new AlbumActions.AlbumContext(
                        background,
                        session.captions(),
                        session.undo(),
                        session.toasts(),
                        session::tagRenamed,
                        () -> context.rights().allowsOrTells(LibraryAct.EDIT)));
        filter.setAlbums(albums);
        gallery = new GalleryViewModel(library.images(), background, settings);
        tiles = new TileImages(
                library.thumbnails(), background, context.program().stage().getOutputScaleX(), TILE_MEMORY);
        gallery.queryProperty().bind(filter.queryProperty());
        nearest = new SimilarityOrder(library.similar(), settings.flag("gallery.similarityOrder", true));
        gallery.setHandOrder(query -> nearest.question(query, albums::question), albumOrder(context.rights()));
        albums.ownOrderProperty().subscribe((_, _) -> gallery.retry());
        nearest.chosen().subscribe((_, _) -> gallery.retry());
        lookingAgain.setOnFinished(_ -> lookAgain());
        gallery.queryProperty().subscribe(query -> {
            if (AlbumActions.shownBy(query).isPresent()) {
                lookingAgain.playFromStart();
            } else {
                lookingAgain.stop();
            }
        });
        selected = new SelectedImages(
                gallery,
                background,
                shown -> NextFrame.then(context.program().stage().getScene(), background, shown));
        detail = new DetailViewModel(
                library.images(), library.thumbnails(), background, session.captions(), session.toasts());
        detail.albums().setTaking(albums::taking);
        detail.selectionProperty().bind(selected.selectedProperty());
        viewer = new ViewerViewModel(library.images(), library.thumbnails(), library.pictures(), background, settings);
        gallery.resultProperty().subscribe(viewer::update);
        viewer.setAsSaid(session.flags()::asSaid);
        said = session.flags().changesProperty().subscribe((_, _) -> viewer.saidOtherwise());
        String key = library.profile().key();
        tagPalette = new TagPaletteViewModel(
                library.images(),
                background,
                session.captions(),
                new QuickTags(settings.text("tags.pinned." + key, ""), settings.text("tags.recent." + key, "")),
                session.toasts(),
                () -> context.rights().allowsOrTells(LibraryAct.EDIT));
        gallery.resultProperty().subscribe((_, _) -> tagPalette.libraryChanged());
        session.setOnTagRenamed((tag, name) -> {
            filter.followTag(tag, name);
            tagPalette.followTag(tag, name);
        });
        session.trash().setFollowers(gallery.selection()::expectToLeave, gallery::selectWhenThere);
    }

    private ManualOrder albumOrder(LibraryRights rights) {
        return new ManualOrder() {
            @Override
            public boolean isShown(ImageQuery query) {
                return albums.ownOrderProperty().get()
                        && AlbumActions.shownBy(query).isPresent()
                        && !nearest.isShown(query)
                        && rights.allows(LibraryAct.EDIT);
            }

            @Override
            public void place(ImageResult shown, List<String> moved, Optional<String> before) {
                albums.actions().place(shown, moved, before, gallery::retry);
            }
        };
    }

    private OfflineViewModel offline(OfflineOriginals originals, ShellContext context) {
        Library library = context.session().library();
        var asking = new OfflineViewModel.OfflineContext(
                context.session().background(),
                context.program().dialogs(),
                context.session().toasts(),
                query -> extent(library, query),
                library.cloud().flatMap(CloudFeatures::prices));
        return new OfflineViewModel(
                originals, filter.saved(), new Preferences(context.settings()).offlineProperty(), asking);
    }

    private static OfflineViewModel.Extent extent(Library library, ImageQuery query) {
        ImageResult found = library.images().search(query);
        return new OfflineViewModel.Extent(found.size(), found.sizeBytes());
    }

    private void lookAgain() {
        if (albums.ownOrderProperty().get()) {
            gallery.retry();
        }
        lookingAgain.playFromStart();
    }

    FilterViewModel filter() {
        return filter;
    }

    /// The orders that some queries have of their own; the first that is in force is shown.
    List<OwnOrder> ownOrders() {
        return List.of(
                new OwnOrder(
                        "toolbar.sort.nearest", filter.queryProperty().map(SimilarImages::isAsked), nearest.chosen()),
                new OwnOrder(
                        "toolbar.sort.album",
                        filter.queryProperty()
                                .map(query -> AlbumActions.shownBy(query).isPresent()),
                        albums.ownOrderProperty()));
    }

    AlbumsViewModel albums() {
        return albums;
    }

    GalleryViewModel gallery() {
        return gallery;
    }

    TileImages tiles() {
        return tiles;
    }

    SelectedImages selected() {
        return selected;
    }

    /// What is selected at this moment, with its rows where all are at hand already; never what was selected
    /// before.
    ImageSelection selectedNow() {
        List<String> ids = gallery.selection().ids();
        ImageSelection read = selected.selectedProperty().get();
        if (read.ids().equals(ids)) {
            return read;
        }
        List<ImageRecord> rows = ids.size() > ImageSelection.FEW
                ? List.of()
                : ids.stream().flatMap(id -> gallery.row(id).stream()).toList();
        return rows.size() == ids.size() ? ImageSelection.of(rows) : new ImageSelection(ids, List.of(), Tally.NONE);
    }

    /// What is edited next must be what is selected, also a moment before the details have followed by themselves.
    void showSelectedNow() {
        ImageSelection now = selectedNow();
        if (!now.isEmpty()) {
            selected.show(now);
        }
    }

    DetailViewModel detail() {
        return detail;
    }

    ViewerViewModel viewer() {
        return viewer;
    }

    TagPaletteViewModel tagPalette() {
        return tagPalette;
    }

    /// A slideshow stops: the picture in sight is the one that gets them.
    void offerTags(ImageTargets targets) {
        if (viewer.playingProperty().get()) {
            viewer.togglePlaying();
        }
        tagPalette.open(targets);
    }

    /// Looks at one of the images that the gallery shows.
    void open(String imageId) {
        gallery.resultProperty()
                .get()
                .indexOf(imageId)
                .ifPresent(index -> viewer.open(
                        gallery.resultProperty().get(),
                        index,
                        gallery.selection().ids()));
    }

    /// Looks at some of them side by side.
    void compare(List<String> imageIds) {
        viewer.compare(gallery.resultProperty().get(), imageIds);
    }

    /// From the image that is selected, else from the first.
    void playSlideshow() {
        gallery.whenFound(this::playFound);
    }

    private void playFound() {
        if (gallery.resultProperty().get().size() == 0) {
            toasts.show(Messages.text("viewer.slideshow.none"));
        } else {
            viewer.open(gallery.resultProperty().get(), gallery.leadIndex().orElse(0));
            viewer.togglePlaying();
        }
    }

    void bind(KeyBindings onImages, KeyBindings inWindow) {
        onImages.on(Shortcut.SELECT_ALL, gallery::selectAll);
        onImages.on(Shortcut.SELECT_NONE, gallery.selection()::clear);
        onImages.on(Shortcut.SELECT_MONTH, gallery::selectMonth);
        onImages.on(
                Shortcut.INVERT,
                () -> gallery.selection().invert(gallery.resultProperty().get()));
        inWindow.on(
                Shortcut.WHOLE_PICTURES,
                () -> gallery.wholePicturesProperty()
                        .set(!gallery.wholePicturesProperty().get()));
        inWindow.on(Shortcut.LARGER, () -> gallery.resizeTiles(1));
        inWindow.on(Shortcut.SMALLER, () -> gallery.resizeTiles(-1));
    }

    /// What was typed in the details is saved.
    @Override
    public void close() {
        lookingAgain.stop();
        said.unsubscribe();
        detail.close();
        viewer.close();
        gallery.close();
        filter.close();
    }
}
