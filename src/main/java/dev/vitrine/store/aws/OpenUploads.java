package dev.vitrine.store.aws;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Remembers on disk which large uploads have begun and which parts of them the server has confirmed.
///
/// A list is of use only for the same bytes, so their hash is kept with it. Losing a file here costs no more than
/// sending again.
record OpenUploads(Path folder) {
    /// @param sha256 of all bytes
    record Open(String path, String sha256, long size, long partSize, String uploadId) {}

    record Sent(int number, String eTag, String checksum) {}

    private static final int HEADER = 5;
    private static final String SUFFIX = ".upload";

    Optional<Open> find(ObjectKey key, String sha256, long size) {
        try {
            List<String> lines = lines(key);
            if (lines.size() < HEADER) {
                return Optional.empty();
            }
            var open = new Open(
                    lines.get(0),
                    lines.get(1),
                    Long.parseLong(lines.get(2)),
                    Long.parseLong(lines.get(3)),
                    lines.get(4));
            boolean isSame = open.partSize() > 0
                    && open.path().equals(key.path())
                    && open.sha256().equals(sha256)
                    && open.size() == size;
            return isSame ? Optional.of(open) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The parts that were confirmed; a line torn by a crash, or damaged, is left out.
    List<Sent> sent(ObjectKey key) {
        return lines(key).stream()
                .skip(HEADER)
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 4 && words[0].matches("\\d{1,5}") && words[3].equals("."))
                .map(words -> new Sent(Integer.parseInt(words[0]), words[1], words[2]))
                .toList();
    }

    void begin(ObjectKey key, Open open) {
        try {
            Files.createDirectories(folder);
            String head = String.join(
                    "\n",
                    open.path(),
                    open.sha256(),
                    Long.toString(open.size()),
                    Long.toString(open.partSize()),
                    open.uploadId(),
                    "");
            AtomicFile.replace(file(key), head.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    synchronized void add(ObjectKey key, Sent sent) {
        try {
            Files.writeString(
                    file(key),
                    sent.number() + " " + sent.eTag() + " " + sent.checksum() + " .\n",
                    StandardOpenOption.APPEND);
        } catch (NoSuchFileException _) {
            // An upload that is not remembered: its hash was not known beforehand, or it has just been
            // given up.
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    void forget(ObjectKey key) {
        FileFailures.whileWriting(folder, () -> Files.deleteIfExists(file(key)));
    }

    /// Of all uploads that are remembered.
    Set<String> uploadIds() {
        if (Files.notExists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(OpenUploads::lines)
                    .filter(lines -> lines.size() >= HEADER)
                    .map(lines -> lines.get(4))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
    }

    private List<String> lines(ObjectKey key) {
        return lines(file(key));
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    private Path file(ObjectKey key) {
        byte[] path = key.path().getBytes(StandardCharsets.UTF_8);
        var checksum = new CRC32();
        checksum.update(path);
        return folder.resolve(String.format(Locale.ROOT, "%08x-%d%s", checksum.getValue(), path.length, SUFFIX));
    }
}
