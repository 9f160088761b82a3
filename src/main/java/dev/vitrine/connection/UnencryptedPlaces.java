package dev.vitrine.connection;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The places of which a person agreed that others can read along, one a line of a small file.
record UnencryptedPlaces(Path file) {
    boolean contains(AwsSettings settings) {
        return lines().contains(line(settings));
    }

    void add(AwsSettings settings) {
        try {
            Folders.create(Folders.of(file));
            AtomicFile.exclusively(file, () -> {
                String all = String.join("\n", lines()) + "\n" + line(settings) + "\n";
                AtomicFile.replace(file, all.strip().getBytes(StandardCharsets.UTF_8));
                return all;
            });
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    private List<String> lines() {
        return FileFailures.whileReading(
                file.toString(), () -> Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    private static String line(AwsSettings settings) {
        return settings.place() + " " + settings.tablePlace();
    }
}
