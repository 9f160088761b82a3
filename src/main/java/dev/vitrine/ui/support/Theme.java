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
import java.util.Map;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/// Light or dark, the size of text and how much moves, as the system has it or as chosen; applies to every scene of the
/// program, also to pop-ups and dialogs.
public final class Theme {
    /// What can be chosen.
    public enum ThemeChoice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static final PseudoClass KEYBOARD = PseudoClass.getPseudoClass("keyboard");
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
        choice = settings.word("window.theme", ThemeChoice.SYSTEM);
        Motion.follow(Motion.choice(settings), reducedMotion::set);
        TextSize.choice(settings).subscribe(percent -> TextSize.set(percent.doubleValue()));
        TextSize.choice(settings).subscribe(_ -> apply());
        choice.subscribe(_ -> apply());
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply());
        Platform.getPreferences().addListener((MapChangeListener<String, Object>) change -> {
            if (change.getKey().equals("Windows.SPI.HighContrast")
                    || change.getKey().equals("GTK.theme_name")) {
                apply();
            }
        });
    }

    private boolean isDark() {
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
        scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> showKeyboard(scene, true));
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> showKeyboard(scene, false));
    }

    /// Whoever works by keys sees where the focus is, also where a command and not the Tab key has put it.
    private static void showKeyboard(Scene scene, boolean used) {
        scene.getRoot().pseudoClassStateChanged(KEYBOARD, used);
    }

    /// What the system calls it differs by platform.
    private static boolean isHighContrast(Map<String, Object> preferences) {
        return Boolean.TRUE.equals(preferences.get("Windows.SPI.HighContrast"))
                || preferences.get("GTK.theme_name") instanceof String name && name.startsWith("HighContrast");
    }

    private void apply() {
        boolean dark = isDark();
        Application.setUserAgentStylesheet(
                dark ? new CupertinoDark().getUserAgentStylesheet() : new CupertinoLight().getUserAgentStylesheet());
        var all = new ArrayList<String>();
        all.add(sheet(dark ? "tokens-dark" : "tokens-light"));
        SHEETS.forEach(name -> all.add(sheet(name)));
        if (isHighContrast(Platform.getPreferences())) {
            all.add(sheet("tokens-contrast"));
        }
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            all.add(sheet("opaque"));
        }
        sheets.setAll(all);
        // What pops up before the next frame takes its colors from the window below, which
        // must have them by then.
        Window.getWindows().stream()
                .map(Window::getScene)
                .filter(Objects::nonNull)
                .forEach(scene -> scene.getRoot().applyCss());
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
