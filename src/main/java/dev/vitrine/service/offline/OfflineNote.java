package dev.vitrine.service.offline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.SearchText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which searches are kept offline, in a file beside the originals: windows on one library know of each other by it,
/// and none removes what another asks for. Safe for any thread and process.
record OfflineNote(Path file) {
    private static final System.Logger LOG = System.getLogger(OfflineNote.class.getName());
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /// Searches as they are typed. What later versions add is left aside.
    private record Stored(List<String> searches, long limit) {
        static Stored of(OfflineRequest request) {
            return new Stored(request.searches().stream().map(SearchText::print).toList(), request.limit());
        }

        OfflineRequest request() {
            return new OfflineRequest(
                    searches.stream()
                            .map(text -> SearchText.parse(text, ImageQuery.ALL).query())
                            .toList(),
                    limit);
        }
    }

    /// @throws ImageException when it cannot be read: then nobody knows what is asked for
    OfflineRequest read() {
        try {
            return JSON.readValue(Files.readAllBytes(file), Stored.class).request();
        } catch (NoSuchFileException _) {
            return OfflineRequest.NOTHING;
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    /// Writes down what one window changed.
    ///
    /// @param before what that window asked for before, if it did
    void change(Optional<OfflineRequest> before, OfflineRequest now) {
        if (before.isEmpty() && now.searches().isEmpty() && !Files.exists(file)) {
            return; // nobody ever asked for anything
        }
        exclusively(() -> {
            Optional<OfflineRequest> known = readable();
            OfflineRequest changed =
                    known.map(request -> request.changed(before, now)).orElse(now);
            if (!known.equals(Optional.of(changed))) {
                write(changed);
            }
            return changed;
        });
    }

    /// Whatever it says, and whether or not that can be read.
    void clear() {
        exclusively(() -> {
            write(OfflineRequest.NOTHING);
            return OfflineRequest.NOTHING;
        });
    }

    private void write(OfflineRequest request) throws IOException {
        AtomicFile.replace(file, JSON.writeValueAsBytes(Stored.of(request)));
    }

    /// @return whether it was run: not when another window changed the note
    boolean whileItSays(OfflineRequest request, Runnable action) {
        return exclusively(() -> {
            boolean isSame = read().equals(request);
            if (isSame) {
                action.run();
            }
            return isSame;
        });
    }

    private Optional<OfflineRequest> readable() throws IOException {
        try {
            return Optional.of(
                    JSON.readValue(Files.readAllBytes(file), Stored.class).request());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JacksonException e) {
            LOG.log(Level.WARNING, "The note of what is kept offline was damaged, and is written anew: " + file, e);
            return Optional.empty();
        }
    }

    private <T> T exclusively(AtomicFile.Change<T> change) {
        Path folder = Folders.of(file);
        try {
            OwnerOnly.createFolders(folder);
            return AtomicFile.exclusively(file, change);
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }
}
