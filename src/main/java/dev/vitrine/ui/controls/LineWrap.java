package dev.vitrine.ui.controls;

import java.text.Bidi;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/// Lets what people or files say go on in further lines, as far as the toolkit can lay that out.
///
/// JavaFX 26.0.2 throws where letters that are written from right to left need a second line (on Linux at least:
/// `PrismTextLayout.computeTrailingSpaceWidth`), and whatever else the window had to lay out then stays as it was.
/// There such text stays in one line.
public final class LineWrap {
    private static final boolean WRAPS_ALL = wrapsAll();

    private LineWrap() {}

    public static void of(Labeled label) {
        bind(label.wrapTextProperty(), label.textProperty());
    }

    public static void of(TextArea area) {
        bind(area.wrapTextProperty(), area.textProperty());
        // Its paragraphs hear only at their next layout that they wrap no more, and may be
        // asked where they are before.
        area.wrapTextProperty().subscribe(wraps -> {
            if (!wraps) {
                area.lookupAll(".text").stream()
                        .filter(Text.class::isInstance)
                        .forEach(text -> ((Text) text).setWrappingWidth(0));
            }
        });
    }

    public static void of(Tooltip tooltip) {
        bind(tooltip.wrapTextProperty(), tooltip.textProperty());
    }

    private static void bind(BooleanProperty wraps, ObservableValue<String> text) {
        wraps.bind(text.map(LineWrap::canWrap).orElse(true));
    }

    /// Whether it may be laid out in more lines than it has.
    private static boolean canWrap(String text) {
        return WRAPS_ALL || !Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    private static boolean wrapsAll() {
        var text = new Text("\u05d0\u05d1 \u05d2\u05d3 \u05d4\u05d5");
        text.setWrappingWidth(1);
        try {
            return text.getLayoutBounds().getHeight() > 0;
        } catch (IndexOutOfBoundsException _) {
            return false;
        }
    }
}
