package dev.vitrine.ui.shell;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.ui.actions.BackgroundJobsView;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.bulk.TagPalette;
import dev.vitrine.ui.connection.CloudUsageView;
import dev.vitrine.ui.connection.CloudUsageViewModel;
import dev.vitrine.ui.connection.LibraryDrop;
import dev.vitrine.ui.connection.LibraryMenu;
import dev.vitrine.ui.connection.MfaCodeSheet;
import dev.vitrine.ui.connection.RightsStatusView;
import dev.vitrine.ui.connection.ScopeTexts;
import dev.vitrine.ui.connection.SignInStatusView;
import dev.vitrine.ui.connection.SignInViewModel;
import dev.vitrine.ui.connection.SyncNotice;
import dev.vitrine.ui.connection.SyncStatusView;
import dev.vitrine.ui.connection.SyncStatusViewModel;
import dev.vitrine.ui.connection.UnencryptedBadge;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.desktop.DragOut;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.detail.DetailView;
import dev.vitrine.ui.filter.AlbumCommands;
import dev.vitrine.ui.filter.ChipsView;
import dev.vitrine.ui.filter.FilterViewModel;
import dev.vitrine.ui.filter.SearchBox;
import dev.vitrine.ui.filter.SearchProblemsView;
import dev.vitrine.ui.filter.SidebarView;
import dev.vitrine.ui.filter.TagCommands;
import dev.vitrine.ui.filter.TagEditsViewModel;
import dev.vitrine.ui.gallery.GalleryStates;
import dev.vitrine.ui.gallery.GalleryView;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.problems.ProblemsButton;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.viewer.ViewerView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The views of all features, put together to the window's page and to what comes up over it.
final class FeatureViews implements AutoCloseable {
    private static final PseudoClass NOWHERE = PseudoClass.getPseudoClass("nowhere");

    private final ShellContext context;
    private final Browsing browsing;
    private final Flows flows;
    private final Panels panels;
    private final Optional<SyncStatusViewModel> sync;
    private final Optional<ScopeFlow> scope;
    private final SignInViewModel signIn;
    private final LibraryMenu libraries;
    private final SearchBox search;
    private final SidebarView sidebar;
    private final GalleryView gallery;
    private final DetailView detail;
    private final Node lists;
    private final Node status;
    private final ShellView page;
    private final LazyNode<ViewerView> viewer;

    FeatureViews(ShellContext context, Browsing browsing, Flows flows, ImageActions actions, WindowCommands commands) {
        this.context = context;
        this.browsing = browsing;
        this.flows = flows;
        panels = Panels.of(context.settings());
        sync = context.session()
                .library()
                .cloud()
                .map(cloud -> new SyncStatusViewModel(
                        cloud.mirror(), cloud::prices, context.program().background()));
        scope = context.session().library().cloud().map(cloud -> new ScopeFlow(context, cloud, sync.orElseThrow()));
        signIn = new SignInViewModel(
                context.session().library().cloud().flatMap(CloudFeatures::signIn),
                context.program().background(),
                new SignInViewModel.SignInContext(
                        FileBrowser::openPage, this::signedIn, context.session().toasts()));
        sync.ifPresent(looking -> looking.atEachLook(() -> signIn.refresh(Instant.now())));
        libraries = new LibraryMenu(context.connections());
        search = new SearchBox(browsing.filter());
        search.setOnResults(this::focusResults);
        scope.map(flow -> flow.cloud().mirror().scope())
                .filter(part -> !part.isAll())
                .ifPresent(part -> search.setPrompt(ScopeTexts.prompt(part)));
        sidebar = new SidebarView(
                browsing.filter(),
                new SidebarActions(context.session(), flows.uploads(), flows.moves(), context.rights()),
                Optional.of(tagCommands()),
                Optional.of(albumCommands()));
        var dragOut = new DragOut(
                context.session().exportedCopies(),
                context.session().jobs(),
                context.session().toasts());
        gallery = new GalleryView(
                browsing.gallery(),
                browsing.tiles(),
                actions,
                (source, picture, press) ->
                        dragOut.start(source, flows.archive().readable(browsing.selectedNow()), picture, press));
        gallery.setSpaceMenu(new EmptyAreaMenu(browsing, flows.uploads(), context.rights(), commands)::make);
        detail = new DetailView(browsing.detail(), actions);
        lists = new VBox(flows.downloads().listView(), flows.uploads().listView());
        status = statusLine();
        page = new ShellView(
                new ShellView.Parts(
                        toolbar(commands),
                        sidebar,
                        new VBox(
                                new SearchProblemsView(browsing.filter().searchText()),
                                new ChipsView(browsing.filter(), gallery.topHeader())),
                        inGallery(),
                        detail,
                        lists,
                        status),
                context.settings(),
                panels,
                context.program().background());
        detail.setOnDone(gallery::requestFocus);
        browsing.gallery().selection().revisionProperty().subscribe(_ -> showWhetherNowhere());
        FocusFallback.in(page, gallery::requestFocus);
        viewer = new LazyNode<>(
                browsing.viewer().openProperty(), () -> new ViewerView(browsing.viewer(), actions, this::returnTo));
        cover();
        MfaCodeSheet.over(context.program().stage(), signIn);
    }

