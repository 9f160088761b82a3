package dev.vitrine.disk;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.DownloadRun;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// Some of what a person does with a local library, on a [SimulatedDisk], and what may be found on that disk when the
/// power failed meanwhile. The seed decides both.
///
/// SQLite's files are not images of a power loss (it keeps its own promises, and has its own tests for that): the
/// catalog is found as one of the committed states of that moment.
final class LocalRun implements AutoCloseable {
    private static final String SETTINGS = "settings.json";
    private static final String SAVED = "saved";
    /// What an upload leaves that was stopped by the power cut, and what is not forced since it can be made again.
    private static final Set<FindingKind> USUAL = Set.of(
            FindingKind.BYTES_WITHOUT_ROW,
            FindingKind.PREVIEW_WITHOUT_ROW,
            FindingKind.PREVIEW_DAMAGED,
            FindingKind.PREVIEW_MISSING);

    /// What is known of an image, from a committed row.
    private record Row(String imageId, String userId, String sha256) {}

    /// A committed state of the catalog.
    private record Catalog(List<Row> rows, Path file) {}

    /// Someone was told that it is done.
    private sealed interface Done {
        record Stored(String sha256) implements Done {}

        record Written(int version) implements Done {}

        record Saved(String name, String sha256) implements Done {}
    }

    private final Random random;
    private final Path work;
    private final SimulatedDisk disk;
    private final Library library;
    private final FolderObjectStore objects;
    private final Connection look;
    private final List<Catalog> catalogs = new ArrayList<>();
    /// Per change, which catalog was there after it.
    private final List<Integer> catalogAfter = new ArrayList<>();
    private long version = -1;
    private final Set<String> known = new HashSet<>();
    private int settings;

    LocalRun(long seed, Path work) throws IOException, SQLException {
        random = new Random(seed);
        this.work = work;
        disk = new SimulatedDisk(Files.createDirectories(work.resolve("disk")));
        Path folder = disk.folder().resolve("library");
        library = Library.open(options(folder));
        objects = new FolderObjectStore(folder.resolve("objects"));
        look = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
        look();
        disk.changes().forEach(_ -> catalogAfter.add(0));
        disk.watch(() -> {
            look();
            catalogAfter.add(catalogs.size() - 1);
        });
    }

    private OpenOptions options(Path folder) {
        var folders = new AppFolders(work.resolve("home"), work.resolve("config"), work.resolve("cache"));
        return OpenOptions.of(new ConnectionProfile.Local(folder), folders, Optional.empty())
                .direct();
    }

