package dev.vitrine.service.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Purge;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor does, on every kind of library. The library is new in each test, and looked at two days later if not
/// said otherwise.
public abstract class DoctorContract {
    private static final DoctorProgress NOBODY = (_, _, _) -> {};
    private static final Clock IN_TWO_DAYS = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));

    @TempDir
    private Path work;

    private MetadataStore rows;
    private ObjectStore objects;
    private TestCatalog catalog;

    protected abstract MetadataStore openRows() throws Exception;

    protected abstract ObjectStore openObjects() throws Exception;

    /// Something at a place that Vitrine never uses.
    protected abstract void putForeign(String path) throws Exception;

    /// An upload that never ends.
    protected abstract void beginUpload() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        rows = openRows();
        objects = openObjects();
        catalog = new TestCatalog(work.resolve("mirror"));
    }

    @AfterEach
    final void close() {
        catalog.close();
        objects.close();
        rows.close();
    }

    @Test
    void aHealthyLibraryHasNothingToRepair() throws Exception {
        upload();
        rows.trash(upload().imageId(), Instant.now());
        putForeign("somebody/else/put/this/here");
        objects.put(ObjectKey.shared("some-image", Instant.now(), "n0nce"), source(), "image/jpeg", "", _ -> {});
        String page = ObjectKey.newPage(Instant.now(), "n0nce");
        for (String part : List.of("index.html", "page.json", "large/some-image", "small/some-image")) {
            objects.put(ObjectKey.ofPage(page, part), source(), "", "", _ -> {});
        }
        Report report = doctor().examine(Doctor.EVERY_CHECKSUM, NOBODY);
        assertEquals(
                new Report(
                        1,
                        1,
                        2,
                        report.originalBytes(),
                        0,
                        0,
                        1,
                        0,
                        1,
                        List.of(),
                        List.of("somebody/else/put/this/here"),
                        List.of()),
                report);
        assertTrue(report.originalBytes() > 2000);
    }

    @Test
    void bytesWithoutRowAreReportedAndThenPutAsideWhole() throws IOException {
        ObjectKey orphan = putOrphan();
        Report report = examine();
        assertEquals(Map.of(FindingKind.BYTES_WITHOUT_ROW, List.of(orphan.path())), found(report));
        assertTrue(objects.find(orphan).isPresent(), "an examination changes nothing");
        assertEquals(List.of(Act.QUARANTINED), acts(repair(report, 1)));
        assertEquals(Optional.empty(), objects.find(orphan));
        assertArrayEquals(new byte[] {1, 2, 3}, read(orphan.quarantined()));
        Report after = examine();
        assertEquals(List.of(), after.findings());
        assertEquals(1, after.quarantined());
    }

    @Test
    void whatIsYoungerThanADayMayBeAnUploadUnderWay() {
        putOrphan();
        objects.put(ObjectKey.preview(UUID.randomUUID().toString(), 512), source(), "image/jpeg", "", _ -> {});
        Report report = new Doctor(rows, objects, images(), Clock.systemUTC()).examine(0, NOBODY);
        assertEquals(List.of(), report.findings());
        assertEquals(2, report.young());
    }

    @Test
    void whenTooMuchLooksOrphanedNothingIsTouched() {
        upload();
        ObjectKey first = putOrphan();
        ObjectKey second = putOrphan();
        Report report = examine();
        var refused = assertThrows(ImageException.Conflict.class, () -> repair(report, 1));
        assertTrue(
                refused.getMessage().startsWith("2 of 3 stored originals have no row, more than 5 %"),
                refused.getMessage());
        assertTrue(objects.find(first).isPresent() && objects.find(second).isPresent());
        assertEquals(List.of(Act.QUARANTINED, Act.QUARANTINED), acts(repair(report, 2)));
    }

    @Test
    void whenTooManyRowsLackTheirBytesNothingIsTouched() {
        ImageRecord lost = upload();
        objects.delete(lost.key());
        Report report = examine();
        assertThrows(ImageException.Conflict.class, () -> repair(report, 0));
        assertTrue(rows.find(lost.imageId()).isPresent());
    }

    /// The race that this whole design is about: the report says orphan, and by the time of the repair an upload
    /// that went on after a long pause has written the row. Its original must not be touched.
    @Test
    void aStaleReportDoesNotTakeBytesThatARowNeedsByNow() throws IOException {
        ObjectKey key = putOrphan();
        Report stale = examine();
        rows.put(rowFor(key));
        List<Repaired> repaired = repair(stale, 1);
        assertEquals(List.of(Act.LEFT), acts(repaired));
        assertEquals("A row speaks for it by now.", repaired.getFirst().reason());
        assertArrayEquals(new byte[] {1, 2, 3}, read(key));
    }

    @Test
    void aRowThatAppearsWhileItsBytesAreMovedGetsThemBack() throws IOException {
        ObjectKey key = putOrphan();
        Report report = examine();
        ObjectStore slow = new Moving(objects, moved -> {
            if (moved.equals(key)) {
                rows.put(rowFor(key));
            }
        });
        assertEquals(List.of(Act.LEFT), acts(new Doctor(rows, slow, images(), IN_TWO_DAYS).repair(report, 1, NOBODY)));
        assertArrayEquals(new byte[] {1, 2, 3}, read(key));
    }

    @Test
    void aRowThatAppearsWhileOthersAreRepairedGetsItsBytesBack() throws IOException {
        putOrphan();
        putOrphan();
        Report report = examine();
        ObjectKey first = ObjectKey.ofPath(report.findings().getFirst().path()).orElseThrow();
        ObjectStore slow = new Moving(objects, moved -> {
            if (moved.equals(
                    ObjectKey.ofPath(report.findings().getLast().path()).orElseThrow())) {
                rows.put(rowFor(first));
            }
        });
        assertEquals(
                List.of(Act.LEFT, Act.QUARANTINED),
                acts(new Doctor(rows, slow, images(), IN_TWO_DAYS).repair(report, 2, NOBODY)));
        assertArrayEquals(new byte[] {1, 2, 3}, read(first));
    }

    @Test
    void aRowWithoutBytesGoesToTheTrash() {
        ImageRecord lost = upload();
        objects.delete(lost.key());
        Report report = examine();
        assertEquals(Map.of(FindingKind.ROW_WITHOUT_BYTES, List.of(lost.key().path())), found(report));
        assertEquals(List.of(Act.TRASHED), acts(repair(report, 1)));
        assertEquals(Optional.empty(), rows.find(lost.imageId()));
        assertTrue(rows.findTrashed(lost.imageId()).isPresent());
        assertEquals(List.of(), examine().findings());
    }

    @Test
    void bytesInQuarantineComeBackToTheirRow() throws IOException {
        ImageRecord image = upload();
        byte[] bytes = read(image.key());
        objects.move(image.key(), image.key().quarantined());
        assertEquals(List.of(Act.PUT_BACK), acts(repair(examine(), 1)));
        assertArrayEquals(bytes, read(image.key()));
    }

    @Test
    void bytesThatAppearWhileTheirRowIsTrashedBringItBack() {
        ImageRecord lost = upload();
        objects.delete(lost.key());
        Report report = examine();
        MetadataStore slow = new Trashing(rows, () -> objects.put(lost.key(), source(), "image/jpeg", "", _ -> {}));
        assertEquals(
                List.of(Act.LEFT), acts(new Doctor(slow, objects, images(), IN_TWO_DAYS).repair(report, 1, NOBODY)));
        assertTrue(rows.find(lost.imageId()).isPresent());
    }

    @Test
    void aYoungRowWithoutBytesIsReportedAndLeft() {
        ImageRecord lost = upload();
        objects.delete(lost.key());
        var now = new Doctor(rows, objects, images(), Clock.systemUTC());
        assertEquals(List.of(Act.LEFT), acts(now.repair(now.examine(0, NOBODY), 1, NOBODY)));
        assertTrue(rows.find(lost.imageId()).isPresent());
    }

    @Test
    void bytesOfTheTrashAreNoOrphans() {
        ImageRecord image = upload();
        rows.trash(image.imageId(), Instant.now());
        assertEquals(List.of(), examine().findings());
    }

    /// A trash that may not be looked into may hold the row of anything that seems to have none.
    @Test
    void whereTheTrashCannotBeSeenNothingIsCalledAnOrphan() {
        ObjectKey trashed = upload().key();
        rows.trash(trashed.imageId(), Instant.now());
        Report seen = new Doctor(rows, objects, images(), IN_TWO_DAYS).examine(0, NOBODY);
        assertEquals(List.of(), seen.notes());
        var blind = new Doctor(new Blind(rows), objects, images(), IN_TWO_DAYS);
        Report report = blind.examine(0, NOBODY);
        assertEquals(List.of(), report.findings());
        assertEquals(1, report.notes().size());
        assertTrue(
                report.notes().getFirst().contains("The trash of this library cannot be seen from here"),
                report.notes().toString());
    }

    @Test
    void whereTheTrashCannotBeSeenAnOldReportIsNotActedOn() {
        ObjectKey orphan = putOrphan();
        Report report = examine();
        List<Repaired> repaired = new Doctor(new Blind(rows), objects, images(), IN_TWO_DAYS).repair(report, 1, NOBODY);
        assertEquals(List.of(Act.LEFT), acts(repaired));
        assertTrue(objects.find(orphan).isPresent());
    }

    /// It may have arrived, and somebody moved it to a trash that this account does not see.
    @Test
    void givingUpAnUploadNeverTakesBytesThatAHiddenTrashMayNeed() {
        ImageRecord image = upload();
        rows.trash(image.imageId(), Instant.now());
        images(new Blind(rows)).abandonUpload(image.userId(), image.imageId());
        assertEquals(
                Map.of(),
                images().restore(List.of(image.imageId()), Progress.UNSEEN).failed());
        assertTrue(objects.find(image.key()).isPresent());
    }

    @Test
    void bytesInQuarantineComeBackToTheirRowInTheTrash() throws IOException {
        ImageRecord image = upload();
        byte[] bytes = read(image.key());
        rows.trash(image.imageId(), Instant.now());
        objects.move(image.key(), image.key().quarantined());
        assertEquals(List.of(Act.PUT_BACK), acts(repair(examine(), 0)));
        assertArrayEquals(bytes, read(image.key()));
        assertEquals(List.of(), examine().findings());
    }

    @Test
    void restoringFindsBytesInQuarantine() throws IOException {
        ImageRecord image = upload();
        byte[] bytes = read(image.key());
        rows.trash(image.imageId(), Instant.now());
        objects.move(image.key(), image.key().quarantined());
        assertEquals(
                Map.of(),
                images().restore(List.of(image.imageId()), Progress.UNSEEN).failed());
        assertArrayEquals(bytes, read(image.key()));
        assertTrue(rows.find(image.imageId()).isPresent());
    }

    @Test
    void whatIsWrongWithImagesInTheTrashIsSaid() {
        ImageRecord shorter = upload();
        ImageRecord lost = upload();
        ImageRecord plain = upload();
        ImageRecord flipped = upload();
        for (ImageRecord each : List.of(shorter, lost, plain, flipped)) {
            rows.trash(each.imageId(), Instant.now());
        }
        replace(shorter.key(), new byte[] {1});
        replace(flipped.key(), new byte[(int) flipped.facts().sizeBytes()]);
        objects.delete(lost.key());
        objects.delete(ImageService.previewKey(plain.imageId()));
        Report report = examine();
        assertEquals(2, report.count(FindingKind.DAMAGED));
        assertEquals(List.of(plain.key().path()), found(report).get(FindingKind.PREVIEW_MISSING));
        assertEquals(1, report.notes().size(), report.notes().toString());
        assertTrue(
                report.notes().getFirst().contains(lost.key().path()),
                report.notes().toString());
        assertTrue(acts(repair(report, 0)).contains(Act.REMADE));
    }

    @Test
    void changedBytesAreFoundByTheirChecksumAndBySizeWithoutReadingThem() throws IOException {
        ImageRecord changed = upload();
        ImageRecord longer = upload();
        byte[] bytes = read(changed.key());
        bytes[bytes.length / 2] ^= 1;
        replace(changed.key(), bytes);
        replace(longer.key(), new byte[] {1});
        assertEquals(Map.of(FindingKind.DAMAGED, List.of(longer.key().path())), found(doctor().examine(0, NOBODY)));
        Report full = doctor().examine(Doctor.EVERY_CHECKSUM, NOBODY);
        assertEquals(2, full.count(FindingKind.DAMAGED));
        assertEquals(List.of(Act.LEFT, Act.LEFT), acts(repair(full, 0)));
    }

    @Test
    void aConnectionThatStandsStillIsNoDamageAndNoEndOfTheCheck() {
        upload();
        var breaks = new ArrayDeque<IOException>(
                List.of(new SocketTimeoutException("Read timed out"), new SocketException("Connection reset")));
        ObjectStore slow = new Breaking(objects, breaks);
        Report report = new Doctor(rows, slow, images(rows, slow), IN_TWO_DAYS).examine(Doctor.EVERY_CHECKSUM, NOBODY);
        assertEquals(Map.of(), found(report));
        assertEquals(1, report.checked());
        assertTrue(breaks.isEmpty());
    }

    @Test
    void aSampleReadsNoMoreThanItWasAskedTo() {
        for (int i = 0; i < 4; i++) {
            upload();
        }
        assertEquals(3, doctor().examine(3, NOBODY).checked());
    }

    @Test
    void missingPreviewsAreMadeAgainAndForgottenOnesPutAside() {
        ImageRecord image = upload();
        objects.delete(ImageService.previewKey(image.imageId()));
        ObjectKey forgotten = ObjectKey.preview(UUID.randomUUID().toString(), 512);
        objects.put(forgotten, source(), "image/jpeg", "", _ -> {});
        Report report = examine();
        assertEquals(
                Map.of(
                        FindingKind.PREVIEW_MISSING,
                        List.of(image.key().path()),
                        FindingKind.PREVIEW_WITHOUT_ROW,
                        List.of(forgotten.path())),
                found(report));
        repair(report, 0);
        assertTrue(objects.find(ImageService.previewKey(image.imageId())).isPresent());
        assertTrue(objects.find(forgotten.quarantined()).isPresent());
        assertEquals(List.of(), examine().findings());
    }

    /// For those the originals have to come, which nobody agreed to pay for.
    @Test
    void withoutPreviewsAllElseIsRepaired() {
        ImageRecord image = upload();
        objects.delete(ImageService.previewKey(image.imageId()));
        ObjectKey orphan = putOrphan();
        List<Repaired> repaired = doctor().repairWithoutPreviews(examine(), 1, NOBODY);
        assertEquals(Set.of(Act.LEFT, Act.QUARANTINED), Set.copyOf(acts(repaired)));
        assertTrue(objects.find(orphan.quarantined()).isPresent());
        assertTrue(objects.find(ImageService.previewKey(image.imageId())).isEmpty());
    }

    /// The other program writes no previews, sizes or checksums: that is no damage.
    @Test
    void aRowOfAnotherProgramIsHealthy() {
        ImageRecord row = SampleImages.row(UUID.randomUUID().toString(), "Theirs");
        objects.put(
                row.key(),
                ImageSource.ofBytes("x.jpg", SampleImages.jpeg(64, 64, Color.GRAY)),
                "image/jpeg",
                "",
                _ -> {});
        rows.put(row);
        Report report = examine();
        assertEquals(Map.of(FindingKind.PREVIEW_MISSING, List.of(row.key().path())), found(report));
        assertEquals(List.of(Act.REMADE), acts(repair(report, 0)));
    }

    @Test
    void bytesUnderAnotherUserAreLeftToAPerson() {
        ImageRecord image = upload();
        ObjectKey elsewhere = ObjectKey.original("mallory", image.imageId());
        objects.put(elsewhere, source(), "image/jpeg", "", _ -> {});
        Report report = examine();
        assertEquals(Map.of(FindingKind.BYTES_ELSEWHERE, List.of(elsewhere.path())), found(report));
        assertEquals(List.of(Act.LEFT), acts(repair(report, 0)));
        assertTrue(objects.find(elsewhere).isPresent());
    }

    /// A bucket serves other programs too: only what has the id of an image can be an original of ours.
    @Test
    void thingsOfOtherProgramsAreForeignAndLeftAlone() throws Exception {
        List<String> others = List.of("backups/database.dump", "logs/2026-11-28.txt", "site/index.html");
        for (String path : others) {
            putForeign(path);
        }
        upload();
        Report report = examine();
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.foreign());
        assertEquals(1, report.originals());
        repair(report, 100);
        for (String path : others) {
            assertTrue(objects.find(ObjectKey.ofPath(path).orElseThrow()).isPresent(), path);
        }
    }

    @Test
    void unfinishedUploadsAreRemoved() throws Exception {
        beginUpload();
        assertEquals(
                0,
                new Doctor(rows, objects, images(), Clock.systemUTC())
                        .examine(0, NOBODY)
                        .findings()
                        .size(),
                "it may be under way");
        Report report = examine();
        assertEquals(1, report.count(FindingKind.UNFINISHED));
        assertEquals(List.of(Act.REMOVED), acts(repair(report, 0)));
        assertEquals(List.of(Act.LEFT), acts(repair(report, 0)), "it is gone by now");
        assertEquals(List.of(), examine().findings());
    }

    /// The catalog or the table was lost: every original is there, and not one row.
    @Test
    void originalsWithoutRowsAreAdopted() throws IOException {
        ImageRecord first = upload();
        ImageRecord second = upload();
        ImageRecord kept = upload();
        ImageRecord trashed = upload();
        rows.trash(trashed.imageId(), Instant.now());
        ObjectKey noImage = putOrphan();
        Purge.row(rows, first.imageId());
        Purge.row(rows, second.imageId());
        assertEquals(0, doctor().unknownOriginals(), "there are rows");

        List<Repaired> adopted = doctor().adopt(NOBODY);

        assertEquals(
                Map.of(Act.ADOPTED, 2L, Act.LEFT, 1L),
                adopted.stream().collect(Collectors.groupingBy(Repaired::act, Collectors.counting())));
        ImageRecord again = rows.find(first.imageId()).orElseThrow();
        assertEquals(
                List.of(
                        "alice",
                        first.facts().contentSha256(),
                        640,
                        480,
                        first.facts().sizeBytes()),
                List.of(
                        again.userId(),
                        again.facts().contentSha256(),
                        again.facts().width(),
                        again.facts().height(),
                        again.facts().sizeBytes()));
        assertEquals(first.facts().averageColor(), again.facts().averageColor());
        assertTrue(Duration.between(first.createdAt(), again.createdAt()).abs().toMinutes() < 2);
        assertTrue(again.title().startsWith("20"), again.title());
        assertEquals(kept, rows.find(kept.imageId()).orElseThrow());
        assertTrue(rows.findTrashed(trashed.imageId()).isPresent());
        assertEquals(List.of(Act.LEFT), acts(doctor().adopt(NOBODY)), "asking again does no harm");
        assertTrue(objects.find(noImage).isPresent());
    }

    /// Names that look like ours are written in capitals by others; what is no image is nobody's image.
    @Test
    void whatOtherProgramsNameByUuidsIsNotAdopted() throws Exception {
        String theirs = "cache/3F2504E0-4F89-41D3-9A0C-0305E82C3301";
        putForeign(theirs);
        ObjectKey noImage = putOrphan();
        List<Repaired> left = doctor().adopt(NOBODY);
        assertEquals(
                List.of(noImage.path()),
                left.stream().map(each -> each.finding().path()).toList());
        assertEquals(List.of(Act.LEFT), acts(left));
        assertTrue(
                left.getFirst().reason().contains(noImage.path()),
                left.getFirst().reason());
        Report report = examine();
        assertEquals(List.of(theirs), report.foreignPaths());
        repair(report, 1);
        assertTrue(objects.find(ObjectKey.ofPath(theirs).orElseThrow()).isPresent());
    }

    @Test
    void whereTheTrashCannotBeSeenNothingIsAdopted() {
        ImageRecord trashed = upload();
        rows.trash(trashed.imageId(), Instant.now());
        assertEquals(List.of(), new Doctor(new Blind(rows), objects, images(), IN_TWO_DAYS).adopt(NOBODY));
        assertEquals(Optional.empty(), rows.find(trashed.imageId()));
    }

    @Test
    void anEmptyCatalogBesideOriginalsIsNotWell() {
        for (int i = 0; i < 3; i++) {
            Purge.row(rows, upload().imageId());
        }
        assertEquals(3, doctor().unknownOriginals());
        assertTrue(doctor().hasUnknownOriginals());
        var listed = new AtomicInteger();
        Report report = new Doctor(rows, new Listing(objects, listed::incrementAndGet), images(), IN_TWO_DAYS)
                .examine(0, NOBODY);
        assertEquals(3, report.unknownOriginals());
        assertTrue(report.hasLostItsRows());
        assertEquals(1, listed.get(), "nothing has to be listed again for that");
        Report young = new Doctor(rows, objects, images(), Clock.systemUTC()).examine(0, NOBODY);
        assertEquals(List.of(), young.findings());
        assertTrue(
                young.notes().getFirst().startsWith("3 of 3 stored originals are younger than a day"),
                young.notes().toString());
    }

    @Test
    void aLibraryWithRowsHasNotLostThem() {
        ImageRecord trashed = upload();
        rows.trash(trashed.imageId(), Instant.now());
        putOrphan();
        Report report = examine();
        assertEquals(1, report.unknownOriginals());
        assertFalse(report.hasLostItsRows());
        assertFalse(doctor().hasUnknownOriginals());
        Report blind = new Doctor(new Blind(rows), objects, images(), IN_TWO_DAYS).examine(0, NOBODY);
        assertEquals(0, blind.unknownOriginals(), "the trash may know it");
    }

    /// By a rule of the bucket or by hand: in Glacier the bytes are as good as ever.
    @Test
    void whatCannotBeReadIsNotDamaged() {
        ImageRecord image = upload();
        for (var refused : Map.of(
                        ImageException.Failed.archived("Bring them back first.", null),
                        FindingKind.ARCHIVED,
                        new ImageException.Denied("The permission is missing.", null),
                        FindingKind.UNREADABLE,
                        new ImageException.Failed("The bucket is in another region."),
                        FindingKind.UNREADABLE)
                .entrySet()) {
            ObjectStore closed = new Refusing(objects, refused.getKey());
            Report report =
                    new Doctor(rows, closed, images(rows, closed), IN_TWO_DAYS).examine(Doctor.EVERY_CHECKSUM, NOBODY);
            assertEquals(Map.of(refused.getValue(), List.of(image.key().path())), found(report));
            assertEquals(0, report.checked());
            assertEquals(
                    refused.getKey().getMessage(), report.findings().getFirst().detail());
            List<Repaired> repaired = repair(report, 0);
            assertEquals(List.of(Act.LEFT), acts(repaired));
            assertEquals(refused.getValue().advice(), repaired.getFirst().reason());
        }
    }

    @Test
    void aSignInThatRanOutEndsTheCheckInsteadOfCallingEverythingDamaged() {
        upload();
        ObjectStore closed =
                new Refusing(objects, ImageException.Denied.untilSignedIn("The sign-in has expired.", null));
        var doctor = new Doctor(rows, closed, images(rows, closed), IN_TWO_DAYS);
        assertThrows(ImageException.Denied.class, () -> doctor.examine(Doctor.EVERY_CHECKSUM, NOBODY));
    }

    /// Nothing is known of the trash then, and it may be there a moment later.
    @Test
    void aSignInThatRanOutIsNoTrashThatMayNotBeUsed() {
        upload();
        MetadataStore signedOut = new ForwardingMetadataStore() {
            @Override
            public MetadataStore store() {
                return rows;
            }

            @Override
            public ImagePage listTrashed(ImagePage.Request request) {
                throw ImageException.Denied.untilSignedIn("The sign-in has expired.", null);
            }
        };
        var doctor = new Doctor(signedOut, objects, images(), IN_TWO_DAYS);
        assertThrows(ImageException.Denied.class, () -> doctor.examine(0, NOBODY));
    }

    @Test
    void aPreviewThatCannotBeReadDoesNotEndTheCheck() {
        ImageRecord image = upload();
        upload();
        ObjectKey key = ImageService.previewKey(image.imageId());
        ObjectStore broken = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return objects;
            }

            @Override
            public InputStream open(ObjectKey opened, long offset, long length) {
                if (opened.equals(key)) {
                    throw ImageException.Failed.archived("Bring them back first.", null);
                }
                return objects.open(opened, offset, length);
            }
        };
        Report report =
                new Doctor(rows, broken, images(rows, broken), IN_TWO_DAYS).examine(Doctor.EVERY_CHECKSUM, NOBODY);
        assertEquals(Map.of(FindingKind.PREVIEW_DAMAGED, List.of(key.path())), found(report));
        assertEquals(2, report.checked());
    }

    /// Nothing is missing at its end and nothing is zero: only decoding tells.
    @Test
    void aPreviewDamagedInsideIsSaidAndMadeAgain() throws IOException {
        ObjectKey key = ImageService.previewKey(upload().imageId());
        byte[] whole = read(key);
        byte[] damaged = whole.clone();
        new Random(1).nextBytes(damaged);
        System.arraycopy(whole, 0, damaged, 0, whole.length * 2 / 3);
        System.arraycopy(whole, whole.length - 100, damaged, whole.length - 100, 100);
        put(key, damaged);
        Report report = examine();
        assertEquals(Map.of(FindingKind.PREVIEW_DAMAGED, List.of(key.path())), found(report));
        assertEquals(List.of(Act.REMADE), acts(repair(report, 0)));
        assertArrayEquals(whole, read(key));
    }

    /// A cut JPEG decodes too, and is gray where bytes are missing.
    @Test
    void cutAndDamagedPreviewsAreSaidAndMadeAgain() throws IOException {
        ObjectKey cut = ImageService.previewKey(upload().imageId());
        ObjectKey holed = ImageService.previewKey(upload().imageId());
        upload();
        byte[] whole = read(cut);
        put(cut, Arrays.copyOf(whole, whole.length / 2));
        byte[] damaged = read(holed);
        Arrays.fill(damaged, damaged.length - 700, damaged.length - 100, (byte) 0);
        put(holed, damaged);
        Report report = examine();
        assertEquals(Set.of(cut.path(), holed.path()), Set.copyOf(found(report).get(FindingKind.PREVIEW_DAMAGED)));
        assertEquals(List.of(Act.REMADE, Act.REMADE), acts(repair(report, 0)));
        assertArrayEquals(whole, read(cut));
        assertEquals(List.of(), examine().findings());
    }

    private void put(ObjectKey key, byte[] bytes) {
        objects.put(key, ImageSource.ofBytes("x", bytes), "image/jpeg", "", _ -> {});
    }

    @Test
    void anInterruptStopsBetweenTwoActs() {
        putOrphan();
        Report report = examine();
        Thread.currentThread().interrupt();
        assertThrows(ImageException.Cancelled.class, () -> repair(report, 1));
        assertTrue(Thread.interrupted());
    }

    protected final Doctor doctor() {
        return new Doctor(rows, objects, images(), IN_TWO_DAYS);
    }

    protected final Report examine() {
        return doctor().examine(Doctor.EVERY_CHECKSUM, NOBODY);
    }

    protected final ObjectKey putOrphan() {
        ObjectKey key = ObjectKey.original("alice", UUID.randomUUID().toString());
        objects.put(key, source(), "image/jpeg", "", _ -> {});
        return key;
    }

    protected final List<Repaired> repair(Report report, int agreedTo) {
        return doctor().repair(report, agreedTo, NOBODY);
    }

    protected final ImageService images() {
        return images(rows);
    }

    private ImageService images(MetadataStore seen) {
        return images(seen, objects);
    }

    private ImageService images(MetadataStore seen, ObjectStore bytes) {
        return catalog.images(seen, bytes);
    }

    protected final ImageRecord upload() {
        return images().upload(SampleImages.newImage("alice", UUID.randomUUID() + ".jpg", Color.ORANGE), _ -> {});
    }

    private void replace(ObjectKey key, byte[] bytes) {
        objects.delete(key);
        objects.put(key, ImageSource.ofBytes("x", bytes), "image/jpeg", "", _ -> {});
    }

    private byte[] read(ObjectKey key) throws IOException {
        try (InputStream bytes = objects.open(key)) {
            return bytes.readAllBytes();
        }
    }

    private static ImageRecord rowFor(ObjectKey key) {
        return SampleImages.row(key.imageId(), "Late");
    }

    private static ImageSource source() {
        return ImageSource.ofBytes("x", new byte[] {1, 2, 3});
    }

    protected static Map<FindingKind, List<String>> found(Report report) {
        return report.findings().stream()
                .collect(Collectors.groupingBy(Finding::kind, Collectors.mapping(Finding::path, Collectors.toList())));
    }

    protected static List<Act> acts(List<Repaired> repaired) {
        return repaired.stream().map(Repaired::act).toList();
    }

    /// What a role sees that has no right to the trash.
    private record Blind(MetadataStore store) implements ForwardingMetadataStore {
        @Override
        public TrashAccess trashAccess() {
            return TrashAccess.FORBIDDEN;
        }

        @Override
        public boolean keepsTrash() {
            return false;
        }

        @Override
        public boolean knows(String imageId) {
            return store.find(imageId).isPresent();
        }

        @Override
        public Optional<ImageRecord> findTrashed(String imageId) {
            return Optional.empty();
        }

        @Override
        public ImagePage listTrashed(ImagePage.Request request) {
            throw new ImageException.Denied("The trash may not be used.", null);
        }
    }

    /// Originals break off after some bytes, as long as there are failures left.
    private record Breaking(ObjectStore store, Deque<IOException> breaks) implements ForwardingObjectStore {
        @Override
        public InputStream open(ObjectKey key) {
            return !key.isOriginal() || breaks.isEmpty()
                    ? store.open(key)
                    : new SequenceInputStream(new ByteArrayInputStream(new byte[10]), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw breaks.remove();
                        }
                    });
        }
    }

    private record Listing(ObjectStore store, Runnable onList) implements ForwardingObjectStore {
        @Override
        public void list(Consumer<ObjectStore.Listed> found) {
            onList.run();
            store.list(found);
        }
    }

    /// Lets nobody read an original.
    private record Refusing(ObjectStore store, ImageException refusal) implements ForwardingObjectStore {
        @Override
        public InputStream open(ObjectKey key) {
            if (key.isOriginal()) {
                throw refusal;
            }
            return store.open(key);
        }
    }

    /// Somebody does something right after bytes were moved.
    private record Moving(ObjectStore store, Consumer<ObjectKey> then) implements ForwardingObjectStore {
        @Override
        public void move(ObjectKey from, ObjectKey to) {
            store.move(from, to);
            then.accept(from);
        }
    }

    /// Somebody does something right after a row went to the trash.
    private record Trashing(MetadataStore store, Runnable then) implements ForwardingMetadataStore {
        @Override
        public ImageRecord trash(String imageId, Instant deletedAt) {
            ImageRecord trashed = store.trash(imageId, deletedAt);
            then.run();
            return trashed;
        }
    }
}
