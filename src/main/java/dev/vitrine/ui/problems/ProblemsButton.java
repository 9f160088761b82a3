package dev.vitrine.ui.problems;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;

import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.support.Icons;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The way to the list of problems, in the status bar. Away while there are none; marked while some were not looked at.
/// Without a number: uploads and jobs beside it tell how many files and images it is about.
public final class ProblemsButton extends Button {
    private static final PseudoClass UNSEEN = PseudoClass.getPseudoClass("unseen");

    public ProblemsButton(Problems problems, Runnable open) {
        super(null, Icons.of(Feather.ALERT_CIRCLE));
        getStyleClass().addAll("flat", "small", "problems-button");
        setId("problems-button");
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(text("problems.tip")));
        setText(text("problems.title"));
        accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> text("problems.count", problems.all().size()), problems.all()));
        setAccessibleHelp(text("problems.tip"));
        setOnAction(_ -> open.run());
        showWhen(this, Bindings.isNotEmpty(problems.all()));
        // Only while it is in a window: the problems live longer than this button.
        sceneProperty()
                .flatMap(_ -> problems.unseenProperty())
                .subscribe(unseen -> pseudoClassStateChanged(UNSEEN, unseen != null && unseen.intValue() > 0));
    }
}
