package dev.vitrine.service.similar;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All images of a library that look alike, as they were found: their rows are read as they are asked for. Safe for
/// any thread.
///
/// @param ids of each group, the best first; the largest group first
public record LookAlikeGroups(ImageService images, List<List<String>> ids) {
    /// Of one group, so many are read. Once those are gone the next are found.
    static final int MAX_READ = 1000;

    private static final int PAGE = 500;

    /// Takes seconds for a million images.
    ///
    /// @throws ImageException.Cancelled when `progress` stops it
    public static LookAlikeGroups of(ImageService images, Progress progress) {
        return new LookAlikeGroups(images, images.similarGroups(() -> progress.continues(0, 0)));
    }

    public int size() {
        return ids.size();
    }

    /// Reads rows. A group is left out where too few of it are left.
    ///
    /// @param to exclusive
    public List<LookAlikes> groups(int from, int to) {
        var groups = new ArrayList<LookAlikes>();
        for (int at = from; at < to; ) {
            var page = new ArrayList<List<String>>();
            int size = 0;
            while (at < to && size < PAGE) {
                List<String> all = ids.get(at++);
                page.add(all.subList(0, Math.min(MAX_READ, all.size())));
                size += page.getLast().size();
            }
            int first = at - page.size();
            Map<String, ImageRecord> rows = images
                    .findAll(page.stream().flatMap(List::stream).toList())
                    .stream()
                    .collect(Collectors.toMap(ImageRecord::imageId, Function.identity()));
            for (int i = 0; i < page.size(); i++) {
                List<ImageRecord> alike = page.get(i).stream()
                        .flatMap(id -> Optional.ofNullable(rows.get(id)).stream())
                        .toList();
                LookAlikes.of(alike, ids.get(first + i).size() - page.get(i).size())
                        .ifPresent(groups::add);
            }
        }
        return groups;
    }
}
