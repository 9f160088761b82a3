package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.Unchecked;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Progress;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.move.Moves;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.share.LinkRequest;
import dev.vitrine.service.share.Links;
import dev.vitrine.simulation.FailingAct;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.FailingCloud.Failure;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whichever request fails, nothing is half done: [FailingAct].
class FailingCloudTest {
    private static final int FOR_EVER = 1_000_000;

    private enum Kind {
        UPLOAD,
        UPLOAD_IN_PARTS,
        HEAL,
        EDIT,
        TRASH,
        RESTORE,
        PURGE,
        SAVE,
        LIST,
        QUARANTINE,
        ADOPT,
        SHARE_COPY,
        MOVE
    }

    @TempDir
    private Path work;

    private final World world = new ImpatientWorld();

    @AutoClose
    private final Resources resources = new Resources();

    private FailingCloud cloud;
    private AwsClients sound;
    private ImageService images;
    private S3ObjectStore objects;
    private Doctor doctor;
    private Links links;
    private Moves moves;
    private int pictures;

    @BeforeEach
    void open() {
        world.run(() -> {
            cloud = resources.add(new FailingCloud());
            sound = resources.add(DirectClients.over(cloud.sound()));
            var setup = new AwsSetup(sound);
            setup.apply(setup.plan().steps(), _ -> {});
            AwsClients clients = resources.add(DirectClients.over(cloud));
            var tables = new DynamoMetadataStore(clients);
            objects = new S3ObjectStore(
                    clients, new MultipartUpload(clients, new OpenUploads(work.resolve("open-uploads")), 5 << 20));
            LiveCatalog catalog =
                    LiveCatalog.open(SqliteCatalog.openMirror(work), work.resolve("index.snapshot"), resources);
            MirrorSync mirror = resources.add(MirrorSync.idle(
                    new DynamoRows(clients), catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
            images = new ImageService(mirror.directRows(tables), objects, catalog, new PictureReader());
            moves = new Moves(images, mirror.directRows(tables), tables, objects, work.resolve("moves"), List.of());
            doctor = new Doctor(tables, objects, images, World.clock());
            links = new Links(
                    new S3Links(clients, World.clock()),
                    objects,
                    new Downloads(objects, new RetryPolicy(1, Duration.ZERO)),
                    work.resolve("scratch"),
                    World.clock(),
                    () -> World.here().uuid().toString().replace("-", ""));
        });
    }

    private static Stream<Arguments> acts() {
        if (!Boolean.getBoolean("vitrine.test.every.failure")) {
            return Stream.of(Kind.values())
                    .filter(kind -> kind != Kind.UPLOAD_IN_PARTS)
                    .flatMap(kind -> Stream.of(
                            Arguments.of(kind, Failure.ANSWER_LOST, 1),
                            Arguments.of(kind, Failure.KEYS_EXPIRED, FOR_EVER)));
        }
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Failure.values())
                        .flatMap(failure -> Stream.of(1, FOR_EVER).map(times -> Arguments.of(kind, failure, times))));
    }