    private void signedIn() {
        context.session().library().cloud().ifPresent(cloud -> cloud.mirror().wake());
        context.session().library().uploads().probeNow();
    }

    ShellView page() {
        return page;
    }

    /// Makes the viewer, styled and laid out, before anybody opens it.
    void prepareViewer() {
        ViewerView made = viewer.node();
        made.applyCss();
        made.resize(page.getWidth(), page.getHeight());
        made.layout();
    }

    private Toolbar toolbar(WindowCommands commands) {
        FilterViewModel filter = browsing.filter();
        var menu = new MainMenu(
                context.session().undo(),
                panels,
                new Preferences(context.settings()),
                commands,
                context.session().library());
        return new Toolbar(
                new Toolbar.Parts(
                        libraries,
                        search,
                        new SortMenu(
                                filter.queryProperty().map(query -> query.order()), filter::sort, browsing.ownOrders()),
                        new UploadButton(flows.uploads(), context.rights().allowsProperty(LibraryAct.UPLOAD)),
                        menu),
                panels,
                browsing.gallery());
    }

    private TagCommands tagCommands() {
        LibrarySession session = context.session();
        Program program = context.program();
        var edits = new TagEditsViewModel(
                session.library().images(),
                program.background(),
                session.captions(),
                session.toasts(),
                session::tagRenamed);
        return new TagCommands(
                edits,
                context.settings()
                        .text("tags.notAlike." + session.library().profile().key(), ""),
                new TagCommands.TagContext(
                        program.dialogs(),
                        session.toasts(),
                        program.stage(),
                        () -> context.rights().allowsOrTells(LibraryAct.EDIT)));
    }

    private AlbumCommands albumCommands() {
        return new AlbumCommands(
                browsing.filter(),
                browsing.albums(),
                new AlbumCommands.MenuContext(
                        context.program().dialogs(),
                        context.program().stage(),
                        context.session().toasts(),
                        () -> context.rights().allowsOrTells(LibraryAct.EDIT),
                        () -> Optional.of(browsing.selected().selectedProperty().get())
                                .filter(selection -> selection.size() == 1)
                                .flatMap(selection -> selection.few().stream().findFirst()),
                        changed -> new PreviewLoader(
                                context.session().library().thumbnails(),
                                context.session().background(),
                                PreviewLoader.THUMBNAIL,
                                changed)));
    }

    private List<Node> inGallery() {
        FilterViewModel filter = browsing.filter();
        var states = new GalleryStates(browsing.gallery(), flows.uploads()::choose);
        states.uploadsProperty().bind(context.rights().allowsProperty(LibraryAct.UPLOAD));
        scope.flatMap(ScopeFlow::whenEmpty).ifPresent(states::setPart);
        filter.countsProperty().subscribe(counts -> states.wayOutProperty().set(EmptyStateActions.of(counts, filter)));
        var isEmpty = browsing.gallery().stateProperty().isEqualTo(GalleryViewModel.GalleryState.EMPTY_LIBRARY);
        return Stream.concat(
                        Stream.<Node>of(gallery, states),
                        sync.stream()
                                .map(state -> new SyncNotice(
                                        state,
                                        isEmpty,
                                        context.connections()::editCurrent,
                                        () -> scope.ifPresent(ScopeFlow::choose))))
                .toList();
    }

    private StatusLine statusLine() {
        LibrarySession session = context.session();
        return new StatusLine(
                browsing.selected().sentenceProperty(),
                Stream.of(
                                scope.stream().flatMap(ScopeFlow::status),
                                sync.stream().map(SyncStatusView::new),
                                session.library().cloud().stream()
                                        .map(cloud -> new CloudUsageView(new CloudUsageViewModel(
                                                cloud.use(),
                                                session.library().images()::search,
                                                cloud.mirror()::isProven,
                                                session.background()))),
                                Stream.of(
                                        new UnencryptedBadge(session.library().profile()),
                                        new SignInStatusView(signIn, new SystemClipboard()::putText),
                                        new RightsStatusView(context.rights()),
                                        new BackgroundJobsView(
                                                session.jobs(),
                                                () -> SkippedSheet.show(
                                                        session, context.program(), browsing.gallery()::select)),
                                        new ProblemsButton(
                                                context.program().problems(), context.program()::showProblems),
                                        flows.downloads().statusView(),
                                        flows.uploads().watchView(),
                                        flows.uploads().statusView()))
                        .flatMap(Function.<Stream<? extends Node>>identity())
                        .toArray(Node[]::new));
    }

