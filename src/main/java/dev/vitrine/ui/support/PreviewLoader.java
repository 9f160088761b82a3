package dev.vitrine.ui.support;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Thumbnail;
import dev.vitrine.service.Thumbnails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings one picture in steps: what is in memory at once, then the thumbnail, then the preview. Belongs to the FX thread.
///
/// Asking for another image drops whatever was still to come for the one before.
public final class PreviewLoader {
    public static final int THUMBNAIL = 512;
    public static final int PREVIEW = 2048;

    private final Thumbnails thumbnails;
    private final Background background;
    private final Consumer<Preview> onChange;
    private final List<Thumbnails.Ticket> tickets = new ArrayList<>();
    private Object asked = new Object();
    private int reached;

    /// @param onChange told every step, on the FX thread
    public PreviewLoader(Thumbnails thumbnails, Background background, Consumer<Preview> onChange) {
        this.thumbnails = thumbnails;
        this.background = background;
        this.onChange = onChange;
    }

    public void show(ImageRecord image) {
        clear();
        Optional<Thumbnail> cached = thumbnails.cached(image.imageId(), THUMBNAIL);
        if (cached.isPresent()) {
            reach(THUMBNAIL, step(image, cached.get()));
        } else {
            onChange.accept(Preview.coming(image));
            load(image, THUMBNAIL);
        }
        load(image, PREVIEW);
    }

    public void clear() {
        tickets.forEach(Thumbnails.Ticket::cancel);
        tickets.clear();
        asked = new Object();
        reached = 0;
    }

    private void load(ImageRecord image, int edge) {
        Object question = asked;
        Consumer<Preview> answer = background.toScreen(preview -> {
            if (question == asked) {
                reach(edge, preview);
            }
        });
        tickets.add(thumbnails.load(image, edge, thumbnail -> answer.accept(step(image, thumbnail))));
    }

    /// A smaller step that arrives late changes nothing; nor does a failure when there is something to show.
    private void reach(int edge, Preview preview) {
        boolean better = switch (preview) {
            case Preview.Ready _ -> edge > reached;
            case Preview.Missing _ -> reached == 0;
            case Preview.Nothing _, Preview.Coming _ -> false;
        };
        if (better) {
            reached = preview instanceof Preview.Ready ? edge : 0;
            onChange.accept(preview);
        }
    }

    private static Preview step(ImageRecord image, Thumbnail thumbnail) {
        return switch (thumbnail) {
            case Thumbnail.Ready ready -> Preview.ready(image, PictureLevels.of(ready.picture()));
            case Thumbnail.Missing missing -> new Preview.Missing(missing.reason());
        };
    }
}
