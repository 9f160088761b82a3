package dev.vitrine.ui.support;

import atlantafx.base.theme.CupertinoDark;
import atlantafx.base.theme.CupertinoLight;
import dev.vitrine.Unchecked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

/// How well every color that is read stands out from every surface it may stand on, from the tokens of the style
/// sheets, by the formula of WCAG 2.2. `main` prints it.
public final class ContrastTable {
    static final double TEXT = 4.5;
    public static final double SHAPE = 3;

    private static final Path SHEETS = Path.of("src/main/resources/dev/vitrine/ui/css");
    private static final Pattern TOKEN = Pattern.compile("(-(?:v|color)-[\\w-]+)\\s*:\\s*([^;}]+)[;}]");
    private static final Pattern ROOT = Pattern.compile("(?<![\\w.-])\\.root\\s*\\{([^}]*)\\}");
    private static final Pattern VIEWER = Pattern.compile("(?<![\\w.-])\\.viewer\\s*\\{([^}]*)\\}");
    private static final Pattern READ =
            Pattern.compile("-fx-(?:text-fill|icon-color|prompt-text-fill)\\s*:\\s*(-[\\w-]+)\\s*[;}]");

    /// Where text may stand.
    private static final List<String> SURFACES = List.of(
            "-color-bg-default",
            "-color-bg-overlay",
            "-color-bg-subtle",
            "-color-bg-inset",
            "-v-canvas",
            "-v-chrome",
            "-v-chip",
            "-v-selected");
    private static final List<String> ON_SURFACES = List.of(
            "-color-fg-default",
            "-color-fg-muted",
            "-color-fg-subtle",
            "-color-accent-fg",
            "-v-include",
            "-v-exclude",
            "-v-done",
            "-color-warning-fg",
            "-color-danger-fg");
    /// Text that has one surface of its own.
    private static final Map<String, List<String>> ON_ITS_OWN = Map.of(
            "-color-fg-emphasis", List.of("-color-accent-emphasis", "-color-danger-emphasis"),
            "-v-toast-text", List.of("-v-toast"),
            "-v-toast-action", List.of("-v-toast"));

    private final String theme;
    private final Map<String, String> tokens = new HashMap<>();

    record Pair(String theme, String read, String surface, double ratio, double requested) {
        boolean isGood() {
            return ratio >= requested;
        }

        @Override
        public String toString() {
            return "%s: %s on %s %.2f (%.1f)".formatted(theme, read, surface, ratio, requested);
        }
    }

    private ContrastTable(String theme) {
        this.theme = theme;
    }

    static ContrastTable light() {
        return new ContrastTable("light").with(new CupertinoLight().getUserAgentStylesheet(), "tokens-light.css");
    }

    static ContrastTable dark() {
        return new ContrastTable("dark").with(new CupertinoDark().getUserAgentStylesheet(), "tokens-dark.css");
    }

    /// The viewer is dark in both themes: what it does not define itself comes from the theme.
    static ContrastTable viewer(ContrastTable theme) {
        var viewer = new ContrastTable(theme.theme + ", viewer");
        viewer.tokens.putAll(theme.tokens);
        viewer.read(VIEWER, sheet("viewer.css"));
        return viewer;
    }

    private ContrastTable with(String base, String own) {
        try (InputStream in = ContrastTable.class.getResourceAsStream(base)) {
            read(ROOT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read(ROOT, sheet("tokens.css"));
        read(ROOT, sheet(own));
        return this;
    }

    private void read(Pattern block, String sheet) {
        block.matcher(sheet)
                .results()
                .flatMap(found -> TOKEN.matcher(found.group(1)).results())
                .forEach(token -> tokens.put(token.group(1), token.group(2).strip()));
    }

    private static String sheet(String name) {
        return Unchecked.get(() -> Files.readString(SHEETS.resolve(name)));
    }

    List<Pair> viewerPairs() {
        return Stream.of("-color-fg-default", "-color-fg-muted", "-color-fg-subtle")
                .flatMap(read -> Stream.of("-color-bg-default", "-color-bg-overlay", "-color-bg-subtle", "-v-viewer")
                        .map(surface -> pair(read, surface, TEXT)))
                .toList();
    }

    List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (String read : ON_SURFACES) {
            SURFACES.forEach(surface -> pairs.add(pair(read, surface, TEXT)));
        }
        ON_ITS_OWN.forEach((read, surfaces) -> surfaces.forEach(surface -> pairs.add(pair(read, surface, TEXT))));
        // Rings around what has the focus and what is selected, stars and hearts.
        for (String shape : List.of("-v-ring", "-v-star", "-v-heart")) {
            SURFACES.forEach(surface -> pairs.add(pair(shape, surface, SHAPE)));
        }
        return pairs;
    }

    private Pair pair(String read, String surface, double requested) {
        return new Pair(theme, read, surface, contrast(color(read), color(surface)), requested);
    }

    private Color color(String token) {
        String value = token;
        for (int step = 0; value.startsWith("-"); step++) {
            if (step > 10 || !tokens.containsKey(value)) {
                throw new IllegalStateException(theme + " has no color for " + token);
            }
            value = tokens.get(value);
        }
        return Color.web(value);
    }

    public static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /// Tokens that a sheet uses for text or icons and that are in no pair.
    static Set<String> forgotten() {
        var forgotten = new TreeSet<String>();
        try (Stream<Path> sheets = Files.list(SHEETS)) {
            for (Path sheet : sheets.toList()) {
                READ.matcher(Files.readString(sheet)).results().forEach(use -> forgotten.add(use.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forgotten.removeAll(ON_SURFACES);
        forgotten.removeAll(ON_ITS_OWN.keySet());
        return forgotten;
    }

    public static void main(String[] args) {
        System.out.println("| read | on | light | dark | required |\n|---|---|---|---|---|");
        List<Pair> light = light().pairs();
        List<Pair> dark = dark().pairs();
        for (int i = 0; i < light.size(); i++) {
            Pair pair = light.get(i);
            System.out.printf(
                    "| %s | %s | %.2f | %.2f | %.1f |%n",
                    pair.read(), pair.surface(), pair.ratio(), dark.get(i).ratio(), pair.requested());
        }
    }
}
