package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.support.Background;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The rows around what is on screen, read off the FX thread.
///
/// One read is under way at a time and the newest request comes next, so fast scrolling neither piles up reads nor
/// starves. A row that is known from an older result is shown until the newer one is read.
final class RowWindow {
    private static final int AHEAD = 60;
    private static final int KEPT = 3000;

    private final Background background;
    private final Consumer<Set<String>> onRead;
    private final Consumer<ImageException> onFailure;
    /// Strictly the rows seen last: a Caffeine cache may refuse a new one, and then a tile on the screen would stay
    /// empty.
    private final Map<String, ImageRecord> rows = new LinkedHashMap<>(256, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ImageRecord> eldest) {
            boolean goes = size() > KEPT;
            if (goes) {
                fresh.remove(eldest.getKey()); // else it would never be read again
            }
            return goes;
        }
    };
    private final Set<String> fresh = new HashSet<>();
    private Optional<ImageResult> result = Optional.empty();
    private int requestedFrom;
    private int requestedTo;
    private boolean reading;

    /// @param onRead is called with the ids whose rows are new or changed
    RowWindow(Background background, Consumer<Set<String>> onRead, Consumer<ImageException> onFailure) {
        this.background = background;
        this.onRead = onRead;
        this.onFailure = onFailure;
    }

    void show(ImageResult newest) {
        result = Optional.of(newest);
        fresh.clear();
        want(requestedFrom, requestedTo);
    }

    Optional<ImageRecord> row(String imageId) {
        return Optional.ofNullable(rows.get(imageId));
    }

    /// Says which positions are on screen now.
    void want(int from, int to) {
        requestedFrom = from;
        requestedTo = to;
        if (!reading) {
            result.ifPresent(this::readWhatIsMissing);
        }
    }

    private void readWhatIsMissing(ImageResult from) {
        int last = Math.min(requestedTo, from.size());
        if (requestedFrom >= last || fresh.containsAll(from.ids(requestedFrom, last))) {
            return;
        }
        int first = Math.max(0, requestedFrom - AHEAD);
        int end = Math.min(from.size(), requestedTo + AHEAD);
        reading = true;
        background.run(
                () -> from.images(first, end),
                images -> {
                    reading = false;
                    if (result.filter(newest -> newest == from).isPresent()) {
                        keep(images, from.ids(first, end));
                    }
                    want(requestedFrom, requestedTo);
                },
                failure -> {
                    reading = false;
                    onFailure.accept(failure);
                });
    }

    private void keep(List<ImageRecord> images, List<String> asked) {
        fresh.addAll(asked);
        var changed = new HashSet<String>();
        for (ImageRecord image : images) {
            if (!image.equals(rows.put(image.imageId(), image))) {
                changed.add(image.imageId());
            }
        }
        if (!changed.isEmpty()) {
            onRead.accept(changed);
        }
    }
}
