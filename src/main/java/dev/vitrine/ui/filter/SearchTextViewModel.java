package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchCompletion;
import dev.vitrine.search.SearchProblem;
import dev.vitrine.search.SearchText;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The query as text: what is typed changes the query, and what changes the query otherwise is written here.
///
/// Belongs to the FX thread.
public final class SearchTextViewModel {
    private final ObjectProperty<ImageQuery> query;
    private final Supplier<FilterCounts> counts;
    private final StringProperty text;
    private final ObservableList<SearchProblem> problems = FXCollections.observableArrayList();
    private final ObservableList<SearchProblem> shownProblems = FXCollections.unmodifiableObservableList(problems);

    /// The text is the cause of the query's change: it stays as it was typed.
    private boolean fromText;
    /// The text is the consequence of the query's change.
    private boolean fromQuery;
    /// Letters are typed one after the other.
    private boolean typing;

    /// @param counts the newest, for the names that are known
    SearchTextViewModel(ObjectProperty<ImageQuery> query, Supplier<FilterCounts> counts) {
        this.query = query;
        this.counts = counts;
        this.text = new SimpleStringProperty(SearchText.print(query.get()));
        text.subscribe((_, now) -> textChanged(now));
    }

    /// In the grammar of the search box.
    StringProperty textProperty() {
        return text;
    }

    /// What in the typed text was not understood; the rest of it holds.
    public ObservableList<SearchProblem> problems() {
        return shownProblems;
    }

    /// Takes the text as it is; what is typed next is a step of its own.
    void commit() {
        take(SearchText.parse(text.get(), query.get()));
        typing = false;
        if (problems.isEmpty()) {
            showQuery();
        }
    }

    /// Whether Enter has nothing left to do: what the box says is what is shown, and nothing in it was
    /// misunderstood.
    boolean isTaken() {
        return !typing && problems.isEmpty() && text.get().equals(SearchText.print(query.get()));
    }

    /// What Enter means. A name at the end that nobody has is taken for the beginning of one that is known, or else
    /// for a text to look for.
    void accept() {
        if (endsUnknown()) {
            String typed = text.get();
            List<SearchCompletion> known = completions(typed, typed.length());
            text.set(
                    known.isEmpty()
                            ? PartialQuery.withoutLastField(typed)
                            : typed.substring(0, known.getFirst().from())
                                    + known.getFirst().insert());
        }
        commit();
    }

    /// The person goes elsewhere: what was typed counts, but for a name at the end that nobody has.
    void leave() {
        if (endsUnknown()) {
            typing = false;
        } else {
            commit();
        }
    }

    /// Before the names are known there are no unknown ones.
    private boolean endsUnknown() {
        return counts.get().areKnown()
                && PartialQuery.endsUnknown(
                        text.get(), query.get(), counts.get().facets());
    }

    /// Empties the box, and with it every filter that it shows.
    void clear() {
        typing = false;
        text.set("");
    }

    /// What could be typed at the caret, with the counts of the moment.
    List<SearchCompletion> completions(String typed, int caret) {
        return SearchText.complete(typed, caret, counts.get().facets());
    }

    private void textChanged(String now) {
        if (!fromQuery) {
            take(PartialQuery.read(now, query.get(), counts.get().facets()));
        }
    }

    private void take(ParsedSearch parsed) {
        problems.setAll(parsed.problems());
        fromText = true;
        query.set(parsed.query());
        fromText = false;
    }

    /// Called when the query has changed.
    ///
    /// @return whether by one more letter of what is being typed
    boolean follow() {
        boolean continues = fromText && typing;
        typing = fromText;
        if (!fromText) {
            problems.clear();
            showQuery();
        }
        return continues;
    }

    private void showQuery() {
        fromQuery = true;
        text.set(SearchText.print(query.get()));
        fromQuery = false;
    }
}
