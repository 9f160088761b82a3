package dev.vitrine.connection;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Permission;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.SignIn;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsPermissions;
import dev.vitrine.store.aws.AwsSetup;
import dev.vitrine.store.aws.AwsSetup.Planned;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Tries a connection out before a library is opened on it, and makes what it lacks. Everything blocks and can be
/// interrupted.
public final class ConnectionCheck implements AutoCloseable {
    /// What a library is made of. The last three may be absent.
    public enum LibraryPart {
        BUCKET,
        TABLE,
        INDEX,
        STREAM,
        TRASH_TABLE
    }

    /// @param parts whether each is there
    /// @param planned what setting up would make, one sentence each, in order; empty when there is nothing to make
    /// @param options what it can make in addition, for whoever wants it
    public record SetupPlan(Map<LibraryPart, Boolean> parts, List<String> planned, List<String> options) {}

    private final AwsSettings settings;
    private final AwsClients clients;

    private ConnectionCheck(AwsSettings settings, AwsClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    public static ConnectionCheck open(AwsSettings settings, Optional<AwsKeys> keys) {
        return new ConnectionCheck(settings, AwsClients.open(settings, keys));
    }

    /// The certificates that nobody vouches for. Servers are only greeted for that: nothing is signed or asked
    /// before a person has answered for them.
    public static List<ServerCertificate> doubtful(AwsSettings settings) {
        return AwsClients.doubtful(settings);
    }

    /// Asks for the code of a device, if the AWS profile wants one and none was given in this run.
    ///
    /// @param question is called with the way to sign in
    public static void askForCode(Connection connection, Consumer<SignIn.ByCode> question) {
        if (connection.profile() instanceof ConnectionProfile.Cloud(AwsSettings settings)) {
            askForCode(settings, connection.signingKeys(), question);
        }
    }

    /// The same for a place.
    public static void askForCode(AwsSettings settings, Optional<AwsKeys> keys, Consumer<SignIn.ByCode> question) {
        if (keys.isEmpty()) {
            AwsClients.askForCode(settings, question);
        }
    }

    /// @param reported each permission as soon as it is known
    public List<Permission> test(Consumer<Permission> reported) {
        return new AwsPermissions(clients).check(reported);
    }

    /// Whoever may not even look at what is there can set nothing up: that is nothing to fail for.
    public SetupPlan look() {
        try {
            return found();
        } catch (ImageException.Denied e) {
            if (!e.isMissingRight()) {
                throw e;
            }
            return new SetupPlan(Map.of(), List.of(), List.of());
        }
    }

    private SetupPlan found() {
        var setup = new AwsSetup(clients);
        AwsSetup.ExistingParts found = setup.found();
        var parts = new EnumMap<LibraryPart, Boolean>(LibraryPart.class);
        parts.put(LibraryPart.BUCKET, found.bucket());
        parts.put(LibraryPart.TABLE, found.table());
        parts.put(LibraryPart.INDEX, found.index());
        parts.put(LibraryPart.STREAM, found.stream());
        if (settings.hasTrashTable()) {
            parts.put(LibraryPart.TRASH_TABLE, found.trashTable());
        }
        AwsSetup.Plan plan = setup.plan();
        return new SetupPlan(parts, sentences(plan.steps()), sentences(plan.options()));
    }

    /// Makes exactly what was agreed to.
    ///
    /// @param agreed the sentences that a person saw: everything planned, then the options that were chosen
    /// @param done each sentence when it is true
    /// @throws ImageException.Conflict when something else would be made by now; nothing is made then
    public void setUp(List<String> agreed, Consumer<String> done) {
        var setup = new AwsSetup(clients);
        AwsSetup.Plan plan = setup.plan();
        List<Planned> steps = Stream.concat(
                        plan.steps().stream(),
                        plan.options().stream().filter(option -> agreed.contains(option.sentence())))
                .toList();
        if (!sentences(steps).equals(agreed)) {
            throw new ImageException.Conflict(
                    "Something was made or removed there in the meantime. Test again to see what is left to make.");
        }
        setup.apply(steps, step -> done.accept(step.sentence()));
    }

    @Override
    public void close() {
        clients.close();
    }

    private static List<String> sentences(List<Planned> steps) {
        return steps.stream().map(Planned::sentence).toList();
    }
}
