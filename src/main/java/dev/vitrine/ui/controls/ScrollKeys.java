package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Nodes;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;

/// Keys that scroll what lies over the window, although the focus is below, on its buttons: text alone never has it.
final class ScrollKeys {
    private static final double LINE = 48;
    private static final double PAGE = 0.9; // of what is seen; the rest stays, so that one finds where one was

    private ScrollKeys() {}

    static void in(Node cover) {
        cover.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getTarget() instanceof ButtonBase button) {
                panes(cover)
                        .filter(pane -> !Nodes.isWithin(pane, button) && range(pane) > 0)
                        .findFirst()
                        .ifPresent(pane -> scroll(pane, key));
            }
        });
    }

    private static Stream<ScrollPane> panes(Node node) {
        if (!node.isVisible() || !(node instanceof Parent parent)) {
            return Stream.empty();
        }
        Stream<ScrollPane> inside = parent.getChildrenUnmodifiable().stream().flatMap(ScrollKeys::panes);
        return node instanceof ScrollPane pane ? Stream.concat(Stream.of(pane), inside) : inside;
    }

    private static double range(ScrollPane pane) {
        return pane.getContent().getLayoutBounds().getHeight()
                - pane.getViewportBounds().getHeight();
    }

    private static void scroll(ScrollPane pane, KeyEvent key) {
        double page = PAGE * pane.getViewportBounds().getHeight() / range(pane);
        double line = LINE / range(pane);
        OptionalDouble to = switch (key.getCode()) {
            case UP -> OptionalDouble.of(pane.getVvalue() - line);
            case DOWN -> OptionalDouble.of(pane.getVvalue() + line);
            case PAGE_UP -> OptionalDouble.of(pane.getVvalue() - page);
            case PAGE_DOWN -> OptionalDouble.of(pane.getVvalue() + page);
            case HOME -> OptionalDouble.of(0);
            case END -> OptionalDouble.of(1);
            default -> OptionalDouble.empty();
        };
        to.ifPresent(value -> {
            pane.setVvalue(Math.clamp(value, 0, 1));
            key.consume();
        });
    }
}
