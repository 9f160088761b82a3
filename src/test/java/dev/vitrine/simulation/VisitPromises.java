package dev.vitrine.simulation;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What was asked for in the other library is there, and nothing else is.
///
/// @param objects of the other library, by key
record VisitPromises(List<VisitMemory> people, Map<String, byte[]> objects) {
    /// @param rows of the other library
    List<String> broken(Map<String, ImageRecord> rows) {
        var wrong = new ArrayList<String>();
        var uploaded = new HashMap<String, String>();
        people.forEach(each -> uploaded.putAll(each.uploaded));
        if (!rows.keySet().equals(uploaded.keySet())) {
            wrong.add("elsewhere there are " + rows.keySet() + ", uploaded were " + uploaded.keySet());
        }
        var keys = new HashSet<String>();
        rows.values().forEach(row -> {
            keys.add(row.key().path());
            byte[] bytes = objects.get(row.key().path());
            if (bytes == null
                    || !Objects.equals(
                            uploaded.get(row.imageId()), Sha256.of(ImageSource.ofBytes(row.title(), bytes), _ -> {}))) {
                wrong.add("elsewhere, other bytes or none: " + row);
            }
        });
        objects.keySet().stream()
                .filter(key -> !key.startsWith(".vitrine/") && !keys.contains(key))
                .forEach(key -> wrong.add("elsewhere, bytes of no row: " + key));
        for (VisitMemory each : people) {
            each.tagged.stream()
                    .filter(tagged -> rows.containsKey(tagged.imageId()))
                    .filter(tagged -> !rows.get(tagged.imageId()).tags().contains(tagged.tag()))
                    .forEach(tagged -> wrong.add("elsewhere, a tag is lost: " + tagged));
        }
        return wrong;
    }
}
