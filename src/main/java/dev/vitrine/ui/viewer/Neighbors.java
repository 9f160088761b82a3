package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ShownImage;
import dev.vitrine.service.thumbnail.Thumbnail;
import dev.vitrine.service.thumbnail.ThumbnailTicket;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.controls.PictureLevels;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Background;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Has the previews of the pictures beside the viewed one ready before they are asked for. Belongs to the FX thread.
final class Neighbors {
    private final Thumbnails thumbnails;
    private final Background background;
    private final UnaryOperator<Preview.Ready> finishing;
    private final Map<ShownImage, ThumbnailTicket> coming = new HashMap<>();
    private final Map<ShownImage, Preview.Ready> ready = new HashMap<>();
    private final Set<ShownImage> requested = new HashSet<>();

    /// @param finishing what is done to each before it is needed, on the thread that made it
    Neighbors(Thumbnails thumbnails, Background background, UnaryOperator<Preview.Ready> finishing) {
        this.finishing = finishing;
        this.thumbnails = thumbnails;
        this.background = background;
    }

    Optional<Preview.Ready> find(ImageRecord image) {
        return Optional.ofNullable(ready.get(ShownImage.of(image)));
    }

    /// Forgets all others.
    ///
    /// @param around most likely first
    void keep(List<ImageRecord> around) {
        requested.clear();
        around.forEach(image -> requested.add(ShownImage.of(image)));
        ready.keySet().retainAll(requested);
        coming.entrySet().removeIf(entry -> {
            boolean unwanted = !requested.contains(entry.getKey());
            if (unwanted) {
                entry.getValue().cancel();
            }
            return unwanted;
        });
        // What is asked for last comes first.
        for (ImageRecord image : around.reversed()) {
            ShownImage shown = ShownImage.of(image);
            if (!ready.containsKey(shown) && !coming.containsKey(shown)) {
                load(image, shown);
            }
        }
    }

    void clear() {
        keep(List.of());
    }

    private void load(ImageRecord image, ShownImage shown) {
        Consumer<Preview.Ready> arrived = background.toScreen(preview -> {
            coming.remove(shown);
            if (requested.contains(shown)) {
                ready.put(shown, preview);
            }
        });
        coming.put(shown, thumbnails.load(image, PreviewLoader.PREVIEW, thumbnail -> {
            if (thumbnail instanceof Thumbnail.Ready(var picture)) {
                arrived.accept(finishing.apply(Preview.ready(image, PictureLevels.of(picture))));
            }
        }));
    }
}
