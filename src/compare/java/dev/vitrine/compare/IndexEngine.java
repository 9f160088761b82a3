package dev.vitrine.compare;

import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Ours. It counts more than the others: each facet without its own filter.
final class IndexEngine implements Engine {
    private SqliteCatalog catalog;
    private CatalogIndex index;

    @Override
    public boolean fill(Path folder, LibraryGenerator library, int images) {
        if (Files.exists(folder.resolve("catalog.sqlite"))) {
            return false;
        }
        open(folder);
        close();
        try (SqliteCatalog rows = SqliteCatalog.open(folder.resolve("catalog.sqlite"))) {
            for (int from = 0; from < images; from += 10_000) {
                rows.putAll(IntStream.range(from, Math.min(images, from + 10_000))
                        .mapToObj(library::image)
                        .toList());
            }
        }
        open(folder);
        close();
        return true;
    }

    @Override
    public void open(Path folder) {
        catalog = SqliteCatalog.open(folder.resolve("catalog.sqlite"));
        index = CatalogIndex.open(catalog, folder.resolve("index"));
    }

    @Override
    public Answer answer(ImageQuery query) {
        ImageResult result = index.search(query);
        int first = result.ids(0, Math.min(100, result.size())).size();
        Facets facets = index.facets(query);
        boolean byTag = !query.allTags().isEmpty() || !query.anyTags().isEmpty() || !query.noTags().isEmpty();
        int mostTagged = facets.tags().stream().mapToInt(Count::images).max().orElse(0);
        return new Answer(result.size(), first, byTag ? 0 : mostTagged);
    }

    @Override
    public void close() {
        index.close();
        catalog.close();
    }

    @Override
    public String toString() {
        return "Vitrine";
    }
}
