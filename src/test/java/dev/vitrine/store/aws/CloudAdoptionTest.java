package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.AdoptionCloud.ALL;
import static dev.vitrine.store.aws.AdoptionCloud.OTHER;
import static dev.vitrine.store.aws.AdoptionCloud.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.service.move.Moves;
import dev.vitrine.store.SourceBucket;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What lies in another bucket becomes images of a library, and stays where it is.
class CloudAdoptionTest {
    @TempDir
    private Path work;

    @AutoClose
    private AdoptionCloud cloud;

    @BeforeEach
    void open() {
        cloud = new AdoptionCloud(work);
    }

    @Test
    void anObjectBecomesAnImageAndStaysWhereItIs() {
        byte[] jpeg = cloud.put("2024/beach/IMG_1.jpg", Color.YELLOW);
        Map<String, String> before = cloud.source();
        AdoptReport report = cloud.adopt(new AdoptRequest("", "alice", List.of("attic"), true, Optional.empty()));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(1, report.objects());
        ImageRecord row = cloud.rows().getFirst();
        assertEquals("alice", row.userId());
        assertEquals("IMG_1", row.title());
        assertEquals(List.of("attic", "2024", "beach"), row.tags());
        assertEquals("IMG_1.jpg", row.facts().originalName());
        assertEquals("image/jpeg", row.facts().contentType());
        assertEquals(sha256(jpeg), row.facts().contentSha256());
        assertEquals(64, row.facts().width());
        cloud.assertWhole();
        var head = cloud.clients
                .s3()
                .headObject(ask -> ask.bucket(DirectClients.SETTINGS.bucket())
                        .key(row.key().path()));
        assertEquals("image/jpeg", head.contentType());
        assertEquals(before, cloud.source());
    }

