package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.search.SearchText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarRowsTest {
    private static final PerceptualHash HASH =
            PerceptualHash.parse("9f3c07e1a85b26d4").orElseThrow();

    @TempDir
    private Path folder;

    private Path snapshot;

    @AutoClose
    private SqliteCatalog catalog;

    private List<ImageRecord> alike;
    private Set<String> ids;

    /// In each turned form, with 0 to 7 other bits.
    @BeforeEach
    void open() {
        snapshot = folder.resolve("index.bin");
        catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
        List<ImageRecord> all = new LibraryGenerator(5, 8, 60).images(3000);
        catalog.putAll(all);
        List<ImageRecord> some = all.stream()
                .filter(image -> image.deletedAt().isEmpty())
                .skip(1020)
                .limit(8)
                .toList();
        alike = IntStream.range(0, 8)
                .mapToObj(i -> with(some.get(i), HASH.turned()[i] ^ (1L << i) - 1))
                .toList();
        ids = alike.stream().map(ImageRecord::imageId).collect(Collectors.toSet());
        catalog.putAll(alike);
        catalog.putAll(List.of(with(all.getLast(), HASH.bits() ^ 0xFF)));
    }

    @Test
    void similarRowsAreThoseWithFewOtherBitsHoweverTurned() {
        try (CatalogIndex index = CatalogIndex.open(catalog, snapshot)) {
            assertEquals(ids, found(index, "similar:" + HASH));
            assertEquals(ids, found(index, "similar:" + alike.getFirst().imageId()));
            assertEquals(Set.of(), found(index, "similar:nobody"));
            String user = alike.getFirst().userId();
            assertEquals(
                    alike.stream()
                            .filter(image -> image.userId().equals(user))
                            .map(ImageRecord::imageId)
                            .collect(Collectors.toSet()),
                    found(index, "user:" + user + " similar:" + HASH));
        }
    }

    @Test
    void theNearestComeFirstHoweverTurned() {
        try (CatalogIndex index = CatalogIndex.open(catalog, snapshot)) {
            List<String> nearest = alike.stream().map(ImageRecord::imageId).toList();
            assertEquals(nearest, index.nearest(query("similar:" + HASH)), "with 0 to 7 other bits");
            catalog.putAll(List.of(with(alike.get(1), HASH.bits()), with(alike.get(2), HASH.bits())));
            index.refresh();
            for (int i = 0; i < 3; i++) {
                String itself = nearest.get(i);
                assertEquals(itself, index.nearest(query("similar:" + itself)).getFirst());
            }
            catalog.putAll(alike);
            index.refresh();
            String user = alike.getLast().userId();
            assertEquals(
                    alike.stream()
                            .filter(image -> image.userId().equals(user))
                            .map(ImageRecord::imageId)
                            .toList(),
                    index.nearest(query("user:" + user + " similar:" + HASH)));
            assertEquals(List.of(), index.nearest(query("user:" + user)));
        }
    }

    @Test
    void trashRestoreAndAnotherStartLoseNone() {
        String id = alike.getFirst().imageId();
        try (CatalogIndex index = CatalogIndex.open(catalog, snapshot)) {
            catalog.trash(id, Instant.now());
            index.refresh();
            var left = new HashSet<>(ids);
            left.remove(id);
            assertEquals(left, found(index, "similar:" + HASH));
            assertEquals(left, found(index, "similar:" + id), "the hash of what is in the trash is known");
            catalog.restore(id);
        }
        try (CatalogIndex again = CatalogIndex.open(catalog, snapshot)) {
            assertEquals(ids, found(again, "similar:" + HASH));
        }
    }

    @Test
    void rowsWithoutAHashAreFoundAsThat() {
        ImageRecord silent = alike.getFirst();
        catalog.putAll(List.of(silent.withFacts(silent.facts().with(Attribute.LOOK_HASH, ""))));
        try (CatalogIndex index = CatalogIndex.open(catalog, snapshot)) {
            assertEquals(Set.of(silent.imageId()), found(index, "similar:unknown"));
            assertEquals(Set.of(), found(index, "similar:" + silent.imageId()));
            int known = index.search(query("-similar:unknown")).size();
            assertEquals(index.search(ImageQuery.ALL).size() - 1, known);
        }
    }

    @Test
    void aSearchIsWrittenAsItIsTyped() {
        for (String text : List.of("similar:abc", "similar:unknown", "-similar:unknown")) {
            assertEquals(text, SearchText.print(query(text)));
        }
        assertEquals(
                1, SearchText.parse("-similar:abc", ImageQuery.ALL).problems().size());
        assertEquals(
                1, SearchText.parse("similar:a|b", ImageQuery.ALL).problems().size());
    }

    private static ImageRecord with(ImageRecord image, long bits) {
        return image.withFacts(image.facts().with(Attribute.LOOK_HASH, new PerceptualHash(bits).toString()));
    }

    private static ImageQuery query(String text) {
        return SearchText.parse(text, ImageQuery.ALL).query();
    }

    private static Set<String> found(CatalogIndex index, String text) {
        ImageResult result = index.search(query(text));
        return Set.copyOf(result.ids(0, result.size()));
    }
}
