package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.Attribute;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexWriterTest {
    /// Rows that are gone are counted, too, and nobody looks at the count between two of them.
    @Test
    void wordsAreKeptWhenTooManyAreCollectedHoweverManyCameAtOnce() {
        var generator = new LibraryGenerator(5, 8, 60);
        var first = new IndexWriter(IndexVersion.empty(Attribute.searched(), ZoneOffset.UTC));
        first.put(0, generator.image(0));
        var next = new IndexWriter(first.finish(1, "", _ -> ""));
        int last = (1 << 19) + 2;
        next.apply(IntStream.rangeClosed(1, last).toArray(), new TreeMap<>(Map.of(last, generator.image(1))));
        IndexVersion version = next.finish(2, "", _ -> "");
        assertEquals(2, version.words().segments().size());
    }
}
