package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.AdoptionCloud.ALL;
import static dev.vitrine.store.aws.AdoptionCloud.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.store.SourceBucket;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// Adopting that is stopped, killed, refused or overtaken by others leaves whole images, and the next run goes on.
class CutAdoptionTest {
    @TempDir
    private Path work;

    @AutoClose
    private AdoptionCloud cloud;

    @BeforeEach
    void open() {
        cloud = new AdoptionCloud(work);
    }

    @Test
    void aStopLeavesWhatIsDoneAndTheNextRunGoesOn() {
        for (int i = 0; i < 60; i++) {
            cloud.put(i + ".jpg", new Color(i * 7919 + 1));
        }
        var seen = new ArrayList<AdoptOutcome>();
        AdoptReport stopped = cloud.adoption().run(ALL, outcome -> seen.add(outcome) && seen.size() < 5);
        assertInstanceOf(ImageException.Cancelled.class, stopped.cutShort().orElseThrow());
        assertTrue(stopped.objects() >= 5 && stopped.objects() < 60, stopped.toString());
        cloud.assertWhole();
        AdoptReport rest = cloud.adopt(ALL);
        assertEquals(60, rest.count(AdoptResult.ADOPTED) + rest.count(AdoptResult.THERE));
        assertEquals(60, cloud.rows().size());
        cloud.assertWhole();
    }

