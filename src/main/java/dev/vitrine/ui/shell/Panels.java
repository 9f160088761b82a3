package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Settings;
import javafx.beans.property.BooleanProperty;

/// Which of the panels beside the gallery are shown.
record Panels(BooleanProperty sidebar, BooleanProperty detail) {
    static Panels of(Settings settings) {
        return new Panels(settings.flag("window.sidebar.shown", true), settings.flag("window.detail.shown", true));
    }

    void toggleSidebar() {
        sidebar.set(!sidebar.get());
    }

    void toggleDetail() {
        detail.set(!detail.get());
    }
}