    private void cover() {
        ReadOnlyBooleanProperty viewing = browsing.viewer().openProperty();
        page.cover(viewer.place());
        page.drawBelowUnless(viewing);
        LazyNode.over(page, browsing.tagPalette().openProperty(), () -> new TagPalette(browsing.tagPalette()));
        page.cover(new LibraryDrop(page, libraries, flows.libraryCopies()::targets));
        page.cover(flows.uploads().dropOverlay(page));
        flows.uploads().cover(page);
        flows.downloads().cover(page);
        flows.sharing().cover(page);
        flows.archive().cover(page);
        // A notice about a picture must be seen over it.
        viewing.subscribe(open ->
                page.showIn(context.program().toasts(), open ? viewer.node().notices() : page.gallery()));
    }

    /// In the gallery, or in the details but for the texts and tags that are edited there.
    boolean isAtImages() {
        return gallery.isFocusWithin() || detail.isFocusWithin() && !detail.isEditing();
    }

    /// The gallery itself shows then that it has the focus.
    private void showWhetherNowhere() {
        gallery.pseudoClassStateChanged(
                NOWHERE, browsing.gallery().selection().lead().isEmpty());
    }

    void focusGallery() {
        page.applyCss(); // the panes are part of the scene only once their split pane has its skin
        gallery.requestFocus();
    }

    /// The keyboard stands on an image there: on the first when none is selected.
    private void focusResults() {
        if (browsing.gallery().leadIndex().isEmpty()) {
            browsing.gallery().moveTo(0, false, false);
        }
        gallery.requestFocus();
    }

    void editTitle() {
        panels.detail().openProperty().set(true);
        detail.editTitle();
    }

    void editTags() {
        panels.detail().openProperty().set(true);
        detail.editTags();
    }

    /// Back from the viewer: the image is selected and in sight.
    private void returnTo(String imageId) {
        browsing.gallery().selection().selectOnly(imageId);
        browsing.gallery().leadIndex().ifPresent(gallery::reveal);
        gallery.requestFocus();
    }

    void bind(KeyBindings inWindow) {
        var panes = new Panes(sidebar, gallery, detail, lists, status);
        inWindow.on(Shortcut.PREVIOUS_FILTER, onPage(browsing.filter()::goBack));
        inWindow.on(Shortcut.NEXT_FILTER, onPage(browsing.filter()::goForward));
        inWindow.on(Shortcut.LIBRARIES, onPage(libraries::show));
        inWindow.on(Shortcut.SEARCH, onPage(search::requestFocus));
        inWindow.on(Shortcut.GO_TO_DATE, onPage(gallery::askForDate));
        inWindow.on(
                Shortcut.NEXT_PANE, onPage(() -> panes.walk(1, page.getScene().getFocusOwner())));
        inWindow.on(
                Shortcut.PREVIOUS_PANE,
                onPage(() -> panes.walk(-1, page.getScene().getFocusOwner())));
        inWindow.on(Shortcut.SIDEBAR, onPage(panels::toggleSidebar));
        inWindow.on(Shortcut.DETAIL, onPage(panels::toggleDetail));
        EscapeChain back = escapeChain();
        inWindow.on(Shortcut.BACK, back::take);
    }

    /// Only while it can be seen, not beneath the viewer.
    private Runnable onPage(Runnable command) {
        return () -> {
            if (!browsing.viewer().openProperty().get()) {
                command.run();
            }
        };
    }

    /// From wherever one is to the gallery, then out of the selection, then out of the search text, then out of one
    /// filter after the other.
    private EscapeChain escapeChain() {
        FilterViewModel filter = browsing.filter();
        return new EscapeChain()
                .then(() -> browsing.viewer().openProperty().get(), () -> {})
                .then(() -> !gallery.isFocused(), gallery::requestFocus)
                .then(
                        () -> browsing.gallery().selection().size() > 0,
                        browsing.gallery().selection()::clear)
                .then(() -> !filter.queryProperty().get().words().isEmpty(), filter::clearWords)
                .then(
                        () -> !filter.chips().isEmpty(),
                        () -> filter.remove(filter.chips().getLast()));
    }

    @Override
    public void close() {
        signIn.cancel();
        sync.ifPresent(SyncStatusViewModel::close);
    }
}
