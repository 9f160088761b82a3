package dev.vitrine.catalog;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The copies of a catalog that lie beside it, and what they know; the catalog itself need not be readable.
public final class CatalogCopies {
    private static final Pattern NAME = Pattern.compile("catalog-(?<day>\\d{4}-\\d\\d-\\d\\d)-.*\\.sqlite");

    private static final int IDENTITY_DIGITS = 8;

    private CatalogCopies() {}

    public static Path folder(Path catalogFile) {
        return Folders.of(catalogFile.toAbsolutePath()).resolve("backups");
    }

    /// Whether a copy lies there of the catalog with this identity: it was in this file before the one that is.
    public static boolean hasCopyOf(String identity, Path catalogFile) {
        return of(catalogFile).stream()
                .anyMatch(copy -> copy.getFileName().toString().endsWith("-" + shortened(identity) + ".sqlite"));
    }

    /// As it stands in the names of the copies.
    static String shortened(String identity) {
        return identity.substring(0, Math.min(identity.length(), IDENTITY_DIGITS));
    }

    /// Newest first.
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> day(file).isPresent())
                    .sorted(Comparator.comparing((Path file) -> day(file).orElseThrow())
                            .thenComparing(CatalogCopies::writtenAt)
                            .thenComparing(Path::toString)
                            .reversed())
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
    }

    /// Without those of days to come, newest first.
    static List<Path> in(Path folder, LocalDate today) throws IOException {
        return in(folder).stream()
                .filter(copy -> !day(copy).orElseThrow().isAfter(today))
                .toList();
    }

    private static Optional<LocalDate> day(Path copy) {
        Matcher name = NAME.matcher(String.valueOf(copy.getFileName()));
        try {
            return name.matches() ? Optional.of(LocalDate.parse(name.group("day"))) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant writtenAt(Path copy) {
        try {
            return Files.getLastModifiedTime(copy).toInstant();
        } catch (IOException _) {
            return Instant.EPOCH;
        }
    }

    /// When it was made: a file that was copied to and fro has another time than its name says.
    private static Instant madeAt(Path copy) {
        Instant written = writtenAt(copy);
        LocalDate day = day(copy).orElseThrow();
        return LocalDate.ofInstant(written, ZoneOffset.UTC).equals(day)
                ? written
                : day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    private static List<Path> of(Path catalogFile) {
        return FileFailures.whileReading(folder(catalogFile).toString(), () -> in(folder(catalogFile)));
    }

    /// The newest copy of the catalog that is, or was, in this file.
    static Optional<Path> newest(Path catalogFile) {
        return of(catalogFile).stream().findFirst();
    }

    /// Reads all copies of the catalog that is, or was, in this file, and itself as far as it can be read.
    ///
    /// @param originals paths of what is stored in the library
    public static CopyChoice choice(Path catalogFile, Set<String> originals) {
        List<CatalogCopy> copies = of(catalogFile).stream()
                .map(copy -> read(copy, madeAt(copy), originals))
                .toList();
        return new CopyChoice(
                copies,
                originals.size(),
                read(catalogFile, Instant.EPOCH, originals).stored());
    }

    private static CatalogCopy read(Path file, Instant madeAt, Set<String> originals) {
        var images = new AtomicLong();
        var trashed = new AtomicLong();
        var stored = new AtomicLong();
        String problem = "";
        try {
            CatalogKeys.read(file, (path, isTrashed) -> {
                (isTrashed ? trashed : images).incrementAndGet();
                stored.addAndGet(originals.contains(path) ? 1 : 0);
            });
        } catch (SQLException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new CatalogCopy(file, madeAt, images.get(), trashed.get(), stored.get(), problem);
    }
}
