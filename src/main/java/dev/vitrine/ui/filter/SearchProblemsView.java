package dev.vitrine.ui.filter;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Sentences;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// Under the search box: what of the text in it is not understood, while there is something.
public final class SearchProblemsView extends Label {
    private final FilterViewModel filter;

    public SearchProblemsView(FilterViewModel filter) {
        super(null, Icons.of(Feather.ALERT_TRIANGLE));
        this.filter = filter;
        setId("search-problems");
        getStyleClass().addAll("problem-note", "small");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxWidth(Double.MAX_VALUE);
        managedProperty().bind(visibleProperty());
        filter.problems().addListener((InvalidationListener) _ -> show());
        show();
    }

    private void show() {
        setText(sentences(filter));
        setVisible(!getText().isEmpty());
    }

    static String sentences(FilterViewModel filter) {
        return filter.problems().stream()
                .map(problem -> Sentences.text(problem.message()))
                .collect(Collectors.joining("\n"));
    }
}
