package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.support.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.layout.VBox;

/// What this program is, in which version, under which license, and where it writes down what it does.
final class AboutSheet {
    private AboutSheet() {}

    static void show(Program program) {
        Path log = program.logFile();
        var lines = new VBox(
                8,
                Sheet.explanation(text("about.what")),
                Sheet.explanation(text("about.license")),
                Labels.wrapped(text("about.log", Format.path(log, Integer.MAX_VALUE)), "small", "muted"),
                Labels.wrapped(text("about.java", Runtime.version().toString()), "small", "muted"));
        var sheet = new Sheet(text("about.title", version()), lines).id("about").width(480);
        if (Files.exists(log)) {
            sheet.aside(
                    text("toast.showInFolder"),
                    () -> new FileBrowser(program.background(), program.toasts()).show(log));
        }
        sheet.pressedByEnter(sheet.leaving(text("dialogs.close")));
        sheet.show(program.stage());
    }

    private static String version() {
        String version = AboutSheet.class.getPackage().getImplementationVersion();
        return version == null ? text("about.unpackaged") : version;
    }
}
