package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.aws.OpenUploads.Open;
import dev.vitrine.store.aws.OpenUploads.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenUploadsTest {
    private static final ObjectKey KEY = ObjectKey.original("alice", "one");
    private static final Open OPEN = new Open(KEY.path(), "00", 50, 10, "id");

    @TempDir
    private Path folder;

    /// Damaged notes made each try of a file fail, and the look for what others left behind.
    @Test
    void whatIsDamagedCountsAsNotSent() throws IOException {
        var uploads = new OpenUploads(folder);
        uploads.begin(KEY, OPEN);
        uploads.add(KEY, new Sent(1, "e1", "c1"));
        uploads.add(KEY, new Sent(2, "e2", "c2"));
        byte[] whole = Files.readAllBytes(note());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80; // of no text
            Files.write(note(), damaged);
            List<Sent> sent = uploads.sent(KEY);
            assertTrue(sent.stream().allMatch(part -> part.number() == 1 || part.number() == 2), sent::toString);
            assertEquals(1, uploads.uploadIds().size());
            uploads.find(KEY, OPEN.sha256(), OPEN.size());
        }
        Files.write(note(), whole);
        assertEquals(Optional.of(OPEN), uploads.find(KEY, OPEN.sha256(), OPEN.size()));
        assertEquals(List.of(new Sent(1, "e1", "c1"), new Sent(2, "e2", "c2")), uploads.sent(KEY));
        assertEquals(Set.of("id"), uploads.uploadIds());
    }

    @Test
    void partsOfNoSizeAreOfNoUpload() {
        var uploads = new OpenUploads(folder);
        uploads.begin(KEY, new Open(KEY.path(), "00", 50, 0, "id"));
        assertEquals(Optional.empty(), uploads.find(KEY, "00", 50));
    }

    private Path note() throws IOException {
        try (var notes = Files.list(folder)) {
            return notes.findFirst().orElseThrow();
        }
    }
}
