package dev.vitrine.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What a sign-in came to, kept as the AWS CLI keeps it: readable by its owner alone, replaced whole.
record TokenFile(Path file) {
    static final ObjectMapper JSON = new ObjectMapper();

    /// Empty where nobody has signed in.
    JsonNode read() {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        } catch (IOException e) {
            System.getLogger(TokenFile.class.getName()).log(System.Logger.Level.DEBUG, "no token in " + file, e);
            return JSON.createObjectNode();
        }
    }

    void write(ObjectNode kept) {
        try {
            OwnerOnly.createFolders(Folders.of(file));
            AtomicFile.replaceOwnerOnly(file, JSON.writeValueAsBytes(kept));
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String written(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
