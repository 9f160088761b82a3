package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What other programs wrote into pictures, or into sidecars beside them, comes along.
class WrittenTextsTest {
    private static final UploadForm PLAIN = new UploadForm("alice", List.of(), "", "");
    private static final Caption OF_SIDECAR = new Caption("Größe", "Beschreibung", List.of("one", "two", "rating:4"));

    @TempDir
    Path temp;

    private Path in;
    private TestLibrary library;
    private UploadQueue queue;

    @BeforeEach
    void open() throws IOException {
        in = Files.createDirectories(temp.resolve("in"));
        library = TestLibrary.open(temp.resolve("library"));
        queue = new UploadQueue(
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

    private Receipt upload(UploadForm form, Path... files) {
        return Await.complete(queue, queue.add(List.of(files), form));
    }

    private Map<String, Caption> captions() {
        return library.rows().stream()
                .collect(Collectors.toMap(image -> image.facts().originalName(), ImageRecord::caption));
    }

    private Path picture(String name, int number) throws IOException {
        return TestImages.png(in.resolve(name), number);
    }

    private Path sidecar(String name) throws IOException {
        return Files.write(in.resolve(name), Samples.resource("metadata/sidecar.xmp"));
    }

    @Test
    void sidecarsAreReadHoweverTheyAreCalledAndAreNoFilesOfTheDrop() throws IOException {
        picture("one.png", 1);
        sidecar("one.xmp");
        picture("TWO.PNG", 2);
        sidecar("TWO.PNG.XMP");
        picture("Three.png", 3);
        sidecar("THREE.Xmp");
        picture("four.png", 4);
        Receipt receipt = upload(PLAIN, in);
        assertEquals(4, receipt.uploaded());
        assertEquals(4, receipt.selected());
        assertEquals(
                Map.of(
                        "one.png", OF_SIDECAR,
                        "TWO.PNG", OF_SIDECAR,
                        "Three.png", OF_SIDECAR,
                        "four.png", new Caption("four", "", List.of())),
                captions());
    }

    @Test
    void theSidecarWithTheWholeNameGoesBeforeTheOther() throws IOException {
        picture("a.png", 1);
        Files.writeString(in.resolve("a.xmp"), xmp("of all"));
        Files.writeString(in.resolve("a.png.xmp"), xmp("of this one"));
        upload(PLAIN, in);
        assertEquals("of this one", captions().get("a.png").title());
    }

    @Test
    void whatStandsBesideAFileGoesBeforeWhatIsInIt() throws IOException {
        Files.write(in.resolve("a.webp"), Samples.resource("metadata/xmp.webp"));
        Files.writeString(
                in.resolve("a.xmp"), xmp("newer").replace("</rdf:Desc", "<dc:subject>three</dc:subject></rdf:Desc"));
        upload(PLAIN, in);
        assertEquals(
                new Caption("newer", "Beschreibung", List.of("three", "rating:4")),
                captions().get("a.webp"));
    }

    @Test
    void theDateOfASidecarIsTakenButNotItsPlace() throws IOException {
        picture("a.png", 1);
        sidecar("a.xmp");
        upload(PLAIN, in);
        ImageRecord image = library.rows().getFirst();
        assertEquals(
                "2017-08-09T10:11:12", image.facts().takenAt().orElseThrow().toString());
        assertFalse(image.facts().hasLocation(), "the original has none, and goes out without");
    }

    @Test
    void whatIsTypedGoesBefore() throws IOException {
        picture("a.png", 1);
        sidecar("a.xmp");
        upload(new UploadForm("alice", List.of("mine", "rating:2"), "Mine", ""), in);
        assertEquals(
                new Caption("Mine", "Beschreibung", List.of("mine", "rating:2", "one", "two")),
                captions().get("a.png"));
    }

    @Test
    void itIsLeftWhereThatWasAskedForOrMetadataAreRemoved() throws IOException {
        Path first = picture("a.png", 1);
        sidecar("a.xmp");
        Path second = picture("b.png", 2);
        sidecar("b.xmp");
        Path third = Files.write(in.resolve("c.webp"), Samples.resource("metadata/xmp.webp"));
        upload(PLAIN.with(UploadOption.LEAVE_WRITTEN, true), first, third);
        upload(PLAIN.with(UploadOption.REMOVE_METADATA, true), second);
        assertEquals(
                Map.of(
                        "a.png", new Caption("a", "", List.of()),
                        "b.png", new Caption("b", "", List.of()),
                        "c.webp", new Caption("c", "", List.of())),
                captions());
    }

    @Test
    void sidecarsAmongChosenPicturesAreNoErrors() throws IOException {
        Receipt receipt = upload(PLAIN, picture("a.png", 1), sidecar("a.xmp"));
        assertEquals(1, receipt.selected());
        assertEquals(OF_SIDECAR, captions().get("a.png"));
    }

    @Test
    void aSidecarAloneIsRefusedWithAWord() throws IOException {
        Receipt receipt = upload(PLAIN, sidecar("a.xmp"));
        assertEquals(1, receipt.failed() + receipt.refused());
        String reason = queue.itemsOf(receipt.batchId(), 0, 9).getFirst().reason();
        assertTrue(reason.contains("upload the image"), reason);
    }

    @Test
    @Timeout(60)
    @StandardError.MaySay("too large to be read")
    void hostileSidecarsHarmNobody() throws IOException {
        picture("bomb.png", 1);
        Files.writeString(in.resolve("bomb.xmp"), """
                <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">
                <!ENTITY f SYSTEM "file:///etc/passwd">]>
                """ + xmp("&c;&f;"));
        picture("huge.png", 2);
        Files.writeString(in.resolve("huge.xmp"), xmp("t") + " ".repeat(17 << 20));
        picture("deep.png", 3);
        Files.writeString(in.resolve("deep.xmp"), "<a>".repeat(200_000));
        picture("zeros.png", 4);
        Files.write(in.resolve("zeros.xmp"), new byte[1000]);
        picture("folder.png", 5);
        Files.createDirectories(in.resolve("folder.xmp"));
        picture("words.png", 6);
        Files.writeString(in.resolve("words.xmp"), xmp("<![CDATA[\u202Egpj]]>" + "x".repeat(1_000_000)));
        Receipt receipt = upload(PLAIN, in);
        assertEquals(6, receipt.uploaded());
        assertEquals(6, receipt.selected());
        Map<String, Caption> captions = captions();
        for (String name : List.of("bomb", "huge", "deep", "zeros", "folder")) {
            assertEquals(new Caption(name, "", List.of()), captions.get(name + ".png"));
        }
        assertTrue(captions.get("words.png").title().length() < 2000);
    }

    @Test
    void foldersAreTagsWhereThatWasAskedFor() throws IOException {
        Path italy = Files.createDirectories(in.resolve("Italy/2024/05"));
        TestImages.png(italy.resolve("a.png"), 1);
        TestImages.png(in.resolve("b.png"), 2);
        upload(
                new UploadForm("alice", List.of("trip"), "", "", Duplicates.SKIP).with(UploadOption.TAG_FOLDERS, true),
                in.resolve("Italy"),
                in.resolve("b.png"));
        assertEquals(
                List.of("trip", "Italy", "2024", "2024-05"),
                captions().get("a.png").tags());
        assertEquals(List.of("trip"), captions().get("b.png").tags());
    }

    private static String xmp(String title) {
        return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>" + title
                + "</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>";
    }
}
