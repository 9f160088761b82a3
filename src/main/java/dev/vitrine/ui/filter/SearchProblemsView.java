package dev.vitrine.ui.filter;

import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Sentences;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// Under the search box: what of the text in it is not understood, while there is something.
public final class SearchProblemsView extends Label {
    private final SearchTextViewModel search;

    public SearchProblemsView(SearchTextViewModel search) {
        super(null, Icons.of(Feather.ALERT_TRIANGLE));
        this.search = search;
        setId("search-problems");
        getStyleClass().addAll("problem-note", "small");
        LineWrap.of(this);
        setMinHeight(USE_PREF_SIZE);
        setMaxWidth(Double.MAX_VALUE);
        managedProperty().bind(visibleProperty());
        search.problems().addListener((InvalidationListener) _ -> show());
        show();
    }

    private void show() {
        setText(sentences(search));
        setVisible(!getText().isEmpty());
    }

    static String sentences(SearchTextViewModel search) {
        return search.problems().stream()
                .map(problem -> Sentences.text(problem.message()))
                .collect(Collectors.joining("\n"));
    }
}
