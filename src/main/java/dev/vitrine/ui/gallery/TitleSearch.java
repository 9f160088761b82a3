package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.text.Matches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the next image of a result whose title begins with what was typed. Blocks; not for the FX thread.
record TitleSearch(ImageService images) {
    private static final int PAGE = 256;
    /// More hits than anybody leafs through; a search box narrows better.
    private static final int MAX = 4_096;

    /// @param from position to begin at; the search goes around
    Optional<String> next(ImageResult shown, String typed, int from) {
        String firstWord = typed.strip().split("[^\\p{L}\\p{N}]+")[0];
        ImageQuery query = shown.query();
        var words = new ArrayList<>(query.words());
        words.add(new Word(firstWord, false, false));
        ImageResult hits = images.search(query.withWords(words).withOrder(Order.TITLE));
        Matches matches = Matches.of(typed);
        var found = new ArrayList<ImageRecord>();
        for (int at = 0; at < Math.min(hits.size(), MAX); at += PAGE) {
            hits.images(at, Math.min(hits.size(), at + PAGE)).stream()
                    .filter(image -> matches.begins(TileText.title(image)))
                    .forEach(found::add);
        }
        return nearest(shown, found.stream().map(ImageRecord::imageId).toList(), from);
    }

    private static Optional<String> nearest(ImageResult shown, List<String> ids, int from) {
        int size = Math.max(1, shown.size());
        return ids.stream()
                .filter(shown::contains)
                .min(Comparator.comparingInt(
                        id -> Math.floorMod(shown.indexOf(id).orElseThrow() - from, size)));
    }
}