    private void look() {
        try (Statement statement = look.createStatement()) {
            long now;
            try (ResultSet answer = statement.executeQuery("SELECT coalesce(max(sequence), 0) FROM change")) {
                now = answer.getLong(1);
            }
            if (now != version) {
                version = now;
                Path copy = work.resolve("catalog-" + catalogs.size() + ".sqlite");
                statement.executeUpdate("backup to " + copy);
                catalogs.add(new Catalog(rows(statement), copy));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Row> rows(Statement statement) throws SQLException {
        var rows = new ArrayList<Row>();
        try (ResultSet each = statement.executeQuery("SELECT image_id, user_id, content_sha256 FROM image "
                + "WHERE deleted_at IS NULL OR deleted_at NOT LIKE '1970-01-01%'")) {
            while (each.next()) {
                rows.add(new Row(each.getString(1), each.getString(2), each.getString(3)));
            }
        }
        return rows;
    }

    /// So many acts, each at random.
    void act(int acts) throws IOException {
        for (int act = 0; act < acts; act++) {
            List<ImageRecord> live = library.images().findAll(ids("deleted_at IS NULL"));
            List<String> trashed = ids("deleted_at IS NOT NULL");
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> upload();
                case 3 -> one(live).ifPresent(image -> library.images().trash(List.of(image.imageId())));
                case 4 -> one(trashed).ifPresent(id -> library.images().restore(List.of(id), Progress.UNSEEN));
                case 5 -> {
                    Optional<String> id = one(trashed);
                    id.ifPresent(purged -> library.images()
                            .deletePermanently(library.images().seen(List.of(purged)), (done, all) -> true));
                }
                case 6 -> one(live).ifPresent(this::edit);
                case 7 -> strayOriginal();
                default -> {
                    writeSettings();
                    Optional<ImageRecord> image = one(live);
                    if (image.isPresent()) {
                        download(image.get());
                    }
                }
            }
        }
        disk.note("the end");
    }

    private List<String> ids(String where) {
        var ids = new ArrayList<String>();
        try (Statement statement = look.createStatement();
                ResultSet each =
                        statement.executeQuery("SELECT image_id FROM image WHERE " + where + " ORDER BY image_id")) {
            while (each.next()) {
                ids.add(each.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    private <T> Optional<T> one(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void upload() throws IOException {
        ImageSource source = picture();
        String user = random.nextBoolean() ? "alice" : "bob";
        library.images().upload(new NewImage(user, new Caption("", "", List.of()), source), _ -> {});
    }

    private ImageSource picture() throws IOException {
        var color = new Color(random.nextInt(1 << 24));
        ImageSource source = ImageSource.ofBytes(
                UUID.randomUUID() + ".jpg",
                SampleImages.jpeg(16 + random.nextInt(200), 16 + random.nextInt(200), color));
        known.add(Sha256.of(source, _ -> {}));
        return source;
    }

    private void edit(ImageRecord image) {
        library.images().edit(new ImageEdit(image, new Caption("title " + random.nextInt(), "", List.of())));
    }

    /// An original that lost its row is put aside by the doctor.
    private void strayOriginal() throws IOException {
        ImageSource source = picture();
        ObjectKey key = ObjectKey.original(
                "carol", UUID.nameUUIDFromBytes(source.name().getBytes()).toString());
        String sha256 = Sha256.of(source, _ -> {});
        objects.put(key, source, "image/jpeg", sha256, _ -> {});
        disk.note(new Done.Stored(sha256));
        objects.move(key, key.quarantined());
    }

    private void writeSettings() throws IOException {
        settings++;
        AtomicFile.replace(disk.folder().resolve(SETTINGS), ("version " + settings).getBytes());
        disk.note(new Done.Written(settings));
    }

    private void download(ImageRecord image) throws IOException {
        Path folder = Folders.create(disk.folder().resolve(SAVED));
        if (random.nextBoolean()) {
            Path saved = library.downloads().saveInto(image, folder, _ -> {});
            disk.note(
                    new Done.Saved(saved.getFileName().toString(), image.facts().contentSha256()));
            return;
        }
        String name = "image-" + disk.changes().size();
        var request = new DownloadRequest(
                List.of(image),
                new Destination.Folder(folder),
                FilePattern.parse(name),
                Taken.KEEP_BOTH,
                CopyForm.AS_THEY_ARE);
        new DownloadRun(library.downloads(), request).run(() -> {});
        disk.note(new Done.Saved(name + ".jpg", image.facts().contentSha256()));
    }

    /// What is wrong with one of the disks that may be found when the power failed at some moment of the run.
    ///
    /// @param opens whether the library is opened on it and examined
    List<String> powerLoss(long seed, boolean opens) throws IOException {
        var chance = new Random(seed);
        int end = chance.nextInt(disk.changes().size() + 1);
        List<DiskChange> before = disk.changes().subList(0, end);
        Path image = work.resolve("image");
        LocalRun.remove(image);
        new PowerLoss(before, chance).write(disk.rootNode(), Files.createDirectory(image));
        int first = catalogAfter.get(Math.max(0, end - 1));
        int last = catalogAfter.get(Math.min(end, catalogAfter.size() - 1));
        Catalog catalog = catalogs.get(first + chance.nextInt(last - first + 1));
        var wrong = new ArrayList<String>();
        checkOriginals(image.resolve("library").resolve("objects"), catalog, wrong);
        checkDone(image, DiskChange.notes(before), wrong);
        if (opens) {
            checkOpening(image.resolve("library"), catalog, wrong);
        }
        wrong.replaceAll(each -> "seed " + seed + ", change " + end + ": " + each);
        return wrong;
    }

    private void checkOriginals(Path objects, Catalog catalog, List<String> wrong) throws IOException {
        for (Row row : catalog.rows()) {
            Path file = objects.resolve(row.userId()).resolve(row.imageId());
            if (!Files.exists(file) || !sha256(file).equals(row.sha256())) {
                wrong.add("a row without its bytes: " + objects.relativize(file));
            }
        }
        for (Path file : files(objects)) {
            String path = objects.relativize(file).toString();
            boolean isOriginal =
                    ObjectKey.ofPath(path).filter(ObjectKey::isOriginal).isPresent();
            if (isOriginal && !known.contains(sha256(file))) {
                wrong.add("an original that is not whole: " + path);
            }
        }
    }

    private void checkDone(Path image, List<Object> notes, List<String> wrong) throws IOException {
        var hashes = new HashSet<String>();
        for (Path file : files(image)) {
            hashes.add(sha256(file));
        }
        int written = 0;
        for (Object note : notes) {
            switch (note) {
                case Done.Stored(String sha256)
                when !hashes.contains(sha256) -> wrong.add("stored bytes are nowhere: " + sha256);
                case Done.Saved(String name, String sha256)
                when !isThere(image.resolve(SAVED).resolve(name), sha256) ->
                    wrong.add("a download that was done is not there: " + name);
                case Done.Written(int done) -> written = done;
                default -> {
                    // As it should be, or of no interest.
                }
            }
        }
        Path file = image.resolve(SETTINGS);
        String found = Files.exists(file) ? Files.readString(file) : "version 0";
        if (!found.matches("version \\d+") || Integer.parseInt(found.substring(8)) < written) {
            wrong.add("settings of version " + written + " were replaced, and now there is \"" + found + "\"");
        }
    }

    private static boolean isThere(Path file, String sha256) throws IOException {
        return Files.exists(file) && sha256(file).equals(sha256);
    }

    private void checkOpening(Path folder, Catalog catalog, List<String> wrong) throws IOException {
        Files.createDirectories(folder);
        Files.copy(catalog.file(), folder.resolve("catalog.sqlite"), StandardCopyOption.REPLACE_EXISTING);
        try (Library found = Library.open(options(folder))) {
            found.doctor().examine(Doctor.EVERY_CHECKSUM, (_, _, _) -> {}).findings().stream()
                    .filter(finding -> !USUAL.contains(finding.kind()))
                    .forEach(finding -> wrong.add("the doctor finds " + finding));
            found.images().upload(new NewImage("dora", new Caption("", "", List.of()), picture()), _ -> {});
        }
    }

    private static String sha256(Path file) throws IOException {
        return Sha256.of(ImageSource.ofFile(file), _ -> {});
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        return FolderContent.files(folder);
    }

    static void remove(Path folder) throws IOException {
        Leftovers.remove(folder);
    }

    @Override
    public void close() throws SQLException {
        objects.close();
        library.close();
        look.close();
    }
}
