package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/// The timeline drawn: bars on a line, first and last time below; a drag brushes, a click chooses one bar, Shift
/// widens.
///
/// With the focus: left and right move a mark, Shift widens, Enter chooses, Home and End go to the ends, Esc and Del
/// give the days up.
final class TimelineView extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
    private static final PseudoClass SOME_CHOSEN = PseudoClass.getPseudoClass("some-chosen");
    private static final double HEIGHT = 40;
    private static final double NARROWEST = 3;
    private static final double WIDEST = 24;
    /// Even one image among many is to be seen.
    private static final double LOWEST = 2;

    private final TimelineViewModel model;
    private final Rectangle ground = styled(new Rectangle(), "ground");
    private final Line line = styled(new Line(), "axis");
    private final Label first = label();
    private final Label last = label();
    private final Label brushed = label();
    private final Tooltip tooltip = new Tooltip();
    private List<Rectangle> bars = List.of();
    private boolean wasLong;

    TimelineView(TimelineViewModel model) {
        this.model = model;
        getStyleClass().add("timeline");
        setId("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        tooltip.setShowDelay(Duration.millis(150));
        tooltip.setHideDelay(Duration.millis(50));
        tooltip.setShowDuration(Duration.INDEFINITE);
        model.timelineProperty().subscribe(_ -> showBars());
        model.chosenProperty().subscribe(_ -> showState());
        model.markProperty().subscribe(_ -> showState());
        focusedProperty().subscribe(_ -> showState());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, drag -> model.drag(barAt(drag.getX())));
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> model.release());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> Tooltip.uninstall(this, tooltip));
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void showBars() {
        List<Timeline.Bar> now = model.timelineProperty().get().bars();
        // One bar alone says nothing about time; where there were more, a filter must not move what is below.
        wasLong |= now.size() > 1;
        Nodes.show(this, wasLong);
        if (bars.size() != now.size()) {
            bars = now.stream().map(_ -> bar()).toList();
            getChildren().setAll(ground, line, first, last, brushed);
            getChildren().addAll(bars);
        }
        first.setText(now.isEmpty() ? "" : Chips.span(now.getFirst().days()));
        last.setText(now.size() < 2 ? "" : Chips.span(now.getLast().days()));
        setDisable(now.isEmpty());
        showState();
        requestLayout();
    }

    private void showState() {
        Optional<Days> days = model.chosenProperty().get();
        Timeline timeline = model.timelineProperty().get();
        for (int i = 0; i < bars.size(); i++) {
            int bar = i;
            bars.get(i)
                    .pseudoClassStateChanged(
                            CHOSEN,
                            days.filter(chosen -> timeline.isWithin(bar, chosen))
                                    .isPresent());
            bars.get(i)
                    .pseudoClassStateChanged(
                            MARKED, isFocused() && i == model.markProperty().get());
        }
        pseudoClassStateChanged(SOME_CHOSEN, days.isPresent());
        String sentence = model.brushSentence();
        boolean marked = isFocused()
                && model.markProperty().get() >= 0
                && model.markProperty().get() < bars.size();
        brushed.setText(
                sentence.isEmpty() && marked
                        ? model.sentence(model.markProperty().get())
                        : sentence);
        first.setVisible(brushed.getText().isEmpty());
        last.setVisible(brushed.getText().isEmpty());
        setAccessibleText(model.accessibleSentence());
        requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + HEIGHT + 4 + Math.ceil(first.prefHeight(-1)) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        // Before it has its place (folded away, hidden) it knows nothing about the room.
        if (bars.isEmpty() || width < WIDEST) {
            return;
        }
        model.setRoom((int) (width / NARROWEST));
        List<Timeline.Bar> counted = model.timelineProperty().get().bars();
        int highest = Math.max(1, model.timelineProperty().get().highest());
        double bottom = top + HEIGHT;
        for (int i = 0; i < bars.size(); i++) {
            // Edges on whole pixels, each from the exact place: gaps stay even, and nothing adds up.
            double from = snapPositionX(left + i * pitch());
            double to = snapPositionX(left + (i + 1) * pitch());
            int images = counted.get(i).images();
            double height = images == 0 ? 0 : Math.max(LOWEST, snapSizeY(HEIGHT * images / highest));
            Rectangle bar = bars.get(i);
            bar.setX(from);
            bar.setWidth(Math.max(1, to - from - 1));
            bar.setY(bottom - height);
            bar.setHeight(height);
        }
        ground.setX(left);
        ground.setY(top);
        ground.setWidth(Math.max(0, width));
        ground.setHeight(HEIGHT);
        double end = left + bars.size() * pitch();
        line.setStartX(left + 0.5);
        line.setEndX(left + Math.max(0, width) - 0.5);
        line.setStartY(bottom + 0.5);
        line.setEndY(bottom + 0.5);
        double labels = bottom + 4;
        double height = first.prefHeight(-1);
        double half = Math.max(0, width) / 2;
        layoutInArea(first, left, labels, half, height, 0, HPos.LEFT, VPos.TOP);
        double rightEnd = Math.max(end, left + Math.min(width, first.prefWidth(-1) + last.prefWidth(-1) + 8));
        layoutInArea(last, left, labels, rightEnd - left, height, 0, HPos.RIGHT, VPos.TOP);
        layoutInArea(brushed, left, labels, Math.max(0, width), height, 0, HPos.LEFT, VPos.TOP);
    }

    /// Few bars stay slim and begin at the left.
    private double pitch() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        return Math.min(WIDEST, width / bars.size());
    }

    private int barAt(double x) {
        return Math.clamp((long) Math.floor((x - snappedLeftInset()) / pitch()), 0, bars.size() - 1);
    }

    private void pressed(MouseEvent press) {
        if (press.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            model.press(barAt(press.getX()), press.isShiftDown());
            press.consume();
        }
    }

    private void point(MouseEvent move) {
        tooltip.setText(model.sentence(barAt(move.getX())));
        Tooltip.install(this, tooltip);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case INCREMENT, BLOCK_INCREMENT -> model.move(1, false);
            case DECREMENT, BLOCK_DECREMENT -> model.move(-1, false);
            case FIRE -> model.chooseMarked();
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    private void pressed(KeyEvent key) {
        int bars = model.timelineProperty().get().bars().size();
        switch (key.getCode()) {
            case LEFT -> model.move(-1, key.isShiftDown());
            case RIGHT -> model.move(1, key.isShiftDown());
            case HOME -> model.move(-bars, key.isShiftDown());
            case END -> model.move(bars, key.isShiftDown());
            case ENTER, SPACE -> model.chooseMarked();
            case ESCAPE, DELETE, BACK_SPACE -> {
                if (!model.reset()) {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    private static Rectangle bar() {
        var bar = styled(new Rectangle(), "bar");
        bar.setManaged(false);
        bar.setMouseTransparent(true);
        return bar;
    }

    private static Label label() {
        Label label = Labels.of("", "small", "muted");
        label.setMouseTransparent(true);
        return label;
    }
}
