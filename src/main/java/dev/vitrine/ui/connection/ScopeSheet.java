package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.text.NameList;
import dev.vitrine.ui.controls.DisplayConverter;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Nodes;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks which images of a cloud library are read and searched on this machine: whose, and since when.
public final class ScopeSheet {
    private static final int YEARS = 20;

    private final MirrorScope before;
    private final TextField users = new TextField();
    private final ComboBox<Optional<Year>> since = new ComboBox<>();
    private final Sheet sheet;
    private Optional<MirrorScope> chosen = Optional.empty();

    /// @param before what is chosen now
    /// @param cost what reading takes, in a sentence; `""` where nobody knows
    public ScopeSheet(MirrorScope before, String cost) {
        this.before = before;
        users.setId("scope-users");
        users.setPromptText(text("sync.scope.users.prompt"));
        users.setText(NameList.of(before.users()));
        fillYears();
        Label problem = Labels.wrapped(users.textProperty().map(_ -> problem()), "note", "small");
        problem.setId("scope-problem");
        Nodes.showWhen(problem, problem.textProperty().isNotEmpty());
        var content = new VBox(
                8,
                Sheet.explanation(Stream.of(text("sync.scope.text"), cost)
                        .filter(words -> !words.isEmpty())
                        .reduce((one, two) -> one + " " + two)
                        .orElseThrow()),
                named("sync.scope.users", users),
                problem,
                named("sync.scope.years", since));
        content.setMinHeight(Region.USE_PREF_SIZE);
        sheet = new Sheet(text("sync.scope.title"), content).id("scope-sheet").first(users);
        if (!before.isAll()) {
            sheet.aside(text("sync.scope.all"), this::chooseAll).setId("scope-all");
        }
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("sync.scope.act"), "accent");
        act.setId("scope-act");
        act.disableProperty().bind(Bindings.createBooleanBinding(() -> typed().isEmpty(), users.textProperty()));
        sheet.pressedByEnter(act);
    }

    private void fillYears() {
        int now = Year.now().getValue();
        int first = before.since().map(Year::getValue).orElse(now);
        since.setId("scope-since");
        since.getItems().add(Optional.empty());
        IntStream.rangeClosed(0, Math.max(YEARS, now - first))
                .mapToObj(ago -> Optional.of(Year.of(now - ago)))
                .forEach(since.getItems()::add);
        since.setConverter(new DisplayConverter<>(ScopeSheet::words));
        since.setValue(before.since());
        since.setMaxWidth(Double.MAX_VALUE);
    }

    private static String words(Optional<Year> since) {
        return since.map(year -> text("sync.scope.years.since", year.toString()))
                .orElseGet(() -> text("sync.scope.years.all"));
    }

    private static VBox named(String key, Region field) {
        var label = new Label(text(key));
        label.setLabelFor(field);
        return new VBox(4, label, field);
    }

    private void chooseAll() {
        chosen = Optional.of(MirrorScope.ALL);
        sheet.close();
    }

    private List<String> names() {
        return NameList.parse(users.getText());
    }

    private Optional<MirrorScope> typed() {
        try {
            return Optional.of(MirrorScope.of(names(), since.getValue())).filter(scope -> !scope.isAll());
        } catch (ImageException.Invalid _) {
            return Optional.empty();
        }
    }

    /// Why nobody can be called that, or `""`.
    private String problem() {
        try {
            MirrorScope _ = MirrorScope.of(names(), Optional.empty());
            return "";
        } catch (ImageException.Invalid e) {
            return FailureText.text(e);
        }
    }

    /// Waits for the answer.
    public Optional<MirrorScope> ask(Window owner) {
        return (sheet.ask(owner) ? typed() : chosen).filter(scope -> !scope.equals(before));
    }
}
