package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks into which other library images are to be copied.
public final class LibrarySheet {
    private final ToggleGroup chosen = new ToggleGroup();
    private final Sheet sheet;

    /// @param name for people
    /// @param place where it is
    public record OtherLibrary(String name, String place) {}

    /// @param count of the images
    /// @param price one more sentence, or `""`
    /// @param libraries at least one
    public LibrarySheet(int count, String price, List<OtherLibrary> libraries) {
        var list = new VBox(12);
        list.setPadding(new Insets(4)); // for the ring of what has the focus
        list.setId("copy-libraries");
        for (OtherLibrary library : libraries) {
            list.getChildren().add(line(library));
        }
        chosen.selectToggle(chosen.getToggles().getFirst());
        sheet = new Sheet(text("copyTo.title", count), Sheet.explanation(text("copyTo.explanation") + price), low(list))
                .id("copy-sheet")
                .width(480)
                .first((RadioButton) chosen.getToggles().getFirst());
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("copyTo.act", count), "accent");
        act.setId("copy-act");
        sheet.pressedByEnter(act);
    }

    /// Several libraries at large text need more room than a small window has: then they scroll, and the buttons
    /// stay.
    private static ScrollPane low(VBox list) {
        var scroll = styled(new ScrollPane(list), "sheet-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(TextSize.of(48));
        return scroll;
    }

    /// The place is in line with the name, and a click on either chooses.
    private HBox line(OtherLibrary library) {
        var button = new RadioButton();
        button.setToggleGroup(chosen);
        button.setAccessibleText(text("copyTo.library.accessible", library.name(), library.place()));
        Label place = Labels.wrapped(library.place(), "small", "muted");
        var line = new HBox(button, new VBox(2, new Label(library.name()), place));
        line.setSpacing(8);
        line.setOnMouseClicked(_ -> {
            button.requestFocus();
            button.setSelected(true);
        });
        return line;
    }

    /// Waits for the answer.
    ///
    /// @return the place in the list of libraries
    public Optional<Integer> ask(Window owner) {
        return sheet.ask(owner)
                ? Optional.of(chosen.getToggles().indexOf(chosen.getSelectedToggle()))
                : Optional.empty();
    }
}
