package dev.vitrine.ui.controls;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.DecodePriority;
import dev.vitrine.service.thumbnail.Thumbnail;
import dev.vitrine.service.thumbnail.ThumbnailTicket;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Brings one picture in steps: for a large one what is in memory at once, then the thumbnail, then the preview.
/// Belongs to the FX thread.
///
/// Asking for another image drops whatever was still to come for the one before.
public final class PreviewLoader {
    public static final int THUMBNAIL = 512;
    public static final int PREVIEW = 2048;

    private final Thumbnails thumbnails;
    private final Background background;
    private final int largest;
    private final Consumer<Preview> onChange;
    private final List<ThumbnailTicket> tickets = new ArrayList<>();
    private UnaryOperator<Preview.Ready> finishing = UnaryOperator.identity();
    private Runnable whenNothingBetter = () -> {};
    private Object asked = new Object();
    private int reached;

    /// @param largest [#THUMBNAIL] or [#PREVIEW]
    /// @param onChange notified of every step, on the FX thread
    public PreviewLoader(Thumbnails thumbnails, Background background, int largest, Consumer<Preview> onChange) {
        this.thumbnails = thumbnails;
        this.background = background;
        this.largest = largest;
        this.onChange = onChange;
    }

    /// @param action called on the FX thread when a smaller step is shown and the best one cannot be had
    public PreviewLoader whenNothingBetter(Runnable action) {
        whenNothingBetter = action;
        return this;
    }

    /// @param finishing what is done to each step that is ready, on the thread that made it
    public PreviewLoader finishing(UnaryOperator<Preview.Ready> finishing) {
        this.finishing = finishing;
        return this;
    }

    public void show(ImageRecord image) {
        clear();
        // Of small pictures many are asked for together: making their levels here would hold the screen up.
        Optional<Thumbnail> cached = largest > THUMBNAIL ? thumbnails.cached(image, THUMBNAIL) : Optional.empty();
        if (cached.isPresent()) {
            reach(step(image, cached.get()));
        } else {
            onChange.accept(Preview.coming(image));
        }
        // What is asked for last comes first.
        if (largest > THUMBNAIL) {
            load(image, largest);
        }
        if (cached.isEmpty()) {
            load(image, THUMBNAIL);
        }
    }

    public void clear() {
        tickets.forEach(ThumbnailTicket::cancel);
        tickets.clear();
        asked = new Object();
        reached = 0;
    }

    private void load(ImageRecord image, int edge) {
        Object question = asked;
        Consumer<Preview> answer = background.toScreen(preview -> {
            if (question == asked) {
                reach(preview);
            }
        });
        DecodePriority priority = largest > THUMBNAIL ? DecodePriority.VIEWED : DecodePriority.TILE;
        tickets.add(
                thumbnails.load(image, edge, priority, thumbnail -> answer.accept(finished(step(image, thumbnail)))));
    }

    /// A smaller step that arrives late changes nothing; nor does a failure when there is something to show.
    private void reach(Preview preview) {
        switch (preview) {
            case Preview.Ready ready
            when ready.levels().edge() > reached -> {
                reached = ready.levels().edge();
                onChange.accept(ready);
            }
            case Preview.Missing missing when reached == 0 -> onChange.accept(missing);
            case Preview.Missing _ -> whenNothingBetter.run();
            case Preview.Ready _, Preview.Nothing _, Preview.Coming _ -> {}
        }
    }

    private Preview finished(Preview step) {
        return step instanceof Preview.Ready ready ? finishing.apply(ready) : step;
    }

    private static Preview step(ImageRecord image, Thumbnail thumbnail) {
        return switch (thumbnail) {
            case Thumbnail.Ready ready -> Preview.ready(image, PictureLevels.of(ready.picture()));
            case Thumbnail.Missing missing -> new Preview.Missing(Sentences.text(missing.reason()));
        };
    }
}
