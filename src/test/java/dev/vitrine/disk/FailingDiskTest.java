package dev.vitrine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.disk.SimulatedDisk.Failure;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.DownloadOutcome;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRun;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.repair.Repaired;
import dev.vitrine.service.upload.source.PastedFiles;
import dev.vitrine.simulation.FailingAct;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whichever call of the file system fails, nothing is half done: [FailingAct].
class FailingDiskTest {
    private static final int FOR_EVER = 1_000_000;

    private enum Kind {
        UPLOAD,
        HEAL,
        PURGE,
        SAVE_INTO,
        SAVE_OVER,
        SAVE_MANY,
        SAVE_ZIP,
        REPLACE_FILE,
        QUARANTINE,
        PUT_BACK,
        ADOPT,
        KEEP_PASTED,
        OPEN,
        MOVE
    }

    @TempDir
    private Path work;

    private SimulatedDisk disk;
    private Library library;
    private FolderObjectStore objects;
    private int pictures;

    @BeforeEach
    void open() throws IOException {
        disk = new SimulatedDisk(Files.createDirectory(work.resolve("disk")));
        library = open("library");
        objects = new FolderObjectStore(disk.folder().resolve("library").resolve("objects"));
    }

    @AfterEach
    void close() {
        objects.close();
        library.close();
    }

    private Library open(String name) {
        var folders = new AppFolders(work.resolve("home"), work.resolve("config"), work.resolve("cache"));
        var profile = new ConnectionProfile.Local(disk.folder().resolve(name));
        return Library.open(OpenOptions.of(profile, folders, Optional.empty()).direct());
    }

