package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.RetryPolicy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataRemovalTest {
    private static final UploadForm AS_IT_IS = new UploadForm("alice", List.of(), "", "");
    private static final UploadForm REMOVING = AS_IT_IS.with(UploadOption.REMOVE_METADATA, true);

    @TempDir
    Path temp;

    private TestLibrary library;
    private UploadQueue queue;

    @BeforeEach
    void open() throws IOException {
        library = TestLibrary.open(temp.resolve("library"));
        queue = newQueue();
    }

    private UploadQueue newQueue() {
        return new UploadQueue(
                library.images(),
                temp.resolve("queue").resolve("uploads.db"),
                2,
                new RetryPolicy(3, Duration.ofMillis(5)),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        queue.close();
        library.close();
    }

    @Test
    void storedBytesHaveNoPlaceNorCameraButKeepOrientationAndProfile() throws IOException {
        Path file = photograph("beach.jpg");
        ImageFacts taken = new PictureReader().inspect(ImageSource.ofFile(file)).facts();
        assertTrue(taken.hasLocation());
        assertEquals(
                "Acme Phone",
                CameraFacts.read(ImageSource.ofFile(file)).settings().text(Attribute.CAMERA));

        Receipt receipt = Await.complete(queue, queue.add(List.of(file), REMOVING));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        ImageSource stored = ImageSource.ofFile(library.originals().getFirst());
        ImageFacts facts = new PictureReader().inspect(stored).facts();
        assertFalse(facts.hasLocation());
        assertEquals(Optional.empty(), facts.takenAt());
        assertEquals(CameraFacts.NONE, CameraFacts.read(stored));
        assertEquals("32 × 64", facts.width() + " × " + facts.height());
        String bytes = new String(stored.open().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("ICC_PROFILE"));
        assertFalse(bytes.contains("Acme"));
    }

    @Test
    void theRowSpeaksOfWhatIsStored() throws IOException {
        Await.complete(queue, queue.add(List.of(photograph("beach.jpg")), REMOVING));

        ImageRecord row = library.rows().getFirst();
        Path stored = library.originals().getFirst();
        assertFalse(row.facts().hasLocation());
        assertEquals(
                Sha256.of(ImageSource.ofFile(stored), read -> {}), row.facts().contentSha256());
        assertEquals(Files.size(stored), row.facts().sizeBytes());
        assertEquals("beach.jpg", row.facts().originalName());
        UploadItem item = Await.item(queue, UploadState.DONE);
        assertEquals(row.facts().contentSha256(), item.sha256());
        assertEquals(Files.size(stored), item.sizeBytes());
    }

    @Test
    void withoutTheOptionEveryByteIsKept() throws IOException {
        Path file = photograph("beach.jpg");

        Await.complete(queue, queue.add(List.of(file), AS_IT_IS));

        assertEquals(-1, Files.mismatch(file, library.originals().getFirst()));
    }

    @Test
    void theSameFileAgainIsADuplicateOfWhatWasStoredOfIt() throws IOException {
        Path file = photograph("beach.jpg");
        Await.complete(queue, queue.add(List.of(file), REMOVING));

        Receipt again = Await.complete(queue, queue.add(List.of(file), REMOVING));
        Receipt whole = Await.complete(queue, queue.add(List.of(file), AS_IT_IS));

        assertEquals(Map.of(UploadState.DUPLICATE, 1L), again.files());
        assertEquals(Map.of(UploadState.DONE, 1L), whole.files(), "with its metadata it is another image");
        assertEquals(2, library.rows().size());
    }

    @Test
    void theWishSurvivesTheEndOfTheProgram() throws IOException {
        queue.pause();
        long batch = queue.add(List.of(photograph("beach.jpg")), REMOVING);
        Await.until(
                "it waits",
                () -> queue.receipt(batch)
                        .filter(receipt -> receipt.files().containsKey(UploadState.WAITING))
                        .isPresent());
        queue.close();

        queue = newQueue();
        queue.resume();
        Await.complete(queue, batch);

        assertFalse(new PictureReader()
                .inspect(ImageSource.ofFile(library.originals().getFirst()))
                .facts()
                .hasLocation());
    }

    @Test
    void aFileOfAKindThatCannotBeCleanedIsRefusedAndNothingOfItIsSent() throws IOException {
        Path file = temp.resolve("moving.gif");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "gif", file.toFile());

        Await.complete(queue, queue.add(List.of(file), REMOVING));

        UploadItem item = Await.item(queue, UploadState.REFUSED);
        assertEquals(Cause.METADATA_STAYS, item.cause());
        assertTrue(
                item.reason().startsWith("Metadata cannot be taken out of “moving.gif” without loss"), item.reason());
        assertEquals(List.of(), library.originals());
    }

    @Test
    void whatIsNoImageIsStillRefusedForThat() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.jpg"), "no picture at all");

        Await.complete(queue, queue.add(List.of(file), REMOVING));

        assertEquals(Cause.NOT_AN_IMAGE, Await.item(queue, UploadState.REFUSED).cause());
    }

    @Test
    void aDamagedFileIsNotSentHalfCleaned() throws IOException {
        byte[] whole = Files.readAllBytes(photograph("beach.jpg"));
        Path file = Files.write(temp.resolve("cut.jpg"), java.util.Arrays.copyOf(whole, 260));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1)))); // nobody writes it

        Await.complete(queue, queue.add(List.of(file), REMOVING));

        assertEquals(
                Cause.METADATA_STAYS, Await.item(queue, UploadState.REFUSED).cause());
        assertEquals(List.of(), library.originals());
    }

    /// Held upright by a phone that writes down where it was.
    private Path photograph(String name) throws IOException {
        byte[] profile = Samples.profile(new double[][] {{0.5, 0.24, 0}, {0.3, 0.69, 0.04}, {0.16, 0.07, 0.78}}, 2.2);
        return Files.write(
                temp.resolve(name), Samples.withProfile(Samples.withExif(Samples.jpeg(64, 32), phone()), profile));
    }

    private static byte[] phone() {
        ByteBuffer block =
                ByteBuffer.allocate(160).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 3);
        entry(block, 271, 2, 11, 100);
        entry(block, 274, 3, 1, 6 << 16);
        entry(block, 34853, 4, 1, 60);
        block.putInt(0).position(60);
        block.putShort((short) 2);
        entry(block, 2, 5, 3, 120);
        entry(block, 4, 5, 3, 120);
        block.putInt(0);
        block.put(100, "Acme Phone\0".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 3; i++) {
            block.putInt(120 + 8 * i, 10 + i).putInt(124 + 8 * i, 1);
        }
        return block.array();
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
