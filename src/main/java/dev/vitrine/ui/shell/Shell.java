package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Library;
import dev.vitrine.ui.actions.BackgroundJobsView;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.Shortcut.Scope;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.connection.LibraryMenu;
import dev.vitrine.ui.connection.SyncNotice;
import dev.vitrine.ui.connection.SyncStatusView;
import dev.vitrine.ui.connection.SyncStatusViewModel;
import dev.vitrine.ui.desktop.DragOut;
import dev.vitrine.ui.desktop.ExportedCopies;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.desktop.WindowToasts;
import dev.vitrine.ui.detail.DetailView;
import dev.vitrine.ui.detail.DetailViewModel;
import dev.vitrine.ui.filter.ChipsView;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.filter.SearchBox;
import dev.vitrine.ui.filter.SidebarView;
import dev.vitrine.ui.filter.TagCommands;
import dev.vitrine.ui.filter.TagEditsViewModel;
import dev.vitrine.ui.gallery.GalleryStates;
import dev.vitrine.ui.gallery.GalleryView;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.gallery.TileImages;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.problems.ProblemsButton;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import dev.vitrine.ui.viewer.ViewerView;
import dev.vitrine.ui.viewer.ViewerViewModel;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// The composition root of the window: the features of one open library, wired together.
final class Shell implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Shell.class.getName());
    private static final long TILE_MEMORY = 48L << 20; // until the preferences say

    private final Stage stage;
    private final Theme theme;
    private final WindowToasts toasts;
    private final Problems problems;
    private final BooleanProperty sidebarShown;
    private final BooleanProperty detailShown;
    private final FilterViewModel filter;
    private final GalleryViewModel gallery;
    private final SelectedImages selected;
    private final EditActions editActions;
    private final LibraryActions acts;
    private final DownloadFlow downloadFlow;
    private final ShareFlow shareFlow;
    private final ImageActions actions;
    private final DragOut dragOut;
    private final UploadFlow uploadFlow;
    private final TagEditsViewModel tagEdits;
    private final ViewerViewModel viewer;
    private final Optional<SyncStatusViewModel> sync;
    private final LibraryCaches caches;
    private final PreferencesSheet preferencesSheet;
    private final GalleryView galleryView;
    private final SidebarView sidebar;
    private final DetailView detailView;
    private final SearchBox searchBox;
    private final ShellView view;

    /// What the window has, whichever library it shows.
    record ShellContext(Settings settings, Theme theme, Background background, Stage stage, Dialogs dialogs,
            ConnectionsViewModel connections, LibraryMenu libraryMenu, Problems problems) {
    }

    Shell(Library library, AppFolders folders, ShellContext around) {
        this.stage = around.stage();
        this.theme = around.theme();
        this.problems = around.problems();
        toasts = new WindowToasts(problems, this::showProblems);
        Settings settings = around.settings();
        Background background = around.background();
        sidebarShown = settings.flag("window.sidebar.shown", true);
        detailShown = settings.flag("window.detail.shown", true);
        var exportedCopies = new ExportedCopies(folders.cache().resolve("handout"), library.downloads());
        acts = LibraryActions.of(library, background, settings, around.dialogs(), toasts);
        downloadFlow = new DownloadFlow(library, background, settings, around.dialogs(), toasts);
        shareFlow = new ShareFlow(library, background, settings, new SystemClipboard(), toasts, downloadFlow::export);
        dragOut = new DragOut(exportedCopies, background, toasts::failure);
        tagEdits = new TagEditsViewModel(library.images(), background, acts.captions(), toasts, (tag, name) -> filter().followTag(tag, name));
        uploadFlow = new UploadFlow(library, background, settings, around.dialogs(), toasts);
        filter = new FilterViewModel(library.images(), background, settings);
        gallery = new GalleryViewModel(library.images(), background, settings);
        gallery.queryProperty().bind(filter.queryProperty());
        selected = new SelectedImages(gallery, background);
        editActions = new EditActions(library.images(), gallery, acts, new EditActions.EditContext(background, toasts, stage, theme));
        var copies = new CopyActions(library.images(), library.pictures(), exportedCopies, background, new CopyActions.CopyContext(new SystemClipboard(), toasts));
        actions = new ImageActions(library.images(), background, acts, new ImageActions.ActionContext(copies, downloadFlow, shareFlow, editActions, toasts),
                new ImageActions.Places(this::open, this::editTitle, this::editTags));
        var detail = new DetailViewModel(library.images(), library.thumbnails(), background, acts.captions(), toasts);
        detail.selectionProperty().bind(selected.selectedProperty());

        viewer = new ViewerViewModel(library.images(), library.thumbnails(), library.pictures(), background, settings);
        gallery.resultProperty().subscribe(viewer::update);

        sync = library.cloud().map(cloud -> new SyncStatusViewModel(cloud.mirror(), background));
        searchBox = new SearchBox(filter);
        var tiles = new TileImages(library.thumbnails(), background, stage.getOutputScaleX(), TILE_MEMORY);
        var preferences = new Preferences(settings);
        caches = new LibraryCaches(library, tiles, preferences);
        preferencesSheet = new PreferencesSheet(stage, theme, new PreferencesViewModel(preferences, caches, background), around.connections()::showList);
        galleryView = new GalleryView(gallery, tiles, actions, (source, event) -> dragOut.start(source, selected.selectedProperty().get(), event));
        detailView = new DetailView(detail, actions);
        var tagMenu = new TagCommands(tagEdits, new TagCommands.TagContext(around.dialogs(), toasts, stage, theme));
        sidebar = new SidebarView(filter, uploadFlow::droppedOnto, Optional.of(tagMenu));
        view = new ShellView(parts(around), settings, sidebarShown, detailShown);
        view.cover(new ViewerView(viewer, actions, this::returnTo));
        view.cover(uploadFlow.dropOverlay(view));
        view.cover(uploadFlow.formView());
        view.cover(downloadFlow.formView());
        view.cover(shareFlow.card());
        uploadFlow.sheets().forEach(view::cover);
        uploadFlow.tell(stage);
        // What is told about a picture must be seen over it.
        viewer.openProperty().subscribe((_, open) -> view.bringForward(toasts, open));
        keys(view);
        background.run(() -> {
            exportedCopies.clear();
            return List.of();
        }, _ -> { }, failure -> LOG.log(Level.WARNING, "old copies were left", failure));
    }

    Parent view() {
        return view;
    }

    /// Files that came from outside of the window.
    void upload(List<Path> files) {
        uploadFlow.arrived(files);
    }

    void focusGallery() {
        view.applyCss(); // the panes are part of the scene only once their split pane has its skin
        galleryView.requestFocus();
    }

    private ShellView.Parts parts(ShellContext around) {
        var commands = new Toolbar.Commands(acts.undo()::undo, acts.undo()::redo, this::showPreferences, this::showKeys, this::toggleFullScreen);
        var toolbar = new Toolbar(around.libraryMenu(), searchBox, new UploadButton(uploadFlow), gallery, acts.undo(), commands)
                .with(sidebarShown, detailShown, filter.queryProperty().map(query -> query.order()), filter::sort, theme);
        var states = new GalleryStates(gallery, uploadFlow::choose);
        filter.countsProperty().subscribe(counts -> states.wayOutProperty().set(EmptyStateActions.of(counts.hint(), filter)));
        return new ShellView.Parts(toolbar, sidebar, new ChipsView(filter),
                inGallery(states, around.connections()), detailView, new VBox(downloadFlow.listView(), uploadFlow.listView()), statusLine());
    }

    private List<Node> inGallery(GalleryStates states, ConnectionsViewModel connections) {
        var isEmpty = gallery.stateProperty().isEqualTo(GalleryViewModel.State.EMPTY_LIBRARY);
        return Stream.of(Stream.of(galleryView, states), sync.stream().map(state -> new SyncNotice(state, isEmpty, connections::editCurrent)), Stream.of(toasts))
                .<Node>flatMap(nodes -> nodes).toList();
    }

    private StatusLine statusLine() {
        return new StatusLine(selected.sentenceProperty(),
                Stream.concat(sync.stream().map(SyncStatusView::new),
                        Stream.of(new BackgroundJobsView(acts.backgroundJobs(), editActions::showLeft), new ProblemsButton(problems, this::showProblems),
                                downloadFlow.statusView(), uploadFlow.watchView(), uploadFlow.statusView())).toArray(Node[]::new));
    }

    /// Back from the viewer: the image is selected and in sight.
    private void returnTo(String imageId) {
        gallery.selection().selectOnly(imageId);
        gallery.leadIndex().ifPresent(galleryView::reveal);
        galleryView.requestFocus();
    }

    private void open(String imageId) {
        gallery.resultProperty().get().indexOf(imageId).ifPresent(index -> viewer.open(gallery.resultProperty().get(), index));
    }

    private void keys(Node root) {
        var onImages = new KeyBindings(Scope.IMAGES).onImages(actions, gallery::targets)
                .on(Shortcut.SELECT_ALL, gallery::selectAll)
                .on(Shortcut.SELECT_NONE, gallery.selection()::clear)
                .on(Shortcut.SELECT_MONTH, gallery::selectMonth)
                .on(Shortcut.INVERT, () -> gallery.selection().invert(gallery.resultProperty().get()))
                .on(Shortcut.PASTE, uploadFlow::paste)
                .on(Shortcut.UNDO, acts.undo()::undo)
                .on(Shortcut.REDO, acts.undo()::redo)
                .handler();
        var panes = new Panes(sidebar, galleryView, detailView);
        var inWindow = new KeyBindings(Scope.WINDOW)
                .on(Shortcut.UPLOAD, uploadFlow::choose)
                .on(Shortcut.SEARCH, searchBox::requestFocus)
                .on(Shortcut.LARGER, () -> gallery.resizeTiles(1))
                .on(Shortcut.SMALLER, () -> gallery.resizeTiles(-1))
                .on(Shortcut.BACK, escapeChain()::take)
                .on(Shortcut.NEXT_PANE, () -> panes.walk(1, stage.getScene().getFocusOwner()))
                .on(Shortcut.PREVIOUS_PANE, () -> panes.walk(-1, stage.getScene().getFocusOwner()))
                .on(Shortcut.SIDEBAR, () -> sidebarShown.set(!sidebarShown.get()))
                .on(Shortcut.DETAIL, () -> detailShown.set(!detailShown.get()))
                .on(Shortcut.FULL_SCREEN, this::toggleFullScreen)
                .on(Shortcut.PREFERENCES, this::showPreferences)
                .on(Shortcut.PROBLEMS, this::showProblems)
                .on(Shortcut.KEYS, this::showKeys)
                .handler();
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!viewer.openProperty().get() && !(stage.getScene().getFocusOwner() instanceof TextInputControl)) {
                onImages.handle(event);
            }
            if (!event.isConsumed()) {
                inWindow.handle(event);
            }
        });
    }

    /// From wherever one is to the gallery, then out of the selection, then out of the search text, then out of one filter after the other.
    private EscapeChain escapeChain() {
        return new EscapeChain()
                .then(() -> viewer.openProperty().get(), () -> { })
                .then(() -> !galleryView.isFocused(), galleryView::requestFocus)
                .then(() -> gallery.selection().size() > 0, gallery.selection()::clear)
                .then(() -> !filter.queryProperty().get().words().isEmpty(), filter::clearWords)
                .then(() -> !filter.chips().isEmpty(), () -> filter.remove(filter.chips().getLast()));
    }

    private void editTitle() {
        detailShown.set(true);
        detailView.editTitle();
    }

    private void editTags() {
        detailShown.set(true);
        detailView.editTags();
    }

    private FilterViewModel filter() {
        return filter;
    }

    void showPreferences() {
        preferencesSheet.show();
    }

    private void showProblems() {
        ProblemsSheet.show(stage, theme, problems, new SystemClipboard());
    }

    private void showKeys() {
        KeysSheet.show(stage, theme);
    }

    private void toggleFullScreen() {
        stage.setFullScreen(!stage.isFullScreen());
    }

    /// Lets go of the library, which stays open.
    @Override
    public void close() {
        preferencesSheet.close();
        sync.ifPresent(SyncStatusViewModel::close);
        caches.close();
        acts.close();
        uploadFlow.close();
        shareFlow.close();
        downloadFlow.close();
        gallery.close();
        filter.close();
    }
}
