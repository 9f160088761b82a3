package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.Unchecked;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.search.SearchText;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

    @TempDir
    private Path folder;

    private final AtomicInteger ids = new AtomicInteger();
    /// Methods that fail, before or after they did their work.
    private final Set<String> failsBefore = new HashSet<>();
    private final Set<String> failsAfter = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private Consumer<String> before = _ -> {};
    private Predicate<String> keepsVersion = _ -> false;
    private Supplier<List<ObjectKey>> shared = List::of;

    @AutoClose
    private TestCatalog catalog;

    private ImageService images;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
        var rows = failing(MetadataStore.class, catalog.rows());
        var objects = failing(ObjectStore.class, new FolderObjectStore(folder.resolve("objects")));
        images = new ImageService(
                rows,
                objects,
                catalog.live(),
                new PictureReader(),
                Clock.fixed(NOW.plusNanos(789), ZoneOffset.UTC),
                () -> "image-" + ids.incrementAndGet());
    }

    @Test
    void anUploadIsOneRowOneOriginalAndOnePreview() throws IOException {
        ImageRecord added = upload("beach.jpg", Color.YELLOW);
        assertEquals("image-1", added.imageId());
        assertEquals(NOW, added.createdAt());
        assertEquals(NOW, added.updatedAt());
        assertEquals(List.of(".vitrine/thumb/512/image-1.jpg", "alice/image-1"), files());
        assertEquals(Optional.of(added), images.find("image-1"));
    }

    @Test
    void theTitleIsTheFileNameUnlessThereIsOne() {
        assertEquals("beach.at.noon", upload("beach.at.noon.jpg", Color.YELLOW).title());
        assertEquals(
                "Mine",
                images.upload(
                                new NewImage(
                                        "alice",
                                        new Caption("Mine", "", List.of()),
                                        SampleImages.file("x.jpg", Color.RED)),
                                sent -> {})
                        .title());
    }

    @Test
    void whatIsWrittenIntoTheFileIsTakenOverUnlessSomethingElseIsTyped() {
        assertEquals(new Caption("Größe", "Beschreibung", List.of("one", "two", "rating:4")), captioned(Caption.EMPTY));
        assertEquals(
                new Caption("Mine", "My words", List.of("two", "rating:2", "one")),
                captioned(new Caption("Mine", "My words", List.of("two", "rating:2"))));
    }

    private Caption captioned(Caption typed) {
        var source = ImageSource.ofBytes("a.tif", Samples.resource("metadata/xmp.tif"));
        return images.upload(new NewImage("alice", typed, source), _ -> {}).caption();
    }

    @Test
    void whatIsNoImageIsRefusedAndLeavesNothing() throws IOException {
        var source = ImageSource.ofBytes("notes.jpg", "no image at all, whatever its name says".getBytes());
        assertThrows(
                ImageException.Invalid.class,
                () -> images.upload(new NewImage("alice", Caption.EMPTY, source), sent -> {}));
        assertEquals(List.of(), files());
    }

    @Test
    void anImageThatCannotBeShownIsStoredWithoutPreview() throws IOException {
        var source = ImageSource.ofBytes("cut.jpg", headerOf(SampleImages.jpeg(640, 480, Color.RED)));
        ImageRecord added = images.upload(new NewImage("alice", Caption.EMPTY, source), sent -> {});
        assertEquals("", added.facts().averageColor());
        assertEquals(List.of("alice/image-1"), files());
    }

    @Test
    @StandardError.Says("is not kept: No answer.")
    void aFailedPreviewPutIsNoFailureOfTheUpload() {
        // The second put of an upload is the preview's.
        failsBefore.add("put .vitrine");
        assertEquals(Optional.of(upload("beach.jpg", Color.YELLOW)), images.find("image-1"));
    }

    @Test
    void aFailedRowWriteLeavesNoRowAndCanBeTriedAgain() throws IOException {
        failsBefore.add("put row");
        var image = SampleImages.newImage("alice", "beach.jpg", Color.YELLOW);
        assertThrows(ImageException.Unreachable.class, () -> images.upload(image, "mine", "", sent -> {}));
        assertEquals(0, images.search(ImageQuery.ALL).size());
        failsBefore.clear();
        assertEquals("mine", images.upload(image, "mine", "", sent -> {}).imageId());
        assertEquals(List.of(".vitrine/thumb/512/mine.jpg", "alice/mine"), files());
        assertEquals(1, images.search(ImageQuery.ALL).size());
    }

    @Test
    void anUploadWhoseRowIsRefusedLeavesNothing() throws IOException {
        failsBefore.add("put row");
        var image = SampleImages.newImage("alice", "beach.jpg", Color.YELLOW);
        assertThrows(ImageException.Unreachable.class, () -> images.upload(image, sent -> {}));
        assertEquals(List.of(), files());
    }

    @Test
    void anUploadOfWhichOnlyTheAnswerWasLostHasArrived() {
        failsAfter.add("put row");
        ImageRecord added = images.upload(SampleImages.newImage("alice", "beach.jpg", Color.YELLOW), sent -> {});
        assertEquals(Optional.of(added), images.find(added.imageId()));
    }

    @Test
    void aLostAnswerMakesNoSecondImage() throws IOException {
        failsAfter.add("put row");
        var image = SampleImages.newImage("alice", "beach.jpg", Color.YELLOW);
        assertThrows(ImageException.Unreachable.class, () -> images.upload(image, "mine", "", sent -> {}));
        failsAfter.clear();
        ImageRecord again = images.upload(image, "mine", "", sent -> {});
        assertEquals(Optional.of(again), images.find("mine"));
        assertEquals(List.of(".vitrine/thumb/512/mine.jpg", "alice/mine"), files());
    }

    /// The row of the first try may be on its way still: it must not lose its bytes.
    @Test
    void aSecondTryThatFailsLeavesTheBytesOfTheFirst() throws IOException {
        failsAfter.add("put row");
        byte[] jpeg = SampleImages.jpeg(640, 480, Color.YELLOW);
        var before = new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes("beach.jpg", jpeg));
        assertThrows(ImageException.Unreachable.class, () -> images.upload(before, "mine", "", sent -> {}));
        failsAfter.clear();
        var vanishing = new Vanishing("beach.jpg", jpeg, () -> called.contains("holds alice/mine"));
        var image = new NewImage("alice", Caption.EMPTY, vanishing);

        assertThrows(ImageException.class, () -> images.upload(image, "mine", "", sent -> {}));

        assertTrue(called.contains("holds alice/mine"));
        assertTrue(files().contains("alice/mine"), "the bytes are gone");
        assertEquals("mine", images.upload(before, "mine", "", sent -> {}).imageId());
    }

    private record Vanishing(String name, byte[] bytes, BooleanSupplier gone) implements ImageSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() throws IOException {
            if (gone.getAsBoolean()) {
                throw new NoSuchFileException(name);
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    @Test
    void anIdOfOtherBytesIsNotTakenOver() throws IOException {
        images.upload(SampleImages.newImage("alice", "beach.jpg", Color.YELLOW), "mine", "", sent -> {});
        var other = SampleImages.newImage("alice", "hill.jpg", Color.GREEN);
        assertThrows(ImageException.Conflict.class, () -> images.upload(other, "mine", "", sent -> {}));
        assertArrayEquals(
                SampleImages.jpeg(640, 480, Color.YELLOW), Files.readAllBytes(folder.resolve("objects/alice/mine")));
        assertEquals("beach", images.find("mine").orElseThrow().title());
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotStored() throws IOException {
        Path file = Files.write(folder.resolve("growing.jpg"), SampleImages.jpeg(640, 480, Color.RED));
        var image = new NewImage("alice", Caption.EMPTY, ImageSource.ofFile(file));
        var once = new AtomicBoolean();
        assertThrows(
                ImageException.Conflict.class,
                () -> images.upload(image, sent -> {
                    if (once.compareAndSet(false, true)) {
                        append(file);
                    }
                }));
        assertEquals(List.of(), files());
        assertEquals(0, images.search(ImageQuery.ALL).size());
    }

    @Test
    void aVanishedFileSaysSo() {
        var image = new NewImage("alice", Caption.EMPTY, ImageSource.ofFile(folder.resolve("gone.jpg")));
        var failure = assertThrows(ImageException.NotFound.class, () -> images.upload(image, sent -> {}));
        assertEquals("“gone.jpg” is no longer there: it was moved, renamed or deleted.", failure.getMessage());
    }

    @Test
    void anInterruptedUploadLeavesNothing() throws IOException {
        assertThrows(
                ImageException.Cancelled.class,
                () -> images.upload(
                        SampleImages.newImage("alice", "beach.jpg", Color.YELLOW),
                        sent -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), files());
    }

    @Test
    void oneFailureDoesNotStopTheOthers() {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        List<Integer> reported = new ArrayList<>();
        BulkOutcome outcome = images.trash(List.of("nobody", id), images.now(), (done, _) -> reported.add(done));
        assertEquals(List.of(id), outcome.done());
        assertEquals(
                ImageException.NotFound.class, outcome.failed().get("nobody").getClass());
        assertEquals(List.of(0, 1, 2), reported);
    }

    @Test
    void anInterruptLeavesTheRestUndone() {
        String first = upload("beach.jpg", Color.YELLOW).imageId();
        String second = upload("hill.jpg", Color.GREEN).imageId();
        BulkOutcome outcome = images.trash(List.of(first, second), images.now(), (done, _) -> {
            if (done == 1) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        assertTrue(Thread.interrupted());
        assertEquals(List.of(first), outcome.done());
        assertEquals(
                ImageException.Cancelled.class, outcome.failed().get(second).getClass());
        assertTrue(images.find(second).isPresent());
    }

    @Test
    void aDeletionThatFailedHalfWayIsFinishedByAskingAgain() throws IOException {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        failsBefore.add("delete .vitrine");
        assertEquals(
                Set.of(id),
                images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN)
                        .failed()
                        .keySet());
        assertEquals(Optional.empty(), images.find(id));
        assertEquals(1, images.search(ImageQuery.ALL.withScope(Scope.TRASH)).size());
        String said =
                images.restore(List.of(id), Progress.UNSEEN).failed().get(id).getMessage();
        assertTrue(said.startsWith("“beach” is being deleted permanently"), said);
        failsBefore.clear();
        assertEquals(
                List.of(id),
                images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN)
                        .done());
        assertEquals(List.of(), files());
        assertEquals(0, images.search(ImageQuery.ALL.withScope(Scope.TRASH)).size());
    }

    @Test
    void whoMayNotDeleteTheBytesChangesNothing() throws IOException {
        ImageRecord live = upload("beach.jpg", Color.YELLOW);
        ImageRecord trashed = upload("sea.jpg", Color.BLUE);
        images.trash(List.of(trashed.imageId()));
        List<String> ids = List.of(live.imageId(), trashed.imageId());
        ImageRecord inTrash = images.findUploaded(trashed.imageId()).orElseThrow();
        List<String> files = files();
        before = call -> {
            if (call.startsWith("delete alice/")) {
                throw ImageException.Denied.ofRight("You may not.", null);
            }
        };
        assertEquals(
                Set.copyOf(ids),
                images.deletePermanently(images.seen(ids), Progress.UNSEEN)
                        .failed()
                        .keySet());
        before = _ -> {};
        assertEquals(Optional.of(live), images.find(live.imageId()));
        assertEquals(Optional.of(inTrash), images.findUploaded(trashed.imageId()));
        assertEquals(files, files());
        assertEquals(
                List.of(trashed.imageId()),
                images.restore(List.of(trashed.imageId()), Progress.UNSEEN).done());
    }

    /// Of previews nobody needs to hear that.
    @Test
    void thatTheStoreKeepsTheBytesOfWhatIsDeletedIsSaid() throws IOException {
        for (String kept : List.of("alice/", ".vitrine/")) {
            String id = upload("beach.jpg", Color.YELLOW).imageId();
            keepsVersion = call -> call.startsWith("delete " + kept);
            BulkOutcome outcome = images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN);
            assertEquals(List.of(id), outcome.done());
            assertEquals(kept.equals("alice/"), outcome.remark().contains("keeps former versions"), outcome.remark());
        }
    }

    /// Whoever makes one looks whether the image is there, and sees it for the last time.
    @Test
    void aCopyThatIsSharedAsTheImageIsDeletedIsGoneToo() throws IOException {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        var copies = new ArrayList<ObjectKey>();
        var deleted = new ArrayList<String>();
        ObjectKey copy = ObjectKey.shared(id, NOW, "nonce");
        shared = () -> List.copyOf(copies);
        before = call -> {
            if (call.equals("delete alice/" + id)) {
                copies.add(copy);
            }
            deleted.add(call);
        };

        images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN);

        assertTrue(deleted.contains("delete " + copy.path()), deleted.toString());
    }

    /// Signed in again a moment later, it would leave copies of what is gone.
    @Test
    @StandardError.Says("Copies of deleted images that were shared cannot be looked for")
    void nothingIsDeletedWhileNobodyIsSignedInToLookForSharedCopies() throws IOException {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        shared = () -> {
            throw ImageException.Denied.untilSignedIn("The sign-in has expired.", null);
        };
        List<SeenImage> seen = images.seen(List.of(id));
        assertThrows(ImageException.Denied.class, () -> images.deletePermanently(seen, Progress.UNSEEN));
        assertTrue(images.find(id).isPresent());
        shared = () -> {
            throw new ImageException.Denied("The bucket may not be listed.", null);
        };
        assertEquals(
                List.of(id), images.deletePermanently(seen, Progress.UNSEEN).done());
    }

    @Test
    void whatWasRestoredSinceItWasSeenInTheTrashIsNotDeleted() throws IOException {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        images.trash(List.of(id));
        List<SeenImage> seen = images.seenInCatalog(List.of(id));
        assertEquals(seen, images.seen(List.of(id)));
        images.restore(List.of(id), Progress.UNSEEN);
        BulkOutcome outcome = images.deletePermanently(seen, Progress.UNSEEN);
        assertEquals(ImageException.Conflict.class, outcome.failed().get(id).getClass());
        assertTrue(images.find(id).isPresent());
        assertEquals(List.of(".vitrine/thumb/512/image-1.jpg", "alice/image-1"), files());
    }

    @Test
    void anImageThatIsGoneIsNamed() {
        BulkOutcome outcome = images.deletePermanently(images.seen(List.of("gone")), Progress.UNSEEN);
        assertEquals(ImageException.NotFound.class, outcome.failed().get("gone").getClass());
    }

    @Test
    void whatNobodyForesawFailsForOneImageAlone() {
        List<String> all = List.of(
                upload("a.jpg", Color.YELLOW).imageId(),
                upload("b.jpg", Color.RED).imageId(),
                upload("c.jpg", Color.BLUE).imageId());
        for (int parallelism : List.of(1, 3)) {
            BulkOutcome outcome = BulkOutcome.ofAll(
                    all,
                    id -> {
                        if (id.equals(all.get(1))) {
                            throw new IllegalStateException("not foreseen");
                        }
                    },
                    new BulkExecutor(parallelism),
                    (_, _) -> true);
            assertEquals(List.of(all.get(0), all.get(2)), outcome.done());
            assertEquals(
                    ImageException.Failed.class,
                    outcome.failed().get(all.get(1)).getClass());
        }
    }

    @Test
    void anImageWhoseBytesAreGoneIsNotRestored() {
        String id = upload("beach.jpg", Color.YELLOW).imageId();
        failsBefore.add("delete .vitrine");
        images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN);
        BulkOutcome outcome = images.restore(List.of(id), Progress.UNSEEN);
        assertEquals(ImageException.NotFound.class, outcome.failed().get(id).getClass());
        assertEquals(Optional.empty(), images.find(id));
    }

    @Test
    void whatIsWrongInsideOfAFileIsNotedInItsRow() {
        byte[] whole = Samples.jpeg(320, 240);
        byte[] wrong = whole.clone();
        for (int i = whole.length / 2; i < whole.length - 2; i += 7) {
            wrong[i] ^= 0x55;
        }
        assertFalse(uploadBytes("whole.jpg", whole).facts().damaged());
        assertTrue(uploadBytes("wrong.jpg", wrong).facts().damaged());
        assertTrue(uploadBytes("cut.jpg", Arrays.copyOf(whole, whole.length * 3 / 4))
                .facts()
                .damaged());
        assertEquals(
                Set.of("wrong", "cut"),
                images.search(SearchText.parse("damaged:true", ImageQuery.ALL).query()).images(0, 2).stream()
                        .map(ImageRecord::title)
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatDevicesLeaveOutOrAddAtTheEndIsNoDamage() {
        byte[] whole = Samples.jpeg(320, 240);
        byte[] endless = Arrays.copyOf(whole, whole.length - 2);
        byte[] padded = Samples.joined(endless, new byte[512], new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertFalse(uploadBytes("endless.jpg", endless).facts().damaged());
        assertFalse(uploadBytes("padded.jpg", padded).facts().damaged());
        assertFalse(uploadBytes("both.jpg", Arrays.copyOf(padded, padded.length - 2))
                .facts()
                .damaged());
        assertFalse(uploadBytes("more.jpg", Samples.joined(whole, "and more".getBytes(StandardCharsets.UTF_8)))
                .facts()
                .damaged());
    }

    /// Each chunk of a PNG has a check sum.
    @Test
    void aPngIsDamagedWhereAByteOfItsPictureIsWrong() {
        byte[] whole = Samples.of(ImageType.PNG);
        assertFalse(uploadBytes("whole.png", whole).facts().damaged());
        byte[] wrong = whole.clone();
        wrong[whole.length - 20] ^= 1; // within the last data, before their check sum and the end
        assertTrue(uploadBytes("wrong.png", wrong).facts().damaged());
    }

    private ImageRecord uploadBytes(String name, byte[] bytes) {
        return images.upload(new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes(name, bytes)), _ -> {});
    }

    private ImageRecord upload(String name, Color color) {
        return images.upload(SampleImages.newImage("alice", name, color), sent -> {});
    }

    /// All of a JPEG up to its first pixels.
    private static byte[] headerOf(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
                return Arrays.copyOf(jpeg, i + 1);
            }
        }
        throw new IllegalArgumentException("no scan");
    }

    private static void append(Path file) {
        Unchecked.run(() -> Files.write(file, new byte[] {0}, StandardOpenOption.APPEND));
    }

    private List<String> files() throws IOException {
        Path objects = folder.resolve("objects");
        return FolderContent.paths(objects);
    }

    /// The real store, but for the calls that are to fail: "put row", or a method and the beginning of the key it
    /// is about.
    private <T> T failing(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    String call = method.getName() + " " + about(arguments);
                    before.accept(call);
                    if (failsBefore.stream().anyMatch(call::startsWith)) {
                        throw new ImageException.Unreachable("No answer.", null);
                    }
                    Object answer = call.startsWith("sharedCopies") ? shared.get() : called(store, method, arguments);
                    called.add(call);
                    if (keepsVersion.test(call)) {
                        return true;
                    }
                    if (failsAfter.stream().anyMatch(call::startsWith)) {
                        throw new ImageException.Unreachable("The answer was lost.", null);
                    }
                    return answer;
                }));
    }

    private static String about(Object[] arguments) {
        return switch (arguments == null ? null : arguments[0]) {
            case ObjectKey key -> key.path();
            case ImageRecord _ -> "row";
            case null, default -> "";
        };
    }

    private static Object called(Object store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
