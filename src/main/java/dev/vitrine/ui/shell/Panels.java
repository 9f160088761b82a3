package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Settings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// The panels beside the gallery.
record Panels(Panel sidebar, Panel detail) {
    static Panels of(Settings settings) {
        return new Panels(
                new Panel(settings.flag("window.sidebar.shown", true)),
                new Panel(settings.flag("window.detail.shown", true)));
    }

    /// One that folds by itself in a narrow window: it is closed then and can be opened over the gallery. In a wide
    /// one it is as a person left it there.
    static final class Panel {
        private final BooleanProperty inWideWindow;
        private final BooleanProperty open;
        private final BooleanProperty folded = new SimpleBooleanProperty();

        /// @param inWideWindow remembers whether it is open
        Panel(BooleanProperty inWideWindow) {
            this.inWideWindow = inWideWindow;
            open = new SimpleBooleanProperty(inWideWindow.get());
            open.subscribe(now -> {
                if (!folded.get()) {
                    inWideWindow.set(now);
                }
            });
        }

        BooleanProperty openProperty() {
            return open;
        }

        /// Whether there is no room for it beside the gallery.
        BooleanProperty foldedProperty() {
            return folded;
        }

        void fold(boolean narrow) {
            if (narrow != folded.get()) {
                folded.set(true); // what follows is not what a person chose
                open.set(!narrow && inWideWindow.get());
                folded.set(narrow);
            }
        }

        void toggle() {
            open.set(!open.get());
        }
    }

    void toggleSidebar() {
        sidebar.toggle();
    }

    void toggleDetail() {
        detail.toggle();
    }
}
