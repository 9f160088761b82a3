package dev.vitrine.ui.actions;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Images of this library that are dragged onto a part of its window.
public final class ImageDrop {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private ImageDrop() {}

    /// A node out of which images are dragged.
    public interface Source {
        /// The images that the hand holds, for the time of the drag.
        ImageTargets dragged();
    }

    /// What a drop would mean.
    ///
    /// @param sentence what it does, or why it does nothing; `""` where there is nothing to say
    public record Offer(boolean taken, String sentence) {
        public static final Offer NOTHING = new Offer(false, "");

        public static Offer of(String what) {
            return new Offer(true, what);
        }

        public static Offer refused(String why) {
            return new Offer(false, why);
        }
    }

    /// What images can be dropped onto.
    ///
    /// @param action called only with what is taken, within the drop: what asks a person must wait for its end
    public record Taker(Function<ImageTargets, Offer> offers, Consumer<ImageTargets> action) {}

    /// Makes a node take images; while they hover over it, it has the pseudo-class `drop`.
    ///
    /// @param taker asked at each movement: what a node stands for may change
    public static void onto(Node target, Supplier<Taker> taker) {
        target.getProperties().put(ImageDrop.class, taker);
        var shown = new AtomicReference<>(Offer.NOTHING);
        target.addEventHandler(
                DragEvent.DRAG_OVER,
                drag -> dragged(drag).ifPresent(images -> {
                    Offer offer = taker.get().offers().apply(images);
                    shown.set(offer);
                    if (offer.taken()) {
                        drag.acceptTransferModes(TransferMode.COPY);
                    }
                    target.pseudoClassStateChanged(DROP, offer.taken());
                    drag.consume();
                }));
        target.addEventHandler(DragEvent.DRAG_EXITED, _ -> {
            shown.set(Offer.NOTHING);
            target.pseudoClassStateChanged(DROP, false);
        });
        target.addEventHandler(
                DragEvent.DRAG_DROPPED,
                drag -> dragged(drag).ifPresent(images -> {
                    // The list may have moved under a resting hand: only what was told last is
                    // meant.
                    Taker now = taker.get();
                    Offer offer = now.offers().apply(images);
                    boolean taken = offer.taken() && offer.equals(shown.get());
                    drag.setDropCompleted(taken);
                    drag.consume();
                    if (taken) {
                        now.action().accept(images);
                    }
                }));
    }

    /// The images that an event is about; nothing when what is dragged comes from elsewhere.
    public static Optional<ImageTargets> dragged(DragEvent drag) {
        return drag.getGestureSource() instanceof Source source ? Optional.of(source.dragged()) : Optional.empty();
    }

    /// What a drop of these onto this target of an event would mean.
    public static Offer offer(EventTarget target, ImageTargets images) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at.hasProperties()
                    && at.getProperties().get(ImageDrop.class) instanceof Supplier<?> supplier
                    && supplier.get() instanceof Taker taker) {
                return taker.offers().apply(images);
            }
        }
        return Offer.NOTHING;
    }
}
