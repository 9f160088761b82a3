package dev.vitrine.service.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private Path folder;

    @Test
    void whatOneRunReachedTheNextOneKnows() {
        Path file = folder.resolve("mirror.properties");
        new MirrorState(file).beginFill(NOW, 4, Optional.of("feed 1"));
        new MirrorState(file).reached("0", Optional.of("token"));
        var next = new MirrorState(file);
        assertEquals(Optional.of(NOW), next.fillStarted());
        assertEquals(Optional.of("token"), next.token("0"));
        next.endFill();
        assertEquals(Optional.of(NOW), new MirrorState(file).asOf());
    }

    /// Two processes on one mirror.
    @Test
    void whoeverReadsWhileSeveralSaveSeesAWholeFile() throws Exception {
        Path file = folder.resolve("mirror.properties");
        new MirrorState(file).followed("position 0", NOW);
        AtOnce.run(4, process -> () -> {
            var state = new MirrorState(file);
            for (int i = 0; i < 50; i++) {
                state.followed(String.valueOf(process).repeat(20_000 * (process + 1)), NOW);
                String position = new MirrorState(file).feedPosition().orElse("");
                assertTrue(position.matches("0{20000}|1{40000}|2{60000}|3{80000}"), position.length() + " characters");
            }
        });
        assertEquals(List.of("mirror.properties"), names());
        assertTrue(Files.readString(file).contains("as-of="));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
