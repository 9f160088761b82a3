package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Flag;
import dev.vitrine.image.Rating;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.actions.ImageDrop.Offer;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.filter.SidebarCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the sidebar leads to in the library.
///
/// @param rights of this build of the window
record SidebarActions(LibrarySession session, UploadFlow uploads, MoveFlow moves, LibraryRights rights)
        implements SidebarCommands {
    @Override
    public void files(List<Path> files, Optional<String> user, Optional<String> tag) {
        uploads.droppedOnto(files, user, tag);
    }

    @Override
    public void uploadAs(String user) {
        uploads.chooseAs(user);
    }

    @Override
    public ImageDrop.Taker onTag(String tag) {
        int stars = Rating.stars(tag);
        if (stars > 0) {
            return taker(
                    LibraryAct.EDIT,
                    images -> text("rating.rate.label", images.size(), stars),
                    images -> session.ratings().rate(images.ids(), stars));
        }
        for (Flag flag : List.of(Flag.PICK, Flag.REJECT)) {
            if (tag.equals(flag.tag())) {
                return taker(
                        LibraryAct.EDIT,
                        images -> text("flag.label." + flag.name(), images.size()),
                        images -> session.flags().flag(images.ids(), flag));
            }
        }
        return tag.equals(Rating.FAVORITE)
                ? taker(
                        LibraryAct.EDIT,
                        images -> text("rating.favor.label", images.size()),
                        images -> session.ratings().favorite(images.ids(), true))
                : taker(
                        LibraryAct.EDIT,
                        images -> CaptionActions.addLabel(images.size(), tag),
                        images -> session.captions().addTag(images.ids(), tag));
    }

    private ImageDrop.Taker taker(LibraryAct act, Function<ImageTargets, String> what, Consumer<ImageTargets> action) {
        return new ImageDrop.Taker(
                images -> images.inTrash()
                        ? Offer.refused(text("filter.drop.trashed"))
                        : allowed(act, what.apply(images)),
                images -> afterDrop(() -> action.accept(images)));
    }

    /// A question within a drop would hold the drag of the whole desktop.
    private void afterDrop(Runnable action) {
        session.run(() -> true, _ -> action.run());
    }

    @Override
    public ImageDrop.Taker onUser(String user) {
        return taker(
                LibraryAct.MOVE,
                images -> text("move.label", images.size(), user),
                images -> moves.moveTo(images.ids(), user));
    }

    @Override
    public ImageDrop.Taker onTrash() {
        return new ImageDrop.Taker(
                images -> images.inTrash() ? Offer.NOTHING : intoTrash(images.size()),
                images -> session.trash().trash(images.ids()));
    }

    /// Without a trash, deleting is permanent, and is asked about.
    private Offer intoTrash(int images) {
        LibraryAct act = rights.allows(LibraryAct.DELETE) ? LibraryAct.DELETE : LibraryAct.TRASH;
        return allowed(rights.allows(LibraryAct.TRASH) ? LibraryAct.TRASH : act, text("actions.trash.label", images));
    }

    @Override
    public ImageDrop.Taker onLibrary() {
        return new ImageDrop.Taker(
                images -> images.inTrash()
                        ? allowed(LibraryAct.TRASH, text("actions.restore.label", images.size()))
                        : Offer.NOTHING,
                images -> afterDrop(() -> session.trash().restore(images.ids())));
    }

    private Offer allowed(LibraryAct act, String what) {
        return rights.allows(act) ? Offer.of(what) : Offer.refused(rights.refusal(act));
    }
}
