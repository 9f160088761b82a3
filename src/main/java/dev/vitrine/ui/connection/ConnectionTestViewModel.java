package dev.vitrine.ui.connection;

import dev.vitrine.connection.ConnectionCheck;
import dev.vitrine.connection.ConnectionCheck.LibraryPart;
import dev.vitrine.connection.ConnectionCheck.SetupPlan;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Rights;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.SignIn;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// One test of a connection: permission by permission, then what exists, then what setting up would make, and making
/// it.
final class ConnectionTestViewModel {
    /// IDLE: nothing was tried, or what was tried has changed since.
    enum TestState {
        IDLE,
        TESTING,
        /// Waits for a person to answer for a server, or to type a code.
        ASKING,
        TESTED,
        SETTING_UP
    }

    /// @param made by this set-up
    /// @param optional made only when it is requested
    record PlannedRow(String sentence, boolean optional, boolean made) {}

    /// The code of a device is wanted.
    ///
    /// @param problem what was wrong with the last one, or `""`
    record MfaCodeQuestion(String device, String problem, CompletableFuture<String> answer) {}

    /// Calls back where a code is wanted, and waits until that returns.
    interface Codes {
        void ask(AwsSettings where, Optional<AwsKeys> with, Consumer<SignIn.ByCode> question);
    }

    private final Background background;
    private final Background.Lane lane;
    private final BiConsumer<AwsSettings, List<Permission>> onTested;
    private final Codes codes;
    private final ReadOnlyObjectWrapper<TestState> state = new ReadOnlyObjectWrapper<>(TestState.IDLE);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<ServerCertificate>> certificate =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<MfaCodeQuestion>> code = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<PermissionRow> abilities = FXCollections.observableArrayList();
    private final ObservableList<Entry<LibraryPart, Boolean>> parts = FXCollections.observableArrayList();
    private final ObservableList<PlannedRow> planned = FXCollections.observableArrayList();
    private final ObservableSet<String> options = FXCollections.observableSet();
    private AwsSettings settings = AwsSettings.ofAws("", "");
    private Optional<AwsKeys> keys = Optional.empty();
    private Rights rights = new Rights();
    private int run;

    /// @param onTested is called on any thread with what a test came to
    ConnectionTestViewModel(Background background, Codes codes, BiConsumer<AwsSettings, List<Permission>> onTested) {
        this.codes = codes;
        this.onTested = onTested;
        this.background = background;
        lane = background.lane();
    }

    ReadOnlyObjectProperty<TestState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What came out of it, in one sentence.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ObservableList<PermissionRow> abilities() {
        return abilities;
    }

    /// What a library is made of, and whether it is there.
    ObservableList<Entry<LibraryPart, Boolean>> parts() {
        return parts;
    }

    /// What setting up would make, or made.
    ObservableList<PlannedRow> planned() {
        return planned;
    }

    /// The certificate that a person is asked about.
    ReadOnlyObjectProperty<Optional<ServerCertificate>> certificateProperty() {
        return certificate.getReadOnlyProperty();
    }

    /// The code that a person is asked for.
    ReadOnlyObjectProperty<Optional<MfaCodeQuestion>> codeProperty() {
        return code.getReadOnlyProperty();
    }

    boolean isRunning() {
        return state.get() == TestState.TESTING || state.get() == TestState.SETTING_UP;
    }

    void test(AwsSettings where, Optional<AwsKeys> with) {
        settings = where;
        keys = with;
        reset();
        rights = new Rights();
        showRunning();
        Consumer<Permission> reported = newest(this::tried);
        lane.run(
                () -> ConnectionCheck.doubtful(where),
                shown -> shown.stream()
                        .filter(ServerCertificate::mayBeTrusted)
                        .findFirst()
                        .ifPresentOrElse(this::ask, () -> tryOut(where, with, reported)),
                this::failed);
    }

    private void showRunning() {
        abilities.setAll(Stream.of(Ability.values()).map(PermissionRow::waiting).toList());
        abilities.set(0, abilities.getFirst().trying());
        state.set(TestState.TESTING);
        summary.set(Messages.text("connection.test.running"));
    }

    private void ask(ServerCertificate shown) {
        ask(Messages.text("certificate.title"));
        certificate.set(Optional.of(shown));
    }

    private void ask(String title) {
        abilities.clear();
        state.set(TestState.ASKING);
        summary.set(title);
    }

    /// What the device shows; the test goes on with it.
    void enter(String typed) {
        code.get().ifPresent(question -> {
            code.set(Optional.empty());
            showRunning();
            question.answer().complete(typed);
        });
    }