    /// The machine stops before or after any request, and another one goes on.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhereTheNextRunGoesOn(boolean before) {
        boolean isOver = false;
        for (int last = 1; !isOver; last++) {
            cloud.put("round-" + last + "/a.jpg", new Color(last * 7919 + 1));
            var request = new AdoptRequest("round-" + last + "/", "alice", List.of("sea"), false, Optional.empty());
            var dying = new DyingHttp(cloud.network, last, before);
            try {
                AwsClients machine = DirectClients.over(dying);
                SourceBucket source = cloud.bucket(machine, dying, OTHER);
                AdoptReport report = new Adoption(cloud.images(machine), source).run(request, _ -> true);
                isOver = dying.requests() < last && report.count(AdoptResult.ADOPTED) == 1;
            } catch (DyingHttp.Killed _) {
                // As meant.
            }
            for (ImageRecord row : cloud.rows()) {
                assertTrue(cloud.originals().contains(row.key().path()), "a row without bytes after request " + last);
            }
            AdoptReport next = cloud.adopt(request);
            assertEquals(1, next.count(AdoptResult.ADOPTED) + next.count(AdoptResult.THERE), next.toString());
            assertEquals(1, cloud.adopt(request).count(AdoptResult.THERE));
            assertEquals(last, cloud.rows().size());
            cloud.assertWhole();
        }
    }

    @Test
    void twoWhoAdoptTheSameAtOnceMakeOneImageOfEach() throws Exception {
        for (int i = 0; i < 30; i++) {
            cloud.put(i + ".jpg", new Color(i * 7919 + 1));
        }
        Adoption first = cloud.adoption();
        Adoption second = cloud.adoption();
        var one = Thread.ofVirtual().start(() -> first.run(ALL, _ -> true));
        AdoptReport report = second.run(ALL, _ -> true);
        one.join();
        assertEquals(0, report.count(AdoptResult.FAILED), report.toString());
        assertEquals(30, cloud.rows().size());
        cloud.assertWhole();
    }

    /// Whoever keeps both on one server, and may write nothing.
    @Test
    void whoMayNotWriteIsToldSoOnceAndNotForEach() {
        for (int i = 0; i < 200; i++) {
            cloud.put(i + ".jpg", new Color(i * 7919 + 1));
        }
        Adoption adoption = cloud.adoption();
        cloud.bytes.deny("PUT"::equals);
        AdoptReport report = adoption.run(ALL, _ -> true);
        assertInstanceOf(ImageException.Denied.class, report.cutShort().orElseThrow());
        assertTrue(report.count(AdoptResult.FAILED) < 60, report.toString());
        assertEquals(List.of(), cloud.rows());
    }

    /// As of objects that are encrypted with a key of somebody else, or with one that was disabled: however many
    /// they are, the rest is adopted.
    @ParameterizedTest
    @CsvSource({"403,AccessDenied", "400,KMS.DisabledException"})
    void whatMayNotBeReadIsLeftOutAndTold(int status, String code) {
        for (int i = 0; i < 60; i++) {
            cloud.put("encrypted/" + i + ".jpg", new Color(i * 7919 + 1));
        }
        cloud.put("open.jpg", Color.RED);
        var guarded = new DirectHttp(
                request -> request.method().equals("GET") && request.path().contains("/encrypted/")
                        ? new WireAnswer(
                                status,
                                Map.of("Content-Type", "application/xml"),
                                ("<Error><Code>" + code + "</Code><Message>the reason</Message></Error>")
                                        .getBytes(StandardCharsets.UTF_8))
                        : cloud.s3.answer(request));
        var outcomes = new ArrayList<AdoptOutcome>();
        AdoptReport report = new Adoption(cloud.images(cloud.clients), cloud.bucket(guarded)).run(ALL, outcomes::add);
        assertEquals(Optional.empty(), report.cutShort());
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(60, report.count(AdoptResult.FAILED));
        assertTrue(
                outcomes.getFirst().reason().contains("the reason"),
                outcomes.getFirst().reason());
        cloud.assertWhole();
    }

    @Test
    void whoMayNotListIsToldCalmly() {
        cloud.put("a.jpg", Color.RED);
        cloud.bytes.deny("GET"::equals);
        var denied = assertThrows(ImageException.Denied.class, () -> cloud.bucket(cloud.network));
        assertTrue(denied.getMessage().contains("listing the bucket"), denied.getMessage());
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        cloud.clients.s3().deleteBucket(delete -> delete.bucket(OTHER));
        var failed = assertThrows(ImageException.Failed.class, () -> cloud.bucket(cloud.network));
        assertTrue(failed.getMessage().contains("“" + OTHER + "”"), failed.getMessage());
    }

    /// It is read through its own region, and copies are asked for in that of the library.
    @Test
    void aBucketOfAnotherRegionIsRead() {
        cloud.put("a.jpg", Color.RED);
        var regions = new LinkedHashMap<String, String>();
        var strict = new DirectHttp(request -> {
            String scope = request.header("authorization").orElse("");
            boolean isSource =
                    request.path().startsWith("/" + OTHER) || request.path().startsWith("/" + OTHER + "/");
            boolean isFrankfurt = scope.contains("/eu-central-1/");
            regions.put(request.method() + " " + request.path(), isFrankfurt ? "eu-central-1" : "us-east-1");
            if (request.header("x-amz-target").isEmpty() && isSource && !isFrankfurt) {
                return new WireAnswer(
                        301,
                        Map.of("x-amz-bucket-region", "eu-central-1", "Content-Type", "application/xml"),
                        "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>"
                                .getBytes(StandardCharsets.UTF_8));
            }
            return request.header("x-amz-target").isPresent() ? cloud.dynamo.answer(request) : cloud.s3.answer(request);
        });
        SourceBucket source = cloud.bucket(strict);
        AdoptReport report = new Adoption(cloud.images(cloud.clients), source).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.ADOPTED), report.toString() + regions);
        cloud.assertWhole();
    }

    /// Another program replaces an object between its listing and its copy.
    @Test
    void whatChangesMeanwhileIsLeftOutAndTheNextRunTakesIt() {
        cloud.put("a.jpg", Color.RED);
        SourceBucket source = cloud.bucket(cloud.network);
        SourceBucket.SourceObject listed = only(source);
        cloud.put("a.jpg", Color.GREEN);
        assertThrows(ImageException.Conflict.class, () -> source.open(listed, 0, 10));
        ObjectKey key = ObjectKey.original("alice", "00000000-0000-4000-8000-000000000000");
        assertThrows(ImageException.Conflict.class, () -> source.copy(listed, key, "image/jpeg"));
        assertEquals(Set.of(), cloud.originals());
        assertEquals(1, cloud.adopt(ALL).count(AdoptResult.ADOPTED));
        cloud.assertWhole();
    }

    /// Bytes of others are never taken for these.
    @Test
    void otherBytesInTheWayStay() {
        cloud.put("a.jpg", Color.RED);
        SourceBucket source = cloud.bucket(cloud.network);
        SourceBucket.SourceObject listed = only(source);
        ObjectKey key = ObjectKey.original("alice", "00000000-0000-4000-8000-000000000000");
        byte[] others = "others".getBytes(StandardCharsets.UTF_8);
        cloud.clients
                .s3()
                .putObject(
                        put -> put.bucket(DirectClients.SETTINGS.bucket()).key(key.path()),
                        RequestBody.fromBytes(others));
        assertThrows(ImageException.Conflict.class, () -> source.copy(listed, key, "image/jpeg"));
        assertEquals(Set.of(key.path()), cloud.originals());
    }

    private static SourceBucket.SourceObject only(SourceBucket source) {
        var listed = new ArrayList<SourceBucket.SourceObject>();
        source.list("", listed::add);
        assertEquals(1, listed.size());
        return listed.getFirst();
    }
}