    @ParameterizedTest
    @StandardError.MaySay("WARNING")
    @MethodSource("acts")
    void whateverRequestFailsNothingIsHalfDone(Kind kind, Failure failure, int times) {
        world.run(() -> {
            try {
                // What was refused is asked for again after a minute.
                Runnable afterwards = () -> pass(Duration.ofMinutes(2));
                FailingAct.failAtEachCall(kind, cloud.failing(failure, times, afterwards), times == 1, () -> act(kind));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private FailingAct act(Kind kind) {
        return switch (kind) {
            case UPLOAD -> upload(picture());
            case UPLOAD_IN_PARTS -> upload(largePicture());
            case HEAL -> heal();
            case EDIT -> edit();
            case TRASH -> trash();
            case RESTORE -> restore();
            case PURGE -> purge();
            case SAVE -> save();
            case LIST -> list();
            case QUARANTINE -> quarantine();
            case ADOPT -> adopt();
            case SHARE_COPY -> shareCopy();
            case MOVE -> move();
        };
    }

    private FailingAct move() {
        ImageRecord image = add(picture());
        return new FailingAct() {
            @Override
            public boolean run() {
                moves.finish();
                return moves.move(List.of(image.imageId()), "bob", (_, _) -> true)
                        .images()
                        .failed()
                        .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                ImageRecord row = one();
                assertTrue(DirectClients.objects(sound).containsKey(row.key().path()), "a row without its bytes");
                assertTrue(!succeeded || row.userId().equals("bob"), "it succeeded, and was not moved");
            }

            @Override
            public void done() {
                assertEquals("bob", one().userId());
                assertTrue(moves.finish());
                assertEquals(
                        Set.of(one().key().path()),
                        DirectClients.objects(sound).keySet().stream()
                                .filter(path -> path.endsWith(image.imageId()))
                                .collect(Collectors.toSet()));
            }

            private ImageRecord one() {
                List<ImageRecord> found = rows().stream()
                        .filter(row -> row.imageId().equals(image.imageId()))
                        .toList();
                assertEquals(1, found.size());
                return found.getFirst();
            }
        };
    }

    private FailingAct upload(ImageSource source) {
        String sha256 = hash(source);
        return new FailingAct() {
            @Override
            public boolean run() {
                return !rowsOf(sha256).isEmpty() || !add(source).imageId().isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                List<ImageRecord> rows = rowsOf(sha256);
                Map<String, byte[]> stored = DirectClients.objects(sound);
                rows.forEach(row -> assertTrue(stored.containsKey(row.key().path()), "a row without its bytes"));
                assertTrue(succeeded || rows.isEmpty() || !once, "it failed, and there is an image");
                if (once) {
                    Set<String> known =
                            rows().stream().map(row -> row.key().path()).collect(Collectors.toSet());
                    stored.keySet().stream()
                            .filter(key -> key.startsWith("alice/"))
                            .forEach(key -> assertTrue(known.contains(key), "bytes without a row stay behind"));
                }
            }

            @Override
            public void done() {
                assertEquals(1, rowsOf(sha256).size());
                check(true, false);
            }
        };
    }

    private FailingAct heal() {
        ImageSource source = picture();
        ImageRecord image = add(source);
        delete(image.key().path());
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.heal(image, source, _ -> {});
            }

            @Override
            public void done() {
                assertEquals(image.facts().contentSha256(), stored(image.key().path()));
                assertEquals(1, rowsOf(image.facts().contentSha256()).size());
            }
        };
    }

    private FailingAct edit() {
        ImageRecord image = add(picture());
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.edit(new ImageEdit(image, new Caption("new", "", List.of("red"))))
                        .title()
                        .equals("new");
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                ImageRecord now = images.find(image.imageId()).orElseThrow();
                assertEquals(now.title().equals("new"), now.tags().equals(List.of("red")), "half an edit");
                assertTrue(!succeeded || now.title().equals("new"));
            }

            @Override
            public void done() {
                check(true, false);
            }
        };
    }

    private FailingAct trash() {
        ImageRecord image = add(picture());
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.trash(List.of(image.imageId())).failed().isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                checkIsOnce(image);
            }

