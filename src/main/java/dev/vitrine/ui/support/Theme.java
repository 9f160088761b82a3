package dev.vitrine.ui.support;

import atlantafx.base.theme.CupertinoDark;
import atlantafx.base.theme.CupertinoLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;

/// Light or dark, the size of text and how much moves, as the system has it or as chosen; applies to every scene of the
/// program, also to pop-ups and dialogs.
public final class Theme {
    /// What can be chosen.
    public enum ThemeChoice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static final List<String> SHEETS = List.of(
            "tokens",
            "controls",
            "shell",
            "gallery",
            "filter",
            "detail",
            "bulk",
            "viewer",
            "upload",
            "connection",
            "preferences",
            "problems",
            "outgoing",
            "welcome");

    private final StringProperty choice;
    private final ObservableList<String> sheets = FXCollections.observableArrayList();
    private final ObjectProperty<Boolean> reducedMotion = new SimpleObjectProperty<>();

    public Theme(Settings settings) {
        choice = settings.text("window.theme", ThemeChoice.SYSTEM.name());
        Motion.follow(Motion.choice(settings), reducedMotion::set);
        TextSize.choice(settings).subscribe(percent -> TextSize.set(percent.doubleValue()));
        TextSize.choice(settings).subscribe(_ -> apply());
        choice.subscribe(_ -> apply());
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply());
    }

    public StringProperty choiceProperty() {
        return choice;
    }

    public boolean isDark() {
        return switch (ThemeChoice.valueOf(choice.get())) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    /// Dresses a scene, now and whenever the theme changes.
    public void dress(Scene scene) {
        Bindings.bindContent(scene.getStylesheets(), sheets);
        scene.getPreferences().reducedMotionProperty().bind(reducedMotion);
    }

    private void apply() {
        boolean dark = isDark();
        Application.setUserAgentStylesheet(
                dark ? new CupertinoDark().getUserAgentStylesheet() : new CupertinoLight().getUserAgentStylesheet());
        var all = new ArrayList<String>();
        all.add(sheet(dark ? "tokens-dark" : "tokens-light"));
        SHEETS.forEach(name -> all.add(sheet(name)));
        sheets.setAll(all);
    }

    private static String sheet(String name) {
        URL written = Theme.class.getResource("/dev/vitrine/ui/css/" + name + ".css");
        return TextSize.isUsual()
                ? written.toExternalForm()
                : "data:text/css;base64," + Base64.getEncoder().encodeToString(enlarged(written));
    }

    private static byte[] enlarged(URL written) {
        try (InputStream in = written.openStream()) {
            return TextSize.enlarged(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
