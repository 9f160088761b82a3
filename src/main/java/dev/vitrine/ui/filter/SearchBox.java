package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import atlantafx.base.controls.CustomTextField;
import dev.vitrine.search.SearchCompletion;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.CompletionPopup;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// The query as text, with the way back and forward beside it. What could be typed is offered under it; what is not
/// understood, [SearchProblemsView] says there.
public final class SearchBox extends HBox {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    /// That the example in the prompt needs, at 100 percent.
    private static final double ROOM_FOR_EXAMPLE = 300;

    private final FilterViewModel filter;
    private final SearchTextViewModel search;
    private final CustomTextField field = new CustomTextField();
    private final Label warning = styled(new Label(null, Icons.of(Feather.ALERT_TRIANGLE)), "problem");
    private final CompletionPopup<SearchCompletion> popup =
            new CompletionPopup<>(text("filter.search.completions"), this::choose);
    private Runnable toResults = () -> {};

    public SearchBox(FilterViewModel filter) {
        this.filter = filter;
        this.search = filter.searchText();
        getStyleClass().add("search-box");
        setAlignment(Pos.CENTER_LEFT);
        popup.setCellFactory(_ -> new CompletionCell());
        createField();
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().addAll(createBack(), createForward(), field);
        search.problems().addListener((InvalidationListener) _ -> showProblems());
        showProblems();
    }

    /// The focus goes to the text, all of it selected.
    @Override
    public void requestFocus() {
        field.requestFocus();
        field.selectAll();
    }

    /// What it says while nothing stands in it, instead of an example.
    public void setPrompt(String prompt) {
        field.promptTextProperty()
                .bind(field.widthProperty()
                        .map(width -> width.doubleValue() < TextSize.of(ROOM_FOR_EXAMPLE)
                                ? text("filter.search.prompt.short")
                                : prompt));
    }

    /// What the down key leads to while nothing is offered under the box, and Enter once the text is taken.
    public void setOnResults(Runnable toResults) {
        this.toResults = toResults;
    }

    private Button createBack() {
        Button back = Icons.button(Feather.CHEVRON_LEFT, Shortcut.PREVIOUS_FILTER.tip(), filter::goBack);
        back.setId("filter-back");
        back.disableProperty().bind(filter.canGoBackProperty().not());
        return back;
    }

    private Button createForward() {
        Button forward = Icons.button(Feather.CHEVRON_RIGHT, Shortcut.NEXT_FILTER.tip(), filter::goForward);
        forward.setId("filter-forward");
        forward.disableProperty().bind(filter.canGoForwardProperty().not());
        return forward;
    }

    private void createField() {
        field.setId("search");
        setPrompt(text("filter.search.prompt"));
        field.setAccessibleText(text("filter.search.accessible"));
        field.setLeft(Icons.of(Feather.SEARCH));
        field.textProperty().bindBidirectional(search.textProperty());
        Button clear = Icons.button(Feather.X, text("filter.search.clear"), search::clear);
        clear.setFocusTraversable(false); // Esc does the same
        showWhen(clear, field.textProperty().isNotEmpty());
        var right = new HBox(warning, clear);
        right.setAlignment(Pos.CENTER_RIGHT);
        field.setRight(right);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.textProperty().subscribe((_, _) -> offer());
        field.caretPositionProperty().subscribe((_, _) -> offer());
        WhileShown.of(filter.countsProperty(), this).subscribe(_ -> {
            if (popup.isShowing()) {
                popup.renew(field, search.completions(field.getText(), field.getCaretPosition()));
            }
        });
        field.focusedProperty().subscribe((was, now) -> {
            if (was && !now) {
                popup.hide();
                search.leave();
            }
        });
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case DOWN -> down(key.isAltDown());
            case UP -> popup.move(-1);
            case ENTER -> chooseOrCommit();
            case TAB -> {
                if (popup.selected().isEmpty()) {
                    return;
                }
                choose(popup.selected().get());
            }
            case ESCAPE -> {
                if (popup.isShowing()) {
                    popup.hide();
                } else if (!field.getText().isEmpty()) {
                    search.clear();
                } else {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    /// With Alt it asks what could be typed, as in every box with a list.
    private void down(boolean asks) {
        if (popup.isShowing()) {
            popup.move(1);
        } else if (asks) {
            popup.show(field, search.completions(field.getText(), field.getCaretPosition()));
        } else {
            toResults.run();
        }
    }

    private void chooseOrCommit() {
        if (popup.selected().isPresent()) {
            choose(popup.selected().get());
            return;
        }
        popup.hide();
        if (search.isTaken()) {
            toResults.run();
        } else {
            search.accept();
            field.positionCaret(field.getLength());
        }
    }

    private void choose(SearchCompletion completion) {
        String text = field.getText();
        String after = text.substring(completion.to());
        String before = text.substring(0, completion.from()) + completion.insert();
        if (!before.endsWith(":") && after.isEmpty()) {
            before += " ";
        }
        popup.hide();
        field.setText(before + after);
        field.positionCaret(before.length());
    }

    /// Between words nothing is offered by itself; the down key asks for it.
    private void offer() {
        if (!field.isFocused()) {
            return;
        }
        int caret = Math.min(field.getCaretPosition(), field.getLength());
        boolean inWord = caret > 0 && !Character.isWhitespace(field.getText().charAt(caret - 1));
        List<SearchCompletion> offered = inWord ? search.completions(field.getText(), caret) : List.of();
        // One completion that says what is there already is of no use.
        popup.show(
                field,
                offered.size() == 1
                                && field.getText().endsWith(offered.getFirst().insert())
                        ? List.of()
                        : offered);
    }

    private void showProblems() {
        boolean wrong = !search.problems().isEmpty();
        Nodes.show(warning, wrong);
        field.pseudoClassStateChanged(PROBLEM, wrong);
        field.setAccessibleHelp(SearchProblemsView.sentences(search));
    }
}
