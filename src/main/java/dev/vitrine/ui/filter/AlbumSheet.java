package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Sentences;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks for the description of an album, and for the search of a smart one.
final class AlbumSheet {
    private static final int ROWS = 4;

    private final AlbumFile seen;
    private final TextField search = new TextField();
    private final TextArea description = new TextArea();
    private final Sheet sheet;

    AlbumSheet(AlbumFile seen) {
        this.seen = seen;
        description.setId("album-description");
        description.setText(seen.description());
        description.setPrefRowCount(ROWS);
        description.setMinHeight(Region.USE_PREF_SIZE);
        LineWrap.of(description);
        FormFields.leaveOnTab(description);
        var content = new VBox(8);
        sheet = new Sheet(text("filter.albums.edit.title", seen.album().name()), content).width(488);
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("filter.albums.edit.act"), "accent");
        act.setId("album-act");
        if (seen.isSmart()) {
            search.setId("album-search");
            search.setText(seen.search());
            Label problem = Labels.of(search.textProperty().map(AlbumSheet::problem), "note", "small");
            LineWrap.of(problem);
            problem.managedProperty().bind(problem.textProperty().isNotEmpty());
            act.disableProperty().bind(problem.textProperty().isNotEmpty());
            content.getChildren().addAll(named("filter.albums.edit.search", search), problem);
            sheet.pressedByEnter(act);
        }
        content.getChildren().add(named("filter.albums.edit.description", description));
        sheet.first(seen.isSmart() ? search : description);
    }

    private static VBox named(String key, Region field) {
        var label = new Label(text(key));
        label.setLabelFor(field);
        return new VBox(4, label, field);
    }

    /// Why a smart album cannot have this search, or `""`.
    private static String problem(String typed) {
        return typed.isBlank()
                ? text("filter.albums.edit.none")
                : SearchText.parse(typed, ImageQuery.ALL).problems().stream()
                        .findFirst()
                        .map(problem -> Sentences.text(problem.message()))
                        .orElse("");
    }

    /// Waits for the answer.
    Optional<AlbumFile> ask(Window owner) {
        return sheet.ask(owner)
                ? Optional.of(
                        seen.withDescription(description.getText()).withSearch(seen.isSmart() ? search.getText() : ""))
                : Optional.empty();
    }
}
