package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.controls.FileDrop;
import dev.vitrine.ui.filter.SidebarChoice.ChoiceState;
import dev.vitrine.ui.support.Icons;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// The line of one choice: a click includes it, + and − include and exclude, from the keyboard too.
final class ChoiceRow {
    private final ChoiceActions actions;
    private final SidebarRow row = new SidebarRow(this::choose);
    private SidebarChoice sidebarChoice = new SidebarChoice("", "", 0, ChoiceState.OFF);

    ChoiceRow(ChoiceActions actions) {
        this.actions = actions;
        row.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        row.setOnFold(this::fold);
        actions.exclude()
                .ifPresent(exclude -> row.setExtras(() -> List.of(
                        extra(
                                Feather.PLUS,
                                "include",
                                text("filter.tag.include"),
                                () -> actions.toggle(sidebarChoice.value())),
                        extra(
                                Feather.MINUS,
                                "exclude",
                                text("filter.tag.exclude"),
                                () -> exclude.accept(sidebarChoice.value())))));
        actions.hover().ifPresent(hover -> hover.accept(row, () -> sidebarChoice.value()));
        actions.menu().ifPresent(menu -> row.setMenu(() -> menu.apply(sidebarChoice.value())));
        actions.files()
                .ifPresent(target -> FileDrop.onto(
                        row,
                        () -> target.what(sidebarChoice.label()),
                        files -> target.dropped(sidebarChoice.value(), files)));
        actions.images().ifPresent(taker -> ImageDrop.onto(row, () -> taker.apply(sidebarChoice.value())));
    }

    SidebarRow node() {
        return row;
    }

    void fold() {
        actions.fold(sidebarChoice.value());
    }

    void show(SidebarChoice shown) {
        if (shown.equals(sidebarChoice)) {
            return;
        }
        sidebarChoice = shown;
        row.setName(shown.label());
        row.setImages(shown.images());
        row.setSelected(shown.state() == ChoiceState.INCLUDED);
        row.setExcluded(shown.state() == ChoiceState.EXCLUDED);
        switch (shown.state()) {
            case OFF -> actions.mark().ifPresentOrElse(mark -> row.setMark(mark.apply(shown.value())), row::setNoMark);
            case INCLUDED ->
                row.setMark(
                        actions.mark().map(mark -> mark.apply(shown.value())).orElse(Feather.CHECK));
            case EXCLUDED -> row.setMark(Feather.MINUS);
        }
        row.setPlace(shown.level(), shown.fold());
        row.setAccessibleText(spoken(shown));
    }

    private static String spoken(SidebarChoice shown) {
        String choice = text(
                switch (shown.state()) {
                    case OFF -> "filter.choice.accessible";
                    case INCLUDED -> "filter.choice.included.accessible";
                    case EXCLUDED -> "filter.choice.excluded.accessible";
                },
                shown.label(),
                shown.images());
        int level = shown.level() + 1;
        return switch (shown.fold()) {
            case NONE -> choice;
            case LEAF -> text("filter.tree.leaf.accessible", choice, level);
            case FOLDED -> text("filter.tree.folded.accessible", choice, level);
            case OPEN -> text("filter.tree.open.accessible", choice, level);
        };
    }

    private void typed(KeyEvent key) {
        switch (key.getCharacter()) {
            case "+" -> actions.toggle(sidebarChoice.value());
            case "-" -> actions.exclude().ifPresent(exclude -> exclude.accept(sidebarChoice.value()));
            default -> {}
        }
    }

    private void choose(boolean extending) {
        if (extending && actions.extend().isPresent()) {
            actions.extend().get().accept(sidebarChoice.value());
        } else if (sidebarChoice.state() == ChoiceState.EXCLUDED) {
            actions.exclude().ifPresent(exclude -> exclude.accept(sidebarChoice.value()));
        } else {
            actions.toggle(sidebarChoice.value());
        }
    }

    private static Button extra(Feather icon, String styleClass, String what, Runnable action) {
        Button button = Icons.button(icon, what, action);
        button.getStyleClass().add(styleClass);
        button.setFocusTraversable(false); // the keys + and − do the same
        return button;
    }
}