    @Test
    void aSecondRunAddsNothing() {
        cloud.put("a.jpg", Color.RED);
        cloud.put("b/c.jpg", Color.GREEN);
        assertEquals(2, cloud.adopt(ALL).count(AdoptResult.ADOPTED));
        assertEquals(2, cloud.adopt(ALL).count(AdoptResult.THERE));
        Adoption again = cloud.adoption();
        assertEquals(2, again.plan(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(2, cloud.rows().size());
        cloud.assertWhole();
    }

    /// Their types are told by their beginnings, whatever they are called.
    @Test
    void whatIsNoImageIsCountedAndTold() {
        cloud.put("photo.txt", Color.RED);
        cloud.put("letter.jpg", "Dear Alice".getBytes(StandardCharsets.UTF_8));
        cloud.put("folder/", new byte[0]);
        cloud.put("empty.jpg", new byte[0]);
        cloud.put(".vitrine/thumb/512/x.jpg", SampleImages.jpeg(10, 10, Color.RED));
        cloud.put("cut.jpg", Arrays.copyOf(SampleImages.jpeg(64, 48, Color.BLUE), 100));
        Map<String, AdoptResult> results = cloud.outcomes(ALL).stream()
                .collect(Collectors.toMap(each -> each.object().path(), AdoptOutcome::result));
        assertEquals(
                Map.of(
                        "photo.txt", AdoptResult.ADOPTED,
                        "letter.jpg", AdoptResult.NO_IMAGE,
                        "folder/", AdoptResult.EMPTY,
                        "empty.jpg", AdoptResult.EMPTY,
                        ".vitrine/thumb/512/x.jpg", AdoptResult.OWN,
                        "cut.jpg", AdoptResult.FAILED),
                results);
        assertEquals(1, cloud.rows().size());
        cloud.assertWhole();
    }

    @Test
    void keysOfAnyFormAreAdopted() {
        List<String> keys = List.of(
                "a//b.jpg",
                "/leading.jpg",
                "//",
                "trailing/",
                "é/ü.jpg",
                "e\u0301.jpg",
                "日本/写真.jpg",
                "😀.jpg",
                "100%.jpg",
                "%41%2F.jpg",
                "a+b c.jpg",
                "--permanently",
                "@ids",
                "tab\there.jpg",
                "line\nbreak.jpg",
                "zero\u0000byte.jpg",
                "bell\u0007",
                "quote\"'<&>.jpg",
                "?query=1&x#frag.jpg",
                "back\\slash.jpg",
                "a/../b.jpg",
                "./c.jpg",
                " spaces ",
                "x".repeat(1000));
        for (int i = 0; i < keys.size(); i++) {
            cloud.put(keys.get(i), new Color(i * 7919 + 1));
        }
        List<AdoptOutcome> outcomes = cloud.outcomes(new AdoptRequest("", "alice", List.of(), true, Optional.empty()));
        assertEquals(
                Map.of(),
                outcomes.stream()
                        .filter(each -> each.result() != AdoptResult.ADOPTED)
                        .collect(Collectors.toMap(each -> each.object().path(), AdoptOutcome::reason)));
        assertEquals(keys.size(), cloud.rows().size());
        assertEquals(keys.size(), cloud.adopt(ALL).count(AdoptResult.THERE));
        cloud.assertWhole();
        for (ImageRecord row : cloud.rows()) {
            assertFalse(row.title().isBlank(), row.toString());
            assertTrue((row.title() + row.tags()).codePoints().noneMatch(Character::isISOControl), row.toString());
        }
    }

    @Test
    void aPrefixIsTheBeginningOfPathsAndItsFolderATag() {
        cloud.put("photos/2024/05/a.jpg", Color.RED);
        cloud.put("photos/2025/b.jpg", Color.GREEN);
        cloud.put("elsewhere/c.jpg", Color.BLUE);
        cloud.adopt(new AdoptRequest("photos/2024/", "alice", List.of(), true, Optional.empty()));
        assertEquals(
                List.of(List.of("2024", "2024-05")),
                cloud.rows().stream().map(ImageRecord::tags).toList());
        assertEquals(
                1,
                cloud.adopt(new AdoptRequest("photos/", "alice", List.of(), true, Optional.empty()))
                        .count(AdoptResult.ADOPTED));
        assertEquals(2, cloud.rows().size());
    }

    @Test
    void whatIsOlderIsLeftOut() {
        cloud.put("a.jpg", Color.RED);
        var later = new AdoptRequest(
                "", "alice", List.of(), false, Optional.of(Instant.now().plusSeconds(3600)));
        assertEquals(1, cloud.adopt(later).count(AdoptResult.OLDER));
        var earlier = new AdoptRequest(
                "", "alice", List.of(), false, Optional.of(Instant.now().minusSeconds(3600)));
        assertEquals(1, cloud.adopt(earlier).count(AdoptResult.ADOPTED));
    }

    /// Also where both are found at once.
    @Test
    void theSameBytesAreOneImage() {
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        for (int i = 0; i < 20; i++) {
            cloud.put("copy-" + i + ".jpg", jpeg);
        }
        AdoptReport report = cloud.adopt(ALL);
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(19, report.count(AdoptResult.THERE));
        assertEquals(1, cloud.rows().size());
        cloud.assertWhole();
    }

    /// Sent in parts, an object has another ETag than a copy of it: then it is read.
    @Test
    void whatWasUploadedBeforeIsNotAddedAgainWhateverItsETag() {
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        ImageService images = cloud.images(cloud.clients);
        images.upload(SampleImages.newImage("alice", "before.jpg", Color.CYAN), _ -> {});
        byte[] before = SampleImages.jpeg(640, 480, Color.CYAN);
        putInParts("parts.jpg", before);
        putInParts("other.jpg", jpeg);
        AdoptReport report = new Adoption(images, cloud.bucket(cloud.network)).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.THERE));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2, cloud.rows().size());
        cloud.assertWhole();
    }

    private void putInParts(String key, byte[] content) {
        String id = cloud.clients
                .s3()
                .createMultipartUpload(begin -> begin.bucket(OTHER).key(key))
                .uploadId();
        String eTag = cloud.clients
                .s3()
                .uploadPart(
                        part -> part.bucket(OTHER).key(key).uploadId(id).partNumber(1), RequestBody.fromBytes(content))
                .eTag();
        cloud.clients
                .s3()
                .completeMultipartUpload(done -> done.bucket(OTHER)
                        .key(key)
                        .uploadId(id)
                        .multipartUpload(parts -> parts.parts(
                                CompletedPart.builder().partNumber(1).eTag(eTag).build())));
    }

    /// As S3 wants it of more than 5 GB.
    @Test
    void aLargeObjectIsCopiedInParts() {
        byte[] large = new byte[(11 << 20) + 1];
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        System.arraycopy(jpeg, 0, large, 0, jpeg.length);
        cloud.put("large.jpg", large);
        var parts = new S3SourceBucket(
                AdoptionCloud.clientsOf(DirectClients.SETTINGS.ofBucket(OTHER, "us-east-1"), cloud.network),
                cloud.clients,
                6 << 20,
                5 << 20);
        ImageService images = cloud.images(cloud.clients);
        assertEquals(1, new Adoption(images, parts).run(ALL, _ -> true).count(AdoptResult.ADOPTED));
        assertEquals(1, new Adoption(images, parts).run(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(sha256(large), cloud.rows().getFirst().facts().contentSha256());
        cloud.assertWhole();
        assertEquals(
                0,
                cloud.clients
                        .s3()
                        .listMultipartUploads(list -> list.bucket(DirectClients.SETTINGS.bucket()))
                        .uploads()
                        .size());
    }

    @Test
    void whatIsInAnArchiveIsLeftOutAndTold() {
        cloud.clients
                .s3()
                .putObject(
                        put -> put.bucket(OTHER).key("cold.jpg").storageClass("GLACIER"),
                        RequestBody.fromBytes(SampleImages.jpeg(64, 48, Color.RED)));
        cloud.put("warm.jpg", Color.GREEN);
        AdoptReport report = cloud.adopt(ALL);
        assertEquals(1, report.count(AdoptResult.ARCHIVED));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(Optional.empty(), report.cutShort());
        cloud.assertWhole();
    }

    @Test
    void whatIsInTheTrashIsNotAddedAgain() {
        cloud.put("a.jpg", Color.RED);
        cloud.adopt(ALL);
        cloud.images(cloud.clients).trash(List.of(cloud.rows().getFirst().imageId()));
        assertEquals(1, cloud.adopt(ALL).count(AdoptResult.TRASHED));
        assertEquals(0, cloud.rows().size());
    }

    @Test
    void whatWasMovedToSomebodySinceIsNotAddedAgain() {
        cloud.put("a.jpg", Color.RED);
        cloud.adopt(ALL);
        ImageService images = cloud.images(cloud.clients);
        new Moves(
                        images,
                        cloud.tables,
                        cloud.tables,
                        new S3ObjectStore(cloud.clients, work.resolve("open")),
                        work.resolve("moves"),
                        List.of())
                .move(List.of(cloud.rows().getFirst().imageId()), "bob", (_, _) -> true);
        assertEquals(1, cloud.adopt(ALL).count(AdoptResult.THERE));
        assertEquals(1, cloud.rows().size());
        cloud.assertWhole();
    }

    /// Whoever keeps both in one bucket.
    @Test
    void aPartOfTheLibrarysOwnBucketIsAdoptedWithoutItsImages() {
        String own = DirectClients.SETTINGS.bucket();
        ImageService images = cloud.images(cloud.clients);
        images.upload(SampleImages.newImage("alice", "mine.jpg", Color.CYAN), _ -> {});
        cloud.clients
                .s3()
                .putObject(
                        put -> put.bucket(own).key("old/photo.jpg"),
                        RequestBody.fromBytes(SampleImages.jpeg(64, 48, Color.RED)));
        SourceBucket same = cloud.bucket(cloud.clients, cloud.network, own);
        AdoptReport report = new Adoption(images, same).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2, report.count(AdoptResult.OWN), "the original and its preview");
        assertEquals(1, new Adoption(images, same).run(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(2, cloud.rows().size());
    }

    @Test
    void moreThanAPageIsAdoptedPageByPage() {
        for (int i = 0; i < 2100; i++) {
            cloud.put("notes/" + i + ".txt", ("note " + i).getBytes(StandardCharsets.UTF_8));
        }
        cloud.put("zz/last.jpg", Color.RED);
        AdoptReport report = cloud.adopt(ALL);
        assertEquals(2100, report.count(AdoptResult.NO_IMAGE));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2101, report.objects());
    }

    @Test
    void aPlanChangesNothing() {
        byte[] jpeg = cloud.put("a.jpg", Color.RED);
        cloud.put("b.txt", "text".getBytes(StandardCharsets.UTF_8));
        AdoptReport plan = cloud.adoption().plan(ALL, _ -> true);
        assertEquals(1, plan.count(AdoptResult.ADOPTED));
        assertEquals(jpeg.length, plan.bytes(AdoptResult.ADOPTED));
        assertEquals(1, plan.count(AdoptResult.NO_IMAGE));
        assertEquals(List.of(), cloud.rows());
        assertEquals(Set.of(), cloud.originals());
    }

    @Test
    void nobodyIsCalledSomethingThatIsNoName() {
        assertThrows(
                ImageException.Invalid.class, () -> new AdoptRequest("", "a/b", List.of(), false, Optional.empty()));
    }
}