    private void tryOut(AwsSettings where, Optional<AwsKeys> with, Consumer<Permission> reported) {
        Consumer<MfaCodeQuestion> asked = newest(question -> {
            ask(Messages.text("signIn.code.title"));
            code.set(Optional.of(question));
        });
        lane.run(
                () -> {
                    codes.ask(where, with, way -> askUntilRight(way, asked));
                    try (ConnectionCheck check = ConnectionCheck.open(where, with)) {
                        onTested.accept(where, check.test(reported));
                        return check.look();
                    }
                },
                this::tested,
                this::failed);
    }

    private static void askUntilRight(SignIn.ByCode way, Consumer<MfaCodeQuestion> asked) {
        String problem = "";
        while (true) {
            var question = new MfaCodeQuestion(way.device(), problem, new CompletableFuture<>());
            asked.accept(question);
            try {
                way.enter(question.answer().get());
                return;
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (ImageException e) {
                problem = FailureText.text(e);
            } catch (InterruptedException e) {
                throw ImageException.Cancelled.by(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Chooses an option, or leaves it.
    void want(PlannedRow option, boolean requested) {
        if (requested) {
            options.add(option.sentence());
        } else {
            options.remove(option.sentence());
        }
    }

    /// The options that were chosen.
    ObservableSet<String> options() {
        return options;
    }

    boolean isRequested(PlannedRow row) {
        return !row.optional() || options.contains(row.sentence());
    }

    /// Makes exactly what is listed and requested, then tests again.
    void setUp() {
        AwsSettings where = settings;
        Optional<AwsKeys> with = keys;
        var agreed = planned.stream()
                .filter(this::isRequested)
                .map(PlannedRow::sentence)
                .toList();
        run++;
        state.set(TestState.SETTING_UP);
        summary.set(Messages.text("connection.setUp.running"));
        Consumer<String> made = newest(this::made);
        lane.run(
                () -> {
                    try (ConnectionCheck check = ConnectionCheck.open(where, with)) {
                        check.setUp(agreed, made);
                        return agreed;
                    }
                },
                _ -> test(where, with),
                this::failed);
    }

    /// Stops what is under way; what was made stays made.
    void cancel() {
        if (isRunning()) {
            reset();
            summary.set(Messages.text("connection.test.stopped"));
        }
    }

    /// Forgets the results: they are about something else now.
    void reset() {
        run++;
        lane.cancel();
        state.set(TestState.IDLE);
        summary.set("");
        certificate.set(Optional.empty());
        code.set(Optional.empty());
        abilities.clear();
        parts.clear();
        planned.clear();
        options.clear();
    }

    /// Reports of a run that was stopped or overtaken may still be on their way: they are dropped.
    private <T> Consumer<T> newest(Consumer<T> receiver) {
        int mine = run;
        return background.toScreen(report -> {
            if (mine == run) {
                receiver.accept(report);
            }
        });
    }

    private void tried(Permission permission) {
        rights.learn(List.of(permission));
        int at = permission.ability().ordinal();
        abilities.set(at, PermissionRow.of(permission));
        if (at + 1 < abilities.size()) {
            abilities.set(at + 1, abilities.get(at + 1).trying());
        }
    }

    /// @param sentence that was agreed to, with what is to be said about how it was done
    private void made(String sentence) {
        planned.replaceAll(
                row -> sentence.startsWith(row.sentence()) ? new PlannedRow(sentence, row.optional(), true) : row);
    }

    private void tested(SetupPlan found) {
        state.set(TestState.TESTED);
        parts.setAll(found.parts().entrySet().stream()
                .map(part -> Map.entry(part.getKey(), part.getValue()))
                .toList());
        planned.setAll(Stream.concat(
                        found.planned().stream().map(sentence -> new PlannedRow(sentence, false, false)),
                        found.options().stream().map(sentence -> new PlannedRow(sentence, true, false)))
                .toList());
        long missing = count(PermissionRow.AbilityState.MISSING);
        long less = count(PermissionRow.AbilityState.LESS) + count(PermissionRow.AbilityState.REFUSED);
        String lost = LibraryAct.text(LibraryAct.without(rights.refused().keySet()));
        if (missing > 0) {
            summary.set(Messages.text("connection.test.missing", missing));
        } else if (!lost.isEmpty()) {
            summary.set(Messages.text("connection.test.refused", lost));
        } else if (less > 0) {
            summary.set(Messages.text("connection.test.less", less));
        } else {
            summary.set(Messages.text("connection.test.fine"));
        }
    }

    private long count(PermissionRow.AbilityState requested) {
        return abilities.stream().filter(row -> row.state() == requested).count();
    }

    private void failed(ImageException failure) {
        state.set(TestState.TESTED);
        abilities.removeIf(row ->
                row.state() == PermissionRow.AbilityState.WAITING || row.state() == PermissionRow.AbilityState.TRYING);
        summary.set(FailureText.coded(failure));
    }
}
