package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys in the key ring of this computer: by choice, for one connection at one place.
class StoredKeysTest {
    private static final AwsSettings PLACE =
            AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9")).withNames("photos", "rows", "rows-trash");
    private static final Optional<AwsKeys> KEYS =
            Optional.of(new AwsKeys("AKIAEXAMPLE", "very.secret \"and odd\"", "a token"));

    @TempDir
    private Path home;

    private final MemoryKeyRing ring = new MemoryKeyRing();

    @Test
    void keptKeysAreThereInTheNextRun() {
        run().save("team", PLACE, KEYS, true, "");
        Connections next = run();
        Connection team = next.unlocked(next.named("team"));
        assertEquals(KEYS, team.keys());
        assertFalse(team.keysRequired());
        assertEquals(KEYS, next.named("team").keys());
    }

    @Test
    void aListOfConnectionsAsksNoKeyRing() {
        run().save("team", PLACE, KEYS, true, "");
        Connections next = run();
        next.all();
        next.atStart();
        assertEquals(0, ring.asked);
    }

    @Test
    void withoutThatChoiceNothingIsKept() {
        run().save("team", PLACE, KEYS, "");
        Connections next = run();
        assertTrue(next.unlocked(next.named("team")).keysRequired());
        assertEquals(Map.of(), ring.kept);
        assertEquals(0, ring.asked);
    }

    @Test
    void theSecretIsInNoFile() throws Exception {
        run().save("team", PLACE, KEYS, true, "");
        String file = Files.readString(AppFolders.inOne(home).config().resolve("connections.json"));
        assertFalse(file.contains("AKIAEXAMPLE") || file.contains("very"), file);
    }

    @Test
    void aLockedKeyRingLeavesTheKeysToBeTyped() {
        run().save("team", PLACE, KEYS, true, "");
        ring.locked = true;
        Connections next = run();
        Connection team = next.unlocked(next.named("team"));
        assertTrue(team.keysRequired() && team.keysKept());
        assertEquals(Optional.of(AwsKeys.NOT_TYPED), team.signingKeys());
    }

    @Test
    void whatSomebodyElseWroteThereIsNoKey() {
        run().save("team", PLACE, KEYS, true, "");
        ring.kept.replaceAll((_, _) -> "?.?.?");
        Connections next = run();
        assertTrue(next.unlocked(next.named("team")).keysRequired());
    }

    @Test
    void whatTheKeyRingDoesNotTakeIsNotSaved() {
        ring.locked = true;
        assertThrows(ImageException.Failed.class, () -> run().save("team", PLACE, KEYS, true, ""));
        assertEquals(List.of(), run().saved());
    }

    @Test
    void aConnectionThatIsRemovedLeavesNoKeys() {
        run().save("team", PLACE, KEYS, true, "");
        run().remove("team");
        assertEquals(Map.of(), ring.kept);
    }

    @Test
    void aConnectionThatIsRemovedWhileItIsLockedSaysWhatStays() {
        run().save("team", PLACE, KEYS, true, "");
        ring.locked = true;
        assertThrows(ImageException.Failed.class, () -> run().remove("team"));
        assertEquals(List.of(), run().saved());
    }

    @Test
    void aConnectionWithAnotherNameOrPlaceTakesItsKeysAlong() {
        run().save("team", PLACE, KEYS, true, "");
        run().save("crew", PLACE.withNames("others", "rows", "rows-trash"), KEYS, true, "team");
        Connections next = run();
        assertEquals(KEYS, next.unlocked(next.named("crew")).keys());
        assertEquals(1, ring.kept.size());
    }

    @Test
    void keysThatAreKeptNoLongerAreForgotten() throws Exception {
        run().save("team", PLACE, KEYS, true, "");
        run().save("team", PLACE, KEYS, false, "team");
        assertEquals(Map.of(), ring.kept);
        assertFalse(run().named("team").keysKept());
        assertFalse(Files.readString(AppFolders.inOne(home).config().resolve("connections.json"))
                .contains("keysKept"));
    }

    @Test
    void aConnectionThatWasLedElsewhereByHandGetsNoKeys() throws Exception {
        run().save("team", PLACE, KEYS, true, "");
        Path file = AppFolders.inOne(home).config().resolve("connections.json");
        Files.writeString(file, Files.readString(file).replace("127.0.0.1:9", "127.0.0.1:8"));
        Connections next = run();
        assertTrue(next.unlocked(next.named("team")).keysRequired());
    }

    private Connections run() {
        return new Connections(AppFolders.inOne(home), Map.of(), Optional.of(ring));
    }
}
