package dev.vitrine.ui.controls;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class LazyNodeTest {
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final List<Region> made = new ArrayList<>();

    private Region make() {
        made.add(new Region());
        return made.getLast();
    }

    @Test
    void nothingIsMadeBeforeItIsShown() {
        Node place = new LazyNode<>(shown, this::make).place();
        assertTrue(made.isEmpty());
        assertFalse(place.isVisible());
        assertFalse(place.isManaged());
    }

    @Test
    void whatIsMadeTakesThePlaceThatWasKeptForIt() {
        var before = new Region();
        var after = new Region();
        var view = new LazyNode<>(shown, this::make);
        var pane = new Pane(before, view.place(), after);
        shown.set(true);
        assertEquals(List.of(before, view.node(), after), pane.getChildren());
    }

    @Test
    void itIsMadeOnceHoweverOftenItIsShown() {
        var view = new LazyNode<>(shown, this::make);
        shown.set(true);
        shown.set(false);
        shown.set(true);
        assertEquals(1, made.size());
        assertSame(made.getFirst(), view.node());
        assertSame(made.getFirst(), view.place());
    }

    @Test
    void whatIsShownFromTheBeginningNeedsNoPlace() {
        shown.set(true);
        assertSame(new LazyNode<>(shown, this::make).place(), made.getFirst());
    }

    @Test
    void whoeverNeedsItBeforeItIsShownGetsIt() {
        var view = new LazyNode<>(shown, this::make);
        var pane = new Pane(view.place());
        assertSame(view.node(), pane.getChildren().getFirst());
    }

    /// Bindings are followed weakly: whoever waits for one has to keep it.
    @Test
    void itIsMadeAlsoAfterTheCollectorHasRun() {
        var words = new SimpleStringProperty("none");
        var window = new Pane();
        window.getChildren().add(new LazyNode<>(words.isEqualTo("one"), this::make).place());
        var collected = new WeakReference<>(new Object());
        await(() -> {
            System.gc();
            return collected.get() == null;
        });
        words.set("one");
        assertEquals(1, made.size());
    }

    @Test
    void aCoverComesOverAllElseWhenItIsFirstOpened() {
        var page = new Region();
        var window = new Pane(page);
        LazyNode.over(window, shown, this::make);
        assertEquals(List.of(page), window.getChildren());
        shown.set(true);
        shown.set(false);
        shown.set(true);
        assertEquals(List.of(page, made.getFirst()), window.getChildren());
    }
}
