package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.TextSize;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/// What a sheet shows when it may be more than the window has room for; text may be large.
public final class SheetScroll extends ScrollPane {
    /// What the sheet's frame and margins take of the window.
    private static final double FRAME = 136;
    private static final double HEADING_AND_BUTTONS = 64; // at text of 100 percent
    private static final double SIDES = 112;

    /// @param width at text of 100 percent
    /// @param tallest at any size of text
    public SheetScroll(Node content, Window owner, double width, double tallest) {
        super(content);
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        FocusScroll.of(this);
        setMinHeight(SheetBody.LEAST); // where less is left for it, this scrolls, and not the sheet around it
        setPrefHeight(Math.min(tallest, owner.getHeight() - around()));
        // As minimum too: a box gives a scroll pane no more than that.
        double room = widthIn(owner, width);
        setMinWidth(room);
        setPrefWidth(room);
    }

    /// What scrolls by itself becomes this large, or as large as the window allows.
    ///
    /// @param width at text of 100 percent
    /// @param height at any size of text
    public static void size(Region content, Window owner, double width, double height) {
        double room = widthIn(owner, width);
        double tall = Math.min(height, owner.getHeight() - around());
        content.setMinSize(room, tall);
        content.setPrefSize(room, tall);
    }

    /// What of the window's height is not for what a sheet shows.
    public static double around() {
        return FRAME + TextSize.of(HEADING_AND_BUTTONS);
    }

    /// How wide something may be that would like to be this wide at text of 100 percent.
    public static double widthIn(Window owner, double width) {
        return Math.min(TextSize.of(width), owner.getWidth() - SIDES);
    }
}
