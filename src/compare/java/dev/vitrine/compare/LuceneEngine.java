package dev.vitrine.compare;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// Lucene with doc values, merged into one segment, which is how it counts fastest.
final class LuceneEngine implements Engine {
    private DirectoryReader reader;
    private IndexSearcher searcher;

    @Override
    public boolean fill(Path folder, LibraryGenerator library, int images) throws IOException {
        if (Files.exists(folder.resolve("lucene"))) {
            return false;
        }
        try (FSDirectory directory = FSDirectory.open(folder.resolve("lucene"));
                var writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(256))) {
            for (int i = 0; i < images; i++) {
                writer.addDocument(document(library.image(i)));
            }
            writer.forceMerge(1);
        }
        return true;
    }

    private static Document document(ImageRecord image) {
        var document = new Document();
        document.add(new StringField("live", String.valueOf(image.deletedAt().isEmpty()), Store.NO));
        document.add(new BinaryDocValuesField("id", new BytesRef(image.imageId())));
        document.add(new StringField("user", image.userId(), Store.NO));
        document.add(new SortedDocValuesField("user", new BytesRef(image.userId())));
        for (String tag : image.tags()) {
            document.add(new StringField("tag", tag, Store.NO));
            document.add(new SortedSetDocValuesField("tag", new BytesRef(tag)));
        }
        var facts = image.facts();
        document.add(new StringField("upright", String.valueOf(facts.height() > facts.width()), Store.NO));
        document.add(new SortedDocValuesField("type", new BytesRef(facts.type().orElseThrow().name())));
        facts.takenAt().ifPresent(taken -> {
            document.add(new LongPoint("taken", taken.toEpochSecond(ZoneOffset.UTC)));
            document.add(new SortedDocValuesField("month", new BytesRef(taken.toString().substring(0, 7))));
        });
        document.add(new NumericDocValuesField("size", facts.sizeBytes()));
        document.add(new NumericDocValuesField("created", image.createdAt().toEpochMilli()));
        return document;
    }

    @Override
    public void open(Path folder) throws IOException {
        reader = DirectoryReader.open(FSDirectory.open(folder.resolve("lucene")));
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null); // each answer is worked out
    }

    @Override
    public Answer answer(ImageQuery query) throws IOException {
        Query filter = searcher.rewrite(filter(query));
        var order = new SortField(query.order() == Order.SIZE ? "size" : "created", SortField.Type.LONG, true);
        TopDocs first = searcher.search(filter, 100, new Sort(order));
        LeafReader rows = reader.leaves().getFirst().reader();
        for (var hit : first.scoreDocs) {
            var ids = rows.getBinaryDocValues("id");
            ids.advanceExact(hit.doc);
            ids.binaryValue();
        }
        SortedDocValues[] single = {
            rows.getSortedDocValues("user"), rows.getSortedDocValues("type"), rows.getSortedDocValues("month")
        };
        int[][] counts = Arrays.stream(single)
                .map(values -> new int[values.getValueCount()])
                .toArray(int[][]::new);
        SortedSetDocValues tags = rows.getSortedSetDocValues("tag");
        int[] tagCounts = new int[(int) tags.getValueCount()];
        int found = 0;
        Scorer scorer = searcher.createWeight(filter, ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(reader.leaves().getFirst());
        DocIdSetIterator hits = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        for (int row = hits.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = hits.nextDoc()) {
            found++;
            for (int i = 0; i < single.length; i++) {
                if (single[i].advanceExact(row)) {
                    counts[i][single[i].ordValue()]++;
                }
            }
            if (tags.advanceExact(row)) {
                for (int i = tags.docValueCount(); i > 0; i--) {
                    tagCounts[(int) tags.nextOrd()]++;
                }
            }
        }
        boolean byTag = !query.allTags().isEmpty() || !query.anyTags().isEmpty() || !query.noTags().isEmpty();
        return new Answer(
                found, first.scoreDocs.length, byTag ? 0 : Arrays.stream(tagCounts).max().orElseThrow());
    }

    private static Query filter(ImageQuery query) {
        var filter = new BooleanQuery.Builder().add(term("live", "true"), Occur.FILTER);
        any(filter, "user", query.users());
        query.allTags().forEach(tag -> filter.add(term("tag", tag), Occur.FILTER));
        any(filter, "tag", query.anyTags());
        query.noTags().forEach(tag -> filter.add(term("tag", tag), Occur.MUST_NOT));
        query.shape().ifPresent(_ -> filter.add(term("upright", "true"), Occur.FILTER));
        query.taken()
                .ifPresent(days -> filter.add(
                        LongPoint.newRangeQuery(
                                "taken",
                                days.first().toEpochSecond(LocalTime.MIN, ZoneOffset.UTC),
                                days.last().toEpochSecond(LocalTime.MAX, ZoneOffset.UTC)),
                        Occur.FILTER));
        return filter.build();
    }

    private static void any(BooleanQuery.Builder filter, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            var any = new BooleanQuery.Builder();
            values.forEach(value -> any.add(term(field, value), Occur.SHOULD));
            filter.add(any.build(), Occur.FILTER);
        }
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    @Override
    public String toString() {
        return "Lucene";
    }
}