    private static Stream<Arguments> acts() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Boolean.getBoolean("vitrine.test.every.failure")
                        ? Stream.of(Failure.values())
                                .flatMap(failure ->
                                        Stream.of(1, FOR_EVER).map(times -> Arguments.of(kind, failure, times)))
                        : Stream.of(Arguments.of(kind, Failure.BROKEN, 1), Arguments.of(kind, Failure.FULL, FOR_EVER)));
    }

    @ParameterizedTest
    @StandardError.MaySay("WARNING")
    @MethodSource("acts")
    void whateverCallFailsNothingIsHalfDone(Kind kind, Failure failure, int times) throws IOException {
        FailingAct.failAtEachCall(kind, disk.failing(failure, times), times == 1, () -> act(kind));
        checkRows();
    }

    private FailingAct act(Kind kind) throws IOException {
        return switch (kind) {
            case UPLOAD -> upload(picture());
            case HEAL -> {
                ImageSource source = picture();
                ImageRecord image = add(source);
                Files.delete(file(image));
                yield heal(image, source);
            }
            case PURGE -> purge();
            case SAVE_INTO -> saveInto();
            case SAVE_OVER -> saveOver();
            case SAVE_MANY -> saveMany();
            case SAVE_ZIP -> saveZip();
            case REPLACE_FILE -> replaceFile();
            case QUARANTINE -> quarantine();
            case PUT_BACK -> putBack();
            case ADOPT -> adopt();
            case KEEP_PASTED -> keepPasted();
            case OPEN -> openAnother();
            case MOVE -> move();
        };
    }

    private FailingAct move() throws IOException {
        ImageRecord image = add(picture());
        return new FailingAct() {
            @Override
            public boolean run() {
                library.moves().finish();
                return library.moves()
                        .move(List.of(image.imageId()), "bob", (_, _) -> true)
                        .images()
                        .failed()
                        .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                checkRows();
            }

            @Override
            public void done() throws IOException {
                assertTrue(library.moves().finish());
                ImageRecord moved = library.images().find(image.imageId()).orElseThrow();
                assertEquals("bob", moved.userId());
                assertTrue(Files.exists(file(moved)));
                assertFalse(Files.exists(file(image)));
            }
        };
    }

    private FailingAct upload(ImageSource source) throws IOException {
        String sha256 = Sha256.of(source, _ -> {});
        return new FailingAct() {
            @Override
            public boolean run() {
                return library.images()
                                .findDuplicate("alice", sha256)
                                .filter(library.images()::isStored)
                                .isPresent()
                        || !add(source).imageId().isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                checkRows();
                if (!succeeded && once) {
                    List<ImageRecord> rows = library.images().findDuplicates("alice", sha256);
                    long stored = originals().stream()
                            .filter(hash -> hash.equals(sha256))
                            .count();
                    assertTrue(stored <= rows.size(), "bytes without a row stay behind");
                }
            }

            @Override
            public void done() {
                List<ImageRecord> rows = library.images().findDuplicates("alice", sha256);
                assertEquals(1, rows.size());
                assertTrue(library.images().isStored(rows.getFirst()));
            }
        };
    }

    private FailingAct heal(ImageRecord image, ImageSource source) {
        return new FailingAct() {
            @Override
            public boolean run() {
                return library.images().isStored(image) || add(source).equals(image);
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                assertFalse(Files.exists(file(image))
                        && !hash(file(image)).equals(image.facts().contentSha256()));
            }

            @Override
            public void done() throws IOException {
                assertEquals(image.facts().contentSha256(), hash(file(image)));
            }
        };
    }

    private FailingAct purge() throws IOException {
        ImageRecord image = add(picture());
        library.images().trash(List.of(image.imageId()));
        return new FailingAct() {
            @Override
            public boolean run() {
                return library.images()
                        .deletePermanently(library.images().seen(List.of(image.imageId())), (_, _) -> true)
                        .failed()
                        .isEmpty();
            }

            @Override
            public void done() throws IOException {
                assertEquals(Optional.empty(), library.images().find(image.imageId()));
                assertFalse(Files.exists(file(image)));
                assertEquals(Optional.empty(), objects.find(ObjectKey.preview(image.imageId(), 512)));
            }
        };
    }

    private FailingAct saveInto() throws IOException {
        ImageRecord image = add(picture());
        Path folder = Files.createDirectory(disk.folder().resolve("into-" + pictures));
        return new FailingAct() {
            private boolean isSaved;

            @Override
            public boolean run() {
                if (!isSaved) {
                    library.downloads().saveInto(image, folder, _ -> {});
                    isSaved = true;
                }
                return true;
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                for (Path each : visible(folder)) {
                    assertEquals(image.facts().contentSha256(), hash(each));
                }
            }

            @Override
            public void done() throws IOException {
                check(true, true);
                assertFalse(visible(folder).isEmpty());
            }
        };
    }

    private FailingAct saveOver() throws IOException {
        ImageRecord image = add(picture());
        Path folder = Files.createDirectory(disk.folder().resolve("over-" + pictures));
        Path file = folder.resolve("mine.jpg");
        Files.writeString(file, "mine");
        return new FailingAct() {
            @Override
            public boolean run() {
                library.downloads().saveOver(image, file, _ -> {});
                return true;
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                boolean isOld = Files.size(file) == 4 && Files.readString(file).equals("mine");
                assertTrue(isOld && !succeeded || image.facts().contentSha256().equals(hash(file)));
            }

            @Override
            public void done() throws IOException {
                assertEquals(image.facts().contentSha256(), hash(file));
            }
        };
    }

    private FailingAct saveMany() throws IOException {
        List<ImageRecord> images = List.of(add(picture()), add(picture()), add(picture()));
        Path folder = Files.createDirectory(disk.folder().resolve("many-" + pictures));
        return new FailingAct() {
            @Override
            public boolean run() {
                return download(images, new DownloadRequest.Destination.Folder(folder))
                        .failed()
                        .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                List<String> requested = images.stream()
                        .map(image -> image.facts().contentSha256())
                        .toList();
                for (Path each : visible(folder)) {
                    assertTrue(requested.contains(hash(each)), each + " is not whole");
                }
            }

            @Override
            public void done() throws IOException {
                check(true, true);
                assertEquals(3, visible(folder).size());
            }
        };
    }

    private FailingAct saveZip() throws IOException {
        List<ImageRecord> images = List.of(add(picture()), add(picture()));
        Path folder = Files.createDirectory(disk.folder().resolve("zip-" + pictures));
        Path file = folder.resolve("all.zip");
        Files.writeString(file, "mine");
        return new FailingAct() {
            @Override
            public boolean run() {
                return download(images, new DownloadRequest.Destination.Zip(file, true))
                        .failed()
                        .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                assertTrue(Files.size(file) == 4 || entries(file) > 0);
            }

            @Override
            public void done() throws IOException {
                assertEquals(2, entries(file));
            }
        };
    }

    private DownloadOutcome download(List<ImageRecord> images, DownloadRequest.Destination place) {
        var request = new DownloadRequest(
                images, place, FilePattern.NAME, DownloadRequest.Taken.SKIP_SAME, CopyForm.AS_THEY_ARE);
        return new DownloadRun(library.downloads(), request).run(() -> {});
    }

    private static int entries(Path zip) throws IOException {
        try (var in = new java.util.zip.ZipInputStream(Files.newInputStream(zip))) {
            int entries = 0;
            while (in.getNextEntry() != null) {
                in.readAllBytes();
                entries++;
            }
            return entries;
        }
    }

    private FailingAct replaceFile() throws IOException {
        Path file = Files.createDirectory(disk.folder().resolve("replace-" + pictures++))
                .resolve("settings.json");
        AtomicFile.replace(file, "old".getBytes());
        return new FailingAct() {
            @Override
            public boolean run() throws IOException {
                AtomicFile.replace(file, "new".getBytes());
                return true;
            }

            @Override
            public void check(boolean succeeded, boolean once) throws IOException {
                assertTrue(Files.readString(file).equals("new")
                        || !succeeded && Files.readString(file).equals("old"));
            }

            @Override
            public void done() throws IOException {
                assertEquals("new", Files.readString(file));
                assertEquals(List.of(file), visible(file.getParent()));
            }
        };
    }

    private FailingAct quarantine() throws IOException {
        ImageSource source = picture();
        ObjectKey key = ObjectKey.original("carol", library.images().newImageId());
        objects.put(key, source, "image/jpeg", "", _ -> {});
        Files.setLastModifiedTime(file(key), FileTime.fromMillis(0)); // no upload that is under way
        return new FailingAct() {
            @Override
            public boolean run() {
                return repaired();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertTrue(
                        objects.find(key).isPresent()
                                || objects.find(key.quarantined()).isPresent(),
                        "bytes are gone");
            }

            @Override
            public void done() {
                assertEquals(Optional.empty(), objects.find(key));
                assertTrue(objects.find(key.quarantined()).isPresent());
            }
        };
    }

    private FailingAct putBack() throws IOException {
        ImageRecord image = add(picture());
        objects.move(image.key(), image.key().quarantined());
        return new FailingAct() {
            @Override
            public boolean run() {
                return repaired();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                boolean isSomewhere = objects.find(image.key()).isPresent()
                        || objects.find(image.key().quarantined()).isPresent();
                assertTrue(isSomewhere, "bytes are gone");
            }

            @Override
            public void done() {
                assertTrue(library.images().isStored(image));
            }
        };
    }

    private boolean repaired() {
        Doctor doctor = library.doctor();
        return doctor.repair(doctor.examine(0, (_, _, _) -> {}), Integer.MAX_VALUE, (_, _, _) -> {}).stream()
                .noneMatch(Repaired::isOpen);
    }

    private FailingAct adopt() throws IOException {
        ObjectKey key = ObjectKey.original("carol", library.images().newImageId());
        objects.put(key, picture(), "image/jpeg", "", _ -> {});
        return new FailingAct() {
            @Override
            public boolean run() {
                library.doctor().adopt((_, _, _) -> {});
                return library.images().find(key.imageId()).isPresent();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertTrue(objects.find(key).isPresent());
            }

            @Override
            public void done() {
                assertTrue(library.images().find(key.imageId()).isPresent());
            }
        };
    }

    private FailingAct keepPasted() throws IOException {
        Path folder = disk.folder().resolve("pasted");
        var pasted = new PastedFiles(folder);
        ImageSource source = picture();
        return new FailingAct() {
            private Optional<Path> kept = Optional.empty();

            @Override
            public boolean run() {
                kept = Optional.of(kept.orElseGet(() -> pasted.keep(source)));
                return true;
            }

            @Override
            public void done() throws IOException {
                assertEquals(Sha256.of(source, _ -> {}), hash(kept.orElseThrow()));
            }
        };
    }

    private FailingAct openAnother() {
        String name = "another-" + pictures++;
        return new FailingAct() {
            @Override
            public boolean run() {
                open(name).close();
                return true;
            }

            @Override
            public void done() {
                assertTrue(Files.isDirectory(disk.folder().resolve(name).resolve("objects")));
            }
        };
    }

    private ImageRecord add(ImageSource source) {
        return library.images().upload(new NewImage("alice", new Caption("", "", List.of()), source), _ -> {});
    }

    private ImageSource picture() {
        pictures++;
        return ImageSource.ofBytes(
                "p" + pictures + ".jpg", SampleImages.jpeg(16 + pictures % 100, 16 + pictures / 100, Color.RED));
    }

    private Path file(ImageRecord image) {
        return file(image.key());
    }

    private Path file(ObjectKey key) {
        return disk.folder().resolve("library").resolve("objects").resolve(key.path());
    }

    private List<ImageRecord> rows() {
        return library.images()
                .list(new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, Optional.empty()))
                .images();
    }

    /// Every row has its bytes.
    private void checkRows() throws IOException {
        for (ImageRecord image : rows()) {
            if (!image.facts().contentSha256().isEmpty()) {
                assertEquals(image.facts().contentSha256(), hash(file(image)));
            }
        }
    }

    private List<String> originals() throws IOException {
        var hashes = new ArrayList<String>();
        for (Path each :
                visible(disk.folder().resolve("library").resolve("objects").resolve("alice"))) {
            hashes.add(hash(each));
        }
        return hashes;
    }

    private static List<Path> visible(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return FolderContent.in(folder).stream()
                .filter(each -> !each.getFileName().toString().startsWith("."))
                .toList();
    }

    private static String hash(Path file) throws IOException {
        return Sha256.of(ImageSource.ofFile(file), _ -> {});
    }
}
