package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.ConnectionCheck.LibraryPart;
import dev.vitrine.connection.ConnectionCheck.SetupPlan;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.store.aws.AwsServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest {
    @Test
    void whatIsMissingIsFoundMadeAndThenFine() {
        try (ConnectionCheck check = ConnectionCheck.open(AwsServers.settings(), CloudServers.KEYS)) {
            assertEquals(Outcome.MISSING, check.test(_ -> {}).getFirst().outcome());
            SetupPlan before = check.look();
            assertEquals(
                    Map.of(
                            LibraryPart.BUCKET,
                            false,
                            LibraryPart.TABLE,
                            false,
                            LibraryPart.INDEX,
                            false,
                            LibraryPart.STREAM,
                            false,
                            LibraryPart.TRASH_TABLE,
                            false),
                    before.parts());

            var done = new ArrayList<String>();
            assertEquals(1, before.options().size());
            assertTrue(
                    before.options().getFirst().startsWith("Keep former versions in the bucket"),
                    before.options().toString());
            check.setUp(before.planned(), done::add);

            assertEquals(before.planned(), done);
            assertEquals(3, done.size(), done.toString());
            SetupPlan after = check.look();
            assertEquals(List.of(), after.planned());
            assertTrue(after.parts().values().stream().allMatch(there -> there), after.toString());
            var reported = new ArrayList<Permission>();
            assertEquals(check.test(reported::add), reported);
            assertEquals(
                    List.of(Ability.values()),
                    reported.stream().map(Permission::ability).toList());
            assertTrue(
                    reported.stream().allMatch(permission -> permission.outcome() == Outcome.FINE),
                    reported.toString());
        }
    }

    @Test
    void nothingElseIsMadeThanWhatWasAgreedTo() {
        try (ConnectionCheck check = ConnectionCheck.open(AwsServers.settings(), CloudServers.KEYS)) {
            SetupPlan before = check.look();
            assertThrows(
                    ImageException.Conflict.class,
                    () -> check.setUp(before.planned().subList(0, 1), _ -> {}));
            assertEquals(before, check.look());
        }
    }
}
