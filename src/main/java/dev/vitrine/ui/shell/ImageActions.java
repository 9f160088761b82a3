package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageMenu;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.util.Subscription;

/// Does what can be done with images, by whoever knows how.
record ImageActions(LibrarySession session, CopyActions copies, Flows flows, LibraryRights rights, Destinations places)
        implements ImageCommands {
    /// What leads elsewhere in the window.
    ///
    /// @param open looks at the image with this id
    /// @param compare looks at these side by side
    /// @param cull goes through these, or through all that is shown where it is one, to pick and reject
    /// @param editMany asks for the titles of all selected images
    /// @param similar shows what looks like this one
    /// @param quickTags offers tags for these in a short list
    record Destinations(
            Consumer<String> open,
            Consumer<List<String>> compare,
            Consumer<String> similar,
            Consumer<List<String>> cull,
            Runnable editTitle,
            Runnable editMany,
            Runnable editTags,
            Consumer<ImageTargets> quickTags) {}

    @Override
    public boolean offers(ImageAction action) {
        return switch (action) {
            case COPY_ADDRESSES, COPY_COMMANDS -> flows.sharing().hasAddresses();
            case COPY_PATHS -> !flows.sharing().hasAddresses();
            case BRING_BACK ->
                flows.archive().anyProperty().get() && refused(action).isEmpty();
            default -> refused(action).isEmpty();
        };
    }

    /// Without a trash, deleting is permanent.
    private Optional<LibraryAct> refused(ImageAction action) {
        boolean isDeletion = action == ImageAction.TRASH && rights.allows(LibraryAct.DELETE);
        return action.act().filter(act -> !rights.allows(act) && !isDeletion);
    }

    @Override
    public Subscription whenOffersChange(Runnable changed) {
        return rights.lostProperty()
                .subscribe(_ -> changed.run())
                .and(flows.archive().anyProperty().subscribe((_, _) -> changed.run()));
    }

    @Override
    public void undo() {
        session.undo().undo();
    }

    @Override
    public void redo() {
        session.undo().redo();
    }

    @Override
    public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {
        ImageMenu.of(this, targets, place).show(owner, onScreen.getX(), onScreen.getY());
    }

    @Override
    public void run(ImageAction action, ImageTargets targets) {
        if (!action.isFor(targets)) {
            return;
        }
        Optional<LibraryAct> refused = refused(action);
        if (refused.isPresent()) {
            rights.allowsOrTells(refused.get());
            return;
        }
        List<String> ids = targets.ids();
        switch (action) {
            case OPEN -> targets.lead().ifPresent(places.open());
            case COMPARE -> places.compare().accept(ids);
            case FIND_SIMILAR -> targets.lead().ifPresent(places.similar());
            case CULL -> places.cull().accept(ids);
            case DOWNLOAD -> withOriginals(ids, flows.downloads()::download);
            case SHARE -> withOriginals(ids, flows.sharing()::share);
            case SHARE_PAGE -> withOriginals(ids, flows.sharing()::sharePage);
            case TO_LIBRARY -> flows.libraryCopies().ask(ids);
            case MOVE -> flows.moves().ask(ids);
            case BRING_BACK -> withImages(ids, flows.archive()::bringBack);
            case COPY_PICTURE ->
                withOriginals(targets.lead().stream().toList(), found -> found.forEach(copies::copyPicture));
            case COPY_FILES ->
                withOriginals(
                        ids,
                        found -> copies.copyFiles(
                                found.stream().map(ImageRecord::imageId).toList()));
            case COPY_ADDRESSES -> withImages(ids, flows.sharing()::copyAddresses);
            case COPY_COMMANDS -> withImages(ids, flows.sharing()::copyCommands);
            case COPY_PATHS -> copies.copyPaths(ids);
            case EDIT -> (ids.size() == 1 ? places.editTitle() : places.editMany()).run();
            case TAGS -> places.editTags().run();
            case QUICK_TAGS -> places.quickTags().accept(targets);
            case RATE_0, RATE_1, RATE_2, RATE_3, RATE_4, RATE_5 ->
                session.ratings().rate(ids, action.stars());
            case PICK, REJECT, UNFLAG ->
                action.flag().ifPresent(flag -> session.flags().flag(ids, flag));
            case TURN_RIGHT -> session.corrections().turn(ids, Orientation.TURN_RIGHT);
            case TURN_LEFT -> session.corrections().turn(ids, Orientation.TURN_LEFT);
            case MIRROR -> session.corrections().turn(ids, Orientation.MIRRORED);
            case CORRECT_TIME -> flows.times().ask(ids);
            case FAVORITE -> session.ratings().toggleFavorite(ids);
            case RESTORE -> session.trash().restore(ids);
            case TRASH -> session.trash().trash(ids);
            case DELETE_PERMANENTLY -> session.trash().deletePermanently(ids);
        }
    }

    void downloadAgain(ImageTargets targets) {
        withOriginals(targets.ids(), flows.downloads()::downloadAgain);
    }

    /// For what needs their bytes: of those in an archive it is said what can be done.
    private void withOriginals(List<String> ids, Consumer<List<ImageRecord>> then) {
        session.run(
                () -> session.library().images().findAll(ids).stream()
                        .map(this::asStoredNow)
                        .toList(),
                found -> flows.archive().withReadable(found, then));
    }

    /// What was asked for may have come back by now, and somebody else may have asked.
    private ImageRecord asStoredNow(ImageRecord image) {
        ImageService images = session.library().images();
        if (images.isReadable(image)) {
            return image;
        }
        try {
            return images.withStorage(image);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException _) { // as far as it is known
            return image;
        }
    }

    private void withImages(List<String> ids, Consumer<List<ImageRecord>> then) {
        session.run(() -> session.library().images().findAll(ids), then);
    }
}