            @Override
            public void done() {
                assertTrue(trashed().contains(image.imageId()));
                checkIsOnce(image);
            }
        };
    }

    private FailingAct restore() {
        ImageRecord image = add(picture());
        images.trash(List.of(image.imageId()));
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.restore(List.of(image.imageId()), Progress.UNSEEN)
                        .failed()
                        .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                checkIsOnce(image);
            }

            @Override
            public void done() {
                assertFalse(trashed().contains(image.imageId()));
                checkIsOnce(image);
            }
        };
    }

    private FailingAct purge() {
        ImageRecord image = add(picture());
        images.trash(List.of(image.imageId()));
        return new FailingAct() {
            @Override
            public boolean run() {
                return images
                        .deletePermanently(images.seen(List.of(image.imageId())), (_, _) -> true)
                        .failed()
                        .values()
                        .stream()
                        .allMatch(ImageException.NotFound.class::isInstance);
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                boolean canBeRestored = Stream.concat(
                                rows().stream(), images.listTrashed(everything()).images().stream())
                        .anyMatch(row -> row.imageId().equals(image.imageId()) && !row.isBeingPurged());
                assertTrue(
                        !canBeRestored
                                || DirectClients.objects(sound)
                                        .containsKey(image.key().path()),
                        "an image that can be restored without its bytes");
            }

            @Override
            public void done() {
                assertEquals(Optional.empty(), images.find(image.imageId()));
                DirectClients.objects(sound).keySet().forEach(key -> assertFalse(key.contains(image.imageId()), key));
            }
        };
    }

    private FailingAct save() {
        ImageRecord image = add(picture());
        Path folder = work.resolve("saved-" + pictures);
        return new FailingAct() {
            @Override
            public boolean run() {
                Unchecked.run(() -> Files.createDirectories(folder));
                new Downloads(objects).saveOver(image, folder.resolve("it.jpg"), _ -> {});
                return true;
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                Path file = folder.resolve("it.jpg");
                assertEquals(succeeded, Files.exists(file));
                assertTrue(!succeeded
                        || hash(ImageSource.ofFile(file)).equals(image.facts().contentSha256()));
            }

            @Override
            public void done() {
                check(true, true);
            }
        };
    }

    private FailingAct list() {
        ImageRecord image = add(picture());
        return new FailingAct() {
            private List<ImageRecord> listed = List.of();

            @Override
            public boolean run() {
                listed = rows();
                return true;
            }

            @Override
            public void done() {
                assertTrue(listed.stream().anyMatch(row -> row.imageId().equals(image.imageId())));
            }
        };
    }

    private FailingAct quarantine() {
        ObjectKey key = ObjectKey.original("carol", images.newImageId());
        put(key);
        pass(Duration.ofDays(2)); // no upload that is under way
        return new FailingAct() {
            @Override
            public boolean run() {
                doctor.repair(doctor.examine(0, (_, _, _) -> {}), Integer.MAX_VALUE, (_, _, _) -> {});
                return !DirectClients.objects(sound).containsKey(key.path());
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                Set<String> stored = DirectClients.objects(sound).keySet();
                assertTrue(
                        stored.contains(key.path())
                                || stored.contains(key.quarantined().path()),
                        "bytes are gone");
            }

            @Override
            public void done() {
                Set<String> stored = DirectClients.objects(sound).keySet();
                assertFalse(stored.contains(key.path()));
                assertTrue(stored.contains(key.quarantined().path()));
            }
        };
    }

    private FailingAct adopt() {
        ObjectKey key = ObjectKey.original("carol", images.newImageId());
        put(key);
        return new FailingAct() {
            @Override
            public boolean run() {
                doctor.adopt((_, _, _) -> {});
                return images.find(key.imageId()).isPresent();
            }

            @Override
            public void done() {
                assertTrue(images.find(key.imageId()).isPresent());
                assertTrue(DirectClients.objects(sound).containsKey(key.path()));
            }
        };
    }

    private FailingAct shareCopy() {
        ImageRecord image = add(picture());
        return new FailingAct() {
            private boolean isMade;

            @Override
            public boolean run() {
                var request = new LinkRequest(LinkRequest.Lifetime.HOUR, LinkRequest.Purpose.VIEW, true);
                isMade = links.make(List.of(image), request, _ -> {}).failed().isEmpty();
                return isMade;
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                long copies = DirectClients.objects(sound).keySet().stream()
                        .filter(key -> key.startsWith(ObjectKey.SHARED + image.imageId()))
                        .count();
                assertTrue(succeeded ? copies == 1 : copies == 0 || !once, copies + " copies");
            }

            @Override
            public void done() {
                assertTrue(isMade);
            }
        };
    }

    private void pass(Duration time) {
        Unchecked.run(() -> world.sleep(time));
    }

    private void put(ObjectKey key) {
        new S3ObjectStore(sound, work.resolve("sound")).put(key, picture(), "image/jpeg", "", _ -> {});
    }

    private void delete(String key) {
        sound.s3()
                .deleteObject(
                        delete -> delete.bucket(DirectClients.SETTINGS.bucket()).key(key));
    }

    private String stored(String key) {
        return hash(ImageSource.ofBytes(key, DirectClients.objects(sound).get(key)));
    }

    /// Live or in the trash, not in both.
    private void checkIsOnce(ImageRecord image) {
        boolean isLive = rows().stream().anyMatch(row -> row.imageId().equals(image.imageId()));
        assertTrue(isLive != trashed().contains(image.imageId()), isLive ? "live and in the trash" : "nowhere");
    }

    private List<ImageRecord> rows() {
        return images.list(everything()).images();
    }

    private List<String> trashed() {
        return images.listTrashed(everything()).images().stream()
                .map(ImageRecord::imageId)
                .toList();
    }

    private static ImagePage.Request everything() {
        return new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, Optional.empty());
    }

    private List<ImageRecord> rowsOf(String sha256) {
        return rows().stream()
                .filter(row -> row.facts().contentSha256().equals(sha256))
                .toList();
    }

    private ImageRecord add(ImageSource source) {
        return images.upload(new NewImage("alice", new Caption("", "", List.of()), source), _ -> {});
    }

    private ImageSource picture() {
        pictures++;
        return ImageSource.ofBytes(
                "p" + pictures + ".jpg", SampleImages.jpeg(16 + pictures % 100, 16 + pictures / 100, Color.RED));
    }

    /// Of more than two parts.
    private ImageSource largePicture() {
        pictures++;
        byte[] jpeg = SampleImages.jpeg(16 + pictures % 100, 16 + pictures / 100, Color.RED);
        return ImageSource.ofBytes("large-" + pictures + ".jpg", java.util.Arrays.copyOf(jpeg, 11 << 20));
    }

    private static String hash(ImageSource source) {
        return Sha256.of(source, _ -> {});
    }
}
