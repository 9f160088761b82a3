package dev.vitrine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a person has in the folder of a copy, and everything that is in it.
final class PersonsFiles {
    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    PersonsFiles(Path folder) {
        this.folder = folder;
    }

    /// Names that images have, too, and the bytes of one.
    void put() throws IOException {
        write("notes.txt", "mine".getBytes());
        write("alice/fresh.jpg", "another fresh one".getBytes());
        write("alice/told.jpg.xmp", "my own words".getBytes());
        write("alice/own.jpg", CopiedLibrary.OWN);
        write("zoe/diary.txt", "mine, too".getBytes());
    }

    /// Of the copies, one is changed and one has another name.
    void edit() throws IOException {
        write("alice/wood.png", "retouched".getBytes());
        Path renamed = folder.resolve("alice").resolve("to print.jpg");
        Files.move(folder.resolve("alice").resolve("sea.jpg"), renamed);
        files.put("alice/to print.jpg", Files.readAllBytes(renamed));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        files.put(name, content);
    }

    void check(String when) throws IOException {
        for (var file : files.entrySet()) {
            assertEquals(hash(file.getValue()), hash(Files.readAllBytes(folder.resolve(file.getKey()))), when);
        }
    }

    /// Of everything that can be seen, folders too.
    Map<String, String> all() throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> found = Files.walk(Path.of(folder.toString()))) {
            for (Path each : found.filter(each -> !isHidden(each)).toList()) {
                all.put(
                        folder.relativize(each).toString(),
                        Files.isDirectory(each)
                                ? ""
                                : hash(Files.readAllBytes(each)).substring(0, 4));
            }
        }
        return all;
    }

    List<String> hidden() throws IOException {
        var names = new ArrayList<String>();
        try (Stream<Path> found = Files.walk(Path.of(folder.toString()))) {
            found.filter(PersonsFiles::isHidden)
                    .forEach(each -> names.add(each.getFileName().toString()));
        }
        names.sort(Comparator.reverseOrder());
        return names;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static String hash(byte[] bytes) {
        return Sha256.of(ImageSource.ofBytes("", bytes), _ -> {});
    }
}
