package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Place;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageMenu;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;

/// Does what can be done with images, by whoever knows how.
final class ImageActions implements ImageCommands {
    private final ImageService images;
    private final Background background;
    private final LibraryActions changes;
    private final ActionContext context;
    private final Places places;

    /// What brings images out of the library, and edits them in the window.
    record ActionContext(CopyActions copies, DownloadFlow downloads, ShareFlow sharing, EditActions edits, Toasts toasts) {
    }

    /// What leads elsewhere in the window.
    ///
    /// @param open looks at the image with this id
    record Places(Consumer<String> open, Runnable editTitle, Runnable editTags) {
    }

    ImageActions(ImageService images, Background background, LibraryActions changes, ActionContext context, Places places) {
        this.images = images;
        this.background = background;
        this.changes = changes;
        this.context = context;
        this.places = places;
    }

    @Override
    public boolean offers(ImageAction action) {
        return switch (action) {
            case COPY_ADDRESSES, COPY_COMMANDS -> context.sharing().hasAddresses();
            case COPY_PATHS -> !context.sharing().hasAddresses();
            default -> true;
        };
    }

    @Override
    public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Place place) {
        ImageMenu.of(this, targets, place).show(owner, onScreen.getX(), onScreen.getY());
    }

    @Override
    public void run(ImageAction action, ImageTargets targets) {
        if (!action.isFor(targets)) {
            return;
        }
        List<String> ids = targets.ids();
        switch (action) {
            case OPEN -> targets.lead().ifPresent(places.open());
            case DOWNLOAD -> withImages(ids, context.downloads()::download);
            case SHARE -> withImages(ids, context.sharing()::share);
            case COPY_PICTURE -> withImages(targets.lead().stream().toList(), found -> found.forEach(context.copies()::copyPicture));
            case COPY_FILES -> withImages(ids, context.copies()::copyFiles);
            case COPY_ADDRESSES -> withImages(ids, context.sharing()::copyAddresses);
            case COPY_COMMANDS -> withImages(ids, context.sharing()::copyCommands);
            case COPY_PATHS -> withImages(ids, context.copies()::copyPaths);
            case EDIT -> edit(ids);
            case TAGS -> places.editTags().run();
            case RATE_0, RATE_1, RATE_2, RATE_3, RATE_4, RATE_5 -> changes.ratings().rate(ids, action.stars());
            case FAVOURITE -> changes.ratings().toggleFavourite(ids);
            case RESTORE -> changes.trash().restore(ids);
            case TRASH -> changes.trash().trash(ids);
            case DELETE_FOREVER -> changes.trash().deleteForever(ids);
        }
    }

    private void edit(List<String> ids) {
        if (ids.size() == 1) {
            places.editTitle().run();
        } else {
            context.edits().captionMany();
        }
    }

    private void withImages(List<String> ids, Consumer<List<ImageRecord>> then) {
        background.run(() -> images.findAll(ids), then, context.toasts()::failure);
    }
}
