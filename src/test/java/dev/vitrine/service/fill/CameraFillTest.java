package dev.vitrine.service.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import dev.vitrine.picture.Samples;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraFillTest {
    private static final byte[] OF_CAMERA =
            Arrays.copyOf(Samples.withExif(SampleImages.jpeg(64, 48, Color.RED), Samples.camera()), 300_000);

    /// As of a bucket: parts are read, and each is counted.
    private record Counted(
            ObjectStore store, ConcurrentLinkedQueue<String> reads, AtomicInteger bytes, AtomicBoolean isRefused)
            implements ForwardingObjectStore {
        @Override
        public Optional<Path> onDisk(ObjectKey key) {
            return Optional.empty();
        }

        @Override
        public InputStream open(ObjectKey key) {
            throw new AssertionError("all of " + key + " is read");
        }

        @Override
        public InputStream open(ObjectKey key, long offset, long length) {
            reads.add(key.imageId());
            if (isRefused.get()) {
                throw ImageException.Denied.ofRight("refused", null);
            }
            byte[] part;
            try (InputStream in = ForwardingObjectStore.super.open(key, offset, length)) {
                part = in.readNBytes((int) length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bytes.addAndGet(part.length);
            return new ByteArrayInputStream(part);
        }
    }

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> reads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicBoolean isRefused = new AtomicBoolean();
    private final Rights rights = new Rights();
    private FolderObjectStore objects;
    private TestCatalog catalog;
    private ImageService images;
    private CameraReading reading;
    private FactsFill fill;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
        objects = new FolderObjectStore(folder.resolve("objects"));
        var counted = new Counted(objects, reads, bytes, isRefused);
        images = catalog.images(counted);
        reading = new CameraReading(images, counted);
        fill = new FactsFill(
                images, catalog.rows(), rights, reading, folder.resolve("notes").resolve("silent"));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void whatOriginalsSayIsFilledInAndNothingElseChanges() {
        ImageRecord before = put("one", OF_CAMERA, ImageFacts.UNKNOWN.with(Attribute.WIDTH, 64));
        assertEquals(plan(1, 0), fill.plan());
        assertEquals(new FillOutcome(1, 0, 0, Map.of(), true), fill.run((_, _) -> true));
        ImageRecord after = images.find("one").orElseThrow();
        assertEquals("Canon EOS 80D", after.facts().text(Attribute.CAMERA));
        assertEquals("0.004", after.facts().text(Attribute.EXPOSURE_S));
        assertEquals(before, after.withFacts(before.facts()), "nobody changed it");
        assertEquals(List.of("one"), found("camera:\"eos 80d\" iso:400 exposure:1/250"));
        assertEquals(plan(0, 0), fill.plan());
    }

    @Test
    void onlyTheHeadIsReadAndOnce() {
        put("one", OF_CAMERA, ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, OF_CAMERA.length));
        put("two", SampleImages.jpeg(64, 48, Color.RED), ImageFacts.UNKNOWN);
        fill.run((_, _) -> true);
        assertEquals(List.of("one", "two"), reads.stream().sorted().toList());
        assertTrue(bytes.get() <= 2 * (64 << 10), bytes::toString);
        fill.run((_, _) -> true);
        reopen();
        assertEquals(plan(0, 0), fill.plan());
        fill.run((_, _) -> true);
        assertEquals(2, reads.size(), "what says nothing is remembered");
    }

    @Test
    void killedItGoesOnAndReadsNothingThatIsDoneAgain() throws Exception {
        for (int i = 0; i < 9; i++) {
            put("camera-" + i, OF_CAMERA, ImageFacts.UNKNOWN);
            put("plain-" + i, SampleImages.jpeg(64, 48, Color.RED), ImageFacts.UNKNOWN);
        }
        assertFalse(fill.run((done, _) -> done < 7).isWhole());
        assertEquals(7, reads.size());
        Files.write(folder.resolve("notes/silent"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND); // torn off
        reopen();
        FillOutcome rest = fill.run((_, _) -> true);
        assertTrue(rest.isWhole());
        assertEquals(11, rest.filled() + rest.silent());
        assertEquals(
                IntStream.range(0, 9)
                        .boxed()
                        .flatMap(i -> Stream.of("camera-" + i, "plain-" + i))
                        .sorted()
                        .toList(),
                reads.stream().sorted().toList());
        assertEquals(9, found("camera:canon").size());
        assertEquals(plan(0, 0), fill.plan());
    }

    @Test
    void whatIsArchivedIsNotReadAndWhatIsMissingIsSaid() {
        put("archived", OF_CAMERA, ImageFacts.UNKNOWN.with(StorageState.of("DEEP_ARCHIVE")));
        catalog.put(List.of(SampleImages.row("gone", "gone")));
        assertEquals(plan(1, 1), fill.plan());
        FillOutcome outcome = fill.run((_, _) -> true);
        assertEquals(1, outcome.unread());
        assertEquals(List.of("gone"), List.copyOf(outcome.failed().keySet()));
        assertEquals(List.of(), reads.stream().filter("archived"::equals).toList());
        assertEquals(plan(1, 1), fill.plan(), "both are tried again");
    }

    @Test
    void editsOfOthersAndWhatARowSaysAlreadyStay() {
        ImageRecord row = put("one", OF_CAMERA, ImageFacts.UNKNOWN);
        ImageRecord edited = images.edit(new ImageEdit(row, row.caption().withTitle("Edited")));
        ImageRecord filled = catalog.rows()
                .addFacts(
                        "one",
                        ImageFacts.UNKNOWN
                                .with(Attribute.CAMERA, "Canon EOS 80D")
                                .with(Attribute.LENS, "50mm"));
        assertEquals(edited, filled.withFacts(edited.facts()));
        ImageRecord again = catalog.rows().addFacts("one", ImageFacts.UNKNOWN.with(Attribute.CAMERA, "Nikon D850"));
        assertEquals(filled, again);
        assertThrows(ImageException.NotFound.class, () -> catalog.rows().addFacts("nobody", ImageFacts.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pixelsInManySmallChunksArePassedOver(boolean isBehind) {
        put("png", png(isBehind ? new byte[0] : CHUNK, isBehind ? CHUNK : new byte[0], 700), ImageFacts.UNKNOWN);
        assertEquals(new FillOutcome(1, 0, 0, Map.of(), true), fill.run((_, _) -> true));
        assertEquals("Canon EOS 80D", images.find("png").orElseThrow().facts().text(Attribute.CAMERA));
        assertTrue(bytes.get() <= 4 * (64 << 10), bytes::toString);
    }

    @Test
    void whatIsNotReadToItsEndIsNotTakenForSilent() {
        var odd = new ByteArrayOutputStream(); // nobody can pass over them
        IntStream.range(0, 900).forEach(i -> odd.writeBytes(chunk("IDAT", new byte[8000 + i])));
        put("png", png(odd.toByteArray(), CHUNK, 1), ImageFacts.UNKNOWN);
        FillOutcome outcome = fill.run((_, _) -> true);
        assertEquals(List.of("png"), List.copyOf(outcome.failed().keySet()));
        assertEquals(1, fill.plan().images(), "it is tried again");
        assertTrue(bytes.get() <= fill.plan().maxBytes(), bytes::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 1L << 40})
    void aRowThatIsWrongAboutTheLengthHidesNothing(long said) {
        put("one", OF_CAMERA, ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, said));
        assertEquals(new FillOutcome(1, 0, 0, Map.of(), true), fill.run((_, _) -> true));
    }

    @Test
    void whatIsNoImageIsSaidAndNotTakenForSilent() {
        put("page", "<html>Sign in</html>".repeat(40).getBytes(StandardCharsets.UTF_8), ImageFacts.UNKNOWN);
        assertEquals(
                List.of("page"), List.copyOf(fill.run((_, _) -> true).failed().keySet()));
        assertEquals(1, fill.plan().images());
    }

    @Test
    void whatIsBroughtBackIsReadAndCountsOnce() {
        put("plain", SampleImages.jpeg(64, 48, Color.RED), ImageFacts.UNKNOWN);
        fill.run((_, _) -> true);
        catalog.rows().addFacts("plain", ImageFacts.UNKNOWN.with(StorageState.of("DEEP_ARCHIVE")));
        put("new", OF_CAMERA, ImageFacts.UNKNOWN);
        assertEquals(plan(1, 0), fill.plan(), "what was looked at is not subtracted again");
    }

    @Test
    void whereNoRowMayBeChangedNothingIsRead() {
        put("one", OF_CAMERA, ImageFacts.UNKNOWN);
        rights.remember(Map.of(Rights.Right.EDIT_ROWS, "refused"));
        assertThrows(ImageException.Denied.class, () -> fill.plan());
        assertThrows(ImageException.Denied.class, () -> fill.run((_, _) -> true));
        assertEquals(0, reads.size());
    }

    @Test
    void aRefusalOfAllIsNotAskedForOneByOne() {
        for (int i = 0; i < 200; i++) {
            put("image-" + i, OF_CAMERA, ImageFacts.UNKNOWN);
        }
        isRefused.set(true);
        assertThrows(ImageException.Denied.class, () -> fill.run((_, _) -> true));
        assertTrue(reads.size() < 100, () -> "asked " + reads.size() + " times");
    }

    @Test
    void whatIsDeletedMeanwhileIsNoFailure() {
        put("one", OF_CAMERA, ImageFacts.UNKNOWN);
        catalog.rows().trash("one", Instant.EPOCH);
        assertEquals(new FillOutcome(0, 0, 0, Map.of(), true), fill.run((_, _) -> true));
    }

    private static final byte[] CHUNK = chunk("eXIf", Samples.camera());

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt(0)
                .array();
    }

    /// The header of a real one, and pixels that are none.
    private static byte[] png(byte[] before, byte[] behind, int pixels) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.writeBytes(chunk("IHDR", new byte[] {0, 0, 4, 0, 0, 0, 4, 0, 8, 2, 0, 0, 0}));
        png.writeBytes(before);
        for (int i = 0; i < pixels; i++) {
            png.writeBytes(chunk("IDAT", new byte[8192]));
        }
        png.writeBytes(behind);
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    @Test
    void theMillionsCostWhatIsSaid() {
        AwsPrices prices = AwsPrices.of("us-east-1");
        assertFalse(plan(1000, 0).isDear(prices));
        assertTrue(plan(1_000_000, 0).isDear(prices));
    }

    private FillPlan plan(int images, int unread) {
        return new FillPlan(images, unread, reading.effort());
    }

    private void reopen() {
        close();
        open();
    }

    private List<String> found(String text) {
        catalog.index().refresh();
        var found = images.search(SearchText.parse(text, ImageQuery.ALL).query());
        return found.ids(0, found.size());
    }

    private ImageRecord put(String id, byte[] original, ImageFacts facts) {
        ImageRecord row = SampleImages.row(id, id, facts);
        objects.put(row.key(), ImageSource.ofBytes(id, original), "image/jpeg", "", _ -> {});
        catalog.put(List.of(row));
        return row;
    }
}
