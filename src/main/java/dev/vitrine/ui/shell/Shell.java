package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.desktop.SystemClipboard;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.viewer.ViewerViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/// One build of the window over an open library: the view models and views of all features, wired together.
final class Shell implements AutoCloseable {
    private final ShellContext context;
    private final Browsing browsing;
    private final Flows flows;
    private final CullingFlow culling;
    private final LibraryCaches caches;
    private final WindowCommands commands;
    private final FeatureViews views;
    private final Prewarming prewarming;
    private final IdleDetector untouched;

    Shell(LibrarySession session, Program program, ConnectionsViewModel connections) {
        context = new ShellContext(
                session,
                program,
                program.settings().scoped(),
                connections,
                session.rights().scoped());
        browsing = new Browsing(context);
        flows = Flows.of(context);

        culling = new CullingFlow(context, browsing);
        var preferences = new Preferences(context.settings());
        caches = new LibraryCaches(session.library(), browsing, preferences);
        var similar = new SimilarFlow(context, browsing);
        commands = new WindowCommands(
                program,
                new PreferencesViewModel(
                        preferences, caches, program.renditions(program.background()), program.background()),
                new WindowCommands.Beyond(
                        connections::showList,
                        browsing::playSlideshow,
                        culling::cull,
                        session.trash()::deleteAllPermanently,
                        new TableFlow(context, browsing.gallery()),
                        new FolderCopyFlow(context, browsing.gallery()),
                        new FillFlow(context),
                        similar,
                        new LookAlikeActions(context),
                        new AdoptFlow(context),
                        flows.sharing()::showPages));
        browsing.filter().setOnEmptyTrash(session.trash()::deleteAllPermanently);

        var edits = new BulkEditing(session, browsing.gallery(), program);
        var actions = new ImageActions(
                session,
                new CopyActions(session, new SystemClipboard()),
                flows,
                context.rights(),
                new ImageActions.Destinations(
                        browsing::open,
                        browsing::compare,
                        similar::findSimilar,
                        culling::cull,
                        this::editTitle,
                        edits::editTitles,
                        this::editTags,
                        browsing::offerTags));
        views = new FeatureViews(context, browsing, flows, actions, commands);
        bindKeys(actions);
        prewarming = new Prewarming(
                program.background(),
                () -> FirstPictures.areShown(views.page()),
                List.of(views::prepareViewer, commands::preparePreferences));
        untouched = new IdleDetector(
                views.page(),
                program.background(),
                System::nanoTime,
                List.of(
                        prewarming,
                        new IdleMemory(views.page(), program.background(), caches::clearMemory),
                        _ -> session.library().thumbnails().tryMissing()));
    }

    private void bindKeys(ImageActions actions) {
        var keys = new ShellKeys(browsing.gallery()::whenFound);
        keys.onImages().onImages(actions, browsing.gallery()::targets);
        keys.onImages().on(Shortcut.UNDO, context.session().undo()::undo);
        keys.onImages().on(Shortcut.REDO, context.session().undo()::redo);
        browsing.bind(keys.onImages(), keys.inWindow());
        keys.onImages()
                .on(
                        Shortcut.DOWNLOAD_AGAIN,
                        () -> actions.downloadAgain(browsing.gallery().targets()));
        flows.uploads().bind(keys.onImages(), keys.inWindow());
        commands.bind(keys.onImages(), keys.inWindow());
        views.bind(keys.inWindow());
        keys.listenTo(views.page(), () -> browsing.viewer().openProperty().get(), views::isAtImages);
    }

    private void editTitle() {
        browsing.showSelectedNow();
        views.editTitle();
    }

    private void editTags() {
        browsing.showSelectedNow();
        views.editTags();
    }

    Parent view() {
        return views.page();
    }

    /// What the window calls itself: how far uploads are, while there are any.
    ObservableValue<String> titleProperty() {
        return flows.uploads().titleProperty();
    }

    /// Files that came from outside of the window.
    void upload(List<Path> files) {
        flows.uploads().arrived(files);
    }

    void focusGallery() {
        views.focusGallery();
    }

    void showPreferences() {
        commands.showPreferences();
    }

    /// What a build of the window shows, for the next one.
    record Shown(List<String> selected, Optional<ViewerViewModel.Viewed> viewed) {}

    Shown shown() {
        return new Shown(browsing.gallery().selection().ids(), browsing.viewer().viewed());
    }

    /// Images are selected as soon as the gallery shows them.
    void show(Shown before) {
        browsing.gallery().selectWhenThere(before.selected());
        before.viewed().ifPresent(viewed -> {
            browsing.viewer().view(viewed);
            if (viewed.isCulling()) {
                culling.resume(viewed.imageIds());
            }
        });
    }

    /// Ends what listens to the library, to settings and to everything else that goes on; that is left as it is.
    @Override
    public void close() {
        prewarming.close();
        untouched.close();
        commands.close();
        views.close();
        caches.close();
        flows.close();
        browsing.close();
        context.settings().close();
    }
}
