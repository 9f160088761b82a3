package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.controls.DropHint;
import dev.vitrine.ui.controls.FileDrop;
import dev.vitrine.ui.support.Icons;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import org.kordamp.ikonli.feather.Feather;

/// Says what a drop would do while another program's files are over the window, or our own images.
public final class DropOverlay {
    private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");

    private final DropHint hint = new DropHint("drop-overlay");
    private final Node window;
    private final Supplier<String> refusal;
    private boolean takesPictures;

    /// @param window takes the files wherever nothing in it does
    /// @param refusal why no files are taken now, or `""`
    public DropOverlay(Node window, Consumer<List<Path>> dropped, Supplier<String> refusal) {
        this.window = window;
        this.refusal = refusal;
        FileDrop.onto(window, dropped);
        window.addEventFilter(DragEvent.DRAG_OVER, this::over);
        window.addEventHandler(DragEvent.DRAG_EXITED, _ -> hint.setVisible(false));
        window.addEventFilter(DragEvent.DRAG_DROPPED, drag -> {
            hint.setVisible(false);
            if (!refusal.get().isEmpty() && FileDrop.isForeign(drag)) {
                drag.consume();
            }
        });
    }

    /// A picture that is no file is taken, too.
    public DropOverlay pictures(Consumer<Clipboard> dropped) {
        FileDrop.pictureOnto(window, dropped);
        takesPictures = true;
        return this;
    }

    /// Lies over the window.
    public Node hint() {
        return hint;
    }

    /// What to do in place of a drop that brings no files: the X server hands very long lists of names over in a
    /// way that the toolkit does not read, and browsers give addresses.
    private static String instead(DragEvent drag) {
        Dragboard board = drag.getDragboard();
        boolean somethingElse = board.hasUrl() || board.hasHtml() || board.hasImage() || board.hasString();
        return text(somethingElse ? "upload.drop.noFiles" : "upload.drop.tooMany");
    }

    /// Our own images are told about only where they can be dropped, or one would think so.
    private void show(ImageDrop.Offer offer) {
        hint.show(offer.sentence(), offer.taken() ? null : Icons.of(Feather.SLASH));
    }

    private void over(DragEvent drag) {
        Optional<ImageTargets> own = ImageDrop.dragged(drag);
        hint.pseudoClassStateChanged(OWN, own.isPresent());
        if (own.isPresent()) {
            show(ImageDrop.offer(drag.getTarget(), own.get()));
            return;
        }
        boolean isPicture = takesPictures && FileDrop.isPicture(drag);
        boolean isTaken = isPicture || FileDrop.isOffered(drag);
        String no = isTaken ? refusal.get() : FileDrop.isForeign(drag) ? instead(drag) : "";
        if (!no.isEmpty()) {
            hint.show(no, Icons.of(Feather.SLASH));
            drag.consume(); // nobody takes it
        } else if (isTaken) {
            String sentence = text(
                    "upload.drop.files", isPicture ? 1 : FileDrop.files(drag).size());
            String target = isPicture ? "" : FileDrop.described(drag.getTarget());
            hint.show(
                    target.isEmpty() ? sentence : text("upload.drop.target", sentence, target),
                    Icons.of(Feather.UPLOAD));
        }
    }
}
