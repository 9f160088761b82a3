package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
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

/// Has the previews of the pictures beside the viewed one ready before they are asked for. Belongs to the FX thread.
final class Neighbors {
    private final Thumbnails thumbnails;
    private final Background background;
    private final Map<String, ThumbnailTicket> coming = new HashMap<>();
    private final Map<String, Preview.Ready> ready = new HashMap<>();
    private final Set<String> requested = new HashSet<>();

    Neighbors(Thumbnails thumbnails, Background background) {
        this.thumbnails = thumbnails;
        this.background = background;
    }

    Optional<Preview.Ready> find(String imageId) {
        return Optional.ofNullable(ready.get(imageId));
    }

    /// Forgets all others.
    ///
    /// @param around most likely first
    void keep(List<ImageRecord> around) {
        requested.clear();
        around.forEach(image -> requested.add(image.imageId()));
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
            if (!ready.containsKey(image.imageId()) && !coming.containsKey(image.imageId())) {
                load(image);
            }
        }
    }

    void clear() {
        keep(List.of());
    }

    private void load(ImageRecord image) {
        Consumer<Preview.Ready> arrived = background.toScreen(preview -> {
            coming.remove(image.imageId());
            if (requested.contains(image.imageId())) {
                ready.put(image.imageId(), preview);
            }
        });
        coming.put(image.imageId(), thumbnails.load(image, PreviewLoader.PREVIEW, thumbnail -> {
            if (thumbnail instanceof Thumbnail.Ready(var picture)) {
                arrived.accept(Preview.ready(image, PictureLevels.of(picture)));
            }
        }));
    }
}
