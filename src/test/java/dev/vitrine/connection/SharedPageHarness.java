package dev.vitrine.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/// Shared pages in a real browser: how many requests go elsewhere, whether hostile titles stay text, what a wrong
/// password shows, and what is left of a page that was taken back. Needs Chromium, ends without it; takes a folder for
/// pictures of the pages.
final class SharedPageHarness {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PASSWORD = "open, please";
    private static final int HOSTILE = 200;
    private static final List<String> HOSTILE_TITLES = List.of(
            "<script>window.hit=N</script>",
            "</bdi></figcaption><script>window.hit=N</script>",
            "\"><img src=x onerror=window.hit=N>",
            "' onload='window.hit=N' x='",
            "\" autofocus onfocus=window.hit=N tabindex=0 \"",
            "<svg onload=window.hit=N>",
            "<svg><animate onbegin=window.hit=N attributeName=x>",
            "<iframe srcdoc='<script>parent.hit=N</script>'>",
            "<base href=https://evil.example/N/>",
            "<meta http-equiv=refresh content='0;url=https://evil.example/N'>",
            "<link rel=stylesheet href=https://evil.example/N>",
            "<style>@import 'https://evil.example/N';</style>",
            "</title><script>window.hit=N</script>",
            "</style><script>window.hit=N</script>",
            "</script><script>window.hit=N</script>",
            "<!--><script>window.hit=N</script>-->",
            "javascript:window.hit=N",
            "{{constructor.constructor('window.hit=N')()}} ${window.hit=N}",
            "&lt;script&gt;window.hit=N&lt;/script&gt; &#60;script&#62;",
            "<form action=https://evil.example/N><button autofocus>",
            "<object data=https://evil.example/N><embed src=https://evil.example/N>",
            "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=N>",
            "<template><img src=x onerror=window.hit=N></template><noscript><img src=x onerror=window.hit=N>",
            "\u202eN\u2028\u2066<script>window.hit=N</script>\u0000",
            "<a href=https://evil.example/N ping=https://evil.example/N>x");

    private SharedPageHarness() {}

    public static void main(String[] arguments) throws Exception {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("There is no " + CHROMIUM + ".");
            return;
        }
        Path shots = Files.createDirectories(Path.of(arguments[0]));
        Path home = Files.createTempDirectory("page");
        var settings = CloudServers.library();
        var folders = AppFolders.inOne(home);
        try (Library library = Library.open(
                        OpenOptions.of(new ConnectionProfile.Cloud(settings), folders, CloudServers.KEYS));
                var browser = new Browser(CHROMIUM, home.resolve("profile"))) {
            String origin = settings.s3Endpoint().orElseThrow().toString().replaceAll("/$", "");
            var harness = new SharedPageHarness.Run(library, browser, origin, shots);
            harness.looks();
            harness.hostile(Optional.empty());
            harness.hostile(Optional.of(new PagePassword(PASSWORD)));
        }
        System.exit(0);
    }

    private record Run(Library library, Browser browser, String origin, Path shots) {
        void looks() throws IOException {
            List<String> titles = List.of(
                    "Morning above the fjord",
                    "Ferry",
                    "",
                    "The long way down to the black beach, after rain",
                    "Basalt",
                    "Lupins",
                    "Geysir",
                    "",
                    "Harbor at midnight",
                    "Puffin, far away",
                    "Road 1",
                    "Last evening");
            var images = new ArrayList<ImageRecord>();
            for (String title : titles) {
                images.add(uploaded(title, photograph(images.size())));
            }
            CreatedPage open = made(images, "Iceland, summer 2026", Optional.empty());
            CreatedPage locked = made(images, "Iceland, summer 2026", Optional.of(new PagePassword(PASSWORD)));
            for (boolean dark : new boolean[] {false, true}) {
                String mode = dark ? "dark" : "light";
                for (int width : new int[] {1366, 390}) {
                    browser.window(width, width < 600 ? 844 : 768, 1, dark);
                    browser.open(open.link().address().toString());
                    settle();
                    browser.shoot(shots.resolve("open-" + width + "-" + mode + ".png"));
                    browser.evaluate("document.querySelectorAll('#images a')[3].click()");
                    Browser.await(() -> browser.evaluate("document.querySelector('#viewer img').complete"
                                    + " && document.querySelector('#viewer img').naturalWidth > 0")
                            .asBoolean());
                    browser.shoot(shots.resolve("viewer-" + width + "-" + mode + ".png"));
                    browser.open(locked.link().address().toString());
                    browser.shoot(shots.resolve("locked-" + width + "-" + mode + ".png"));
                    type("wrong password");
                    browser.shoot(shots.resolve("wrong-" + width + "-" + mode + ".png"));
                    type(PASSWORD);
                    settle();
                    browser.shoot(shots.resolve("unlocked-" + width + "-" + mode + ".png"));
                }
            }
            browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            browser.window(1366, 768, 1, false);
            for (CreatedPage page : List.of(open, locked)) {
                browser.requested.clear();
                browser.open(page.link().address().toString());
                browser.shoot(shots.resolve("noscript-" + (page == open ? "open" : "locked") + ".png"));
                System.out.println("without script: " + browser.requested.size() + " requests");
            }
            browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }

        void hostile(Optional<PagePassword> password) throws IOException {
            var images = new ArrayList<ImageRecord>();
            for (int i = 0; i < HOSTILE; i++) {
                String title = HOSTILE_TITLES.get(i % HOSTILE_TITLES.size()).replace("N", i + "");
                images.add(uploaded(title, small(i, password.isPresent())));
            }
            long begin = System.nanoTime();
            CreatedPage page = made(images, HOSTILE_TITLES.get(1).replace("N", "title"), password);
            String kind = password.isPresent() ? "locked" : "open";
            System.out.println(kind + ": made in " + (System.nanoTime() - begin) / 1_000_000 + " ms, "
                    + page.page().images() + " images, failed " + page.failed().size());
            browser.requested.clear();
            browser.window(1366, 768, 1, false);
            browser.open(page.link().address().toString());
            if (password.isPresent()) {
                type("wrong password");
                System.out.println("locked: titles after a wrong password: "
                        + browser.evaluate(
                                "(document.documentElement.outerHTML.match(/window.hit|evil.example/g) || []).length")
                        + ", figures " + browser.evaluate("document.querySelectorAll('figure').length"));
                type(PASSWORD);
            }
            settle();
            browser.evaluate("document.querySelectorAll('#images a')[1].click()");
            Browser.await(() -> browser.evaluate("document.querySelector('#viewer img').naturalWidth > 0")
                    .asBoolean());
            String names = browser.evaluate(
                            "JSON.stringify(Array.from(document.querySelectorAll('figcaption')).map(e => e.textContent))")
                    .asText();
            var shown = new ObjectMapper().readTree(names);
            int same = 0;
            for (int i = 0; i < shown.size(); i++) {
                same += shown.get(i).asText().contains(i + "") ? 1 : 0;
            }
            System.out.println(kind + ": titles as text " + same + " of " + shown.size() + ", hit "
                    + browser.evaluate("String(window.hit)").asText() + ", dialogs " + browser.dialogs.size()
                    + ", scripts " + browser.evaluate("document.scripts.length") + ", frames "
                    + browser.evaluate("window.length") + ", elements of titles "
                    + browser.evaluate(
                            "document.querySelectorAll('figcaption *:not(bdi), h1 *:not(bdi), iframe, object, embed, base,"
                                    + " form:not(#lock), math, template, [onerror], [onload], [onfocus]').length"));
            List<String> requested = List.copyOf(browser.requested);
            long foreign = requested.stream()
                    .filter(url -> !url.startsWith(origin)
                            && !url.startsWith("data:")
                            && !url.startsWith("blob:")
                            && !url.startsWith("about:"))
                    .peek(System.out::println)
                    .count();
            System.out.println(kind + ": " + requested.size() + " requests, " + foreign + " foreign");
            var urls = new TreeSet<String>(
                    requested.stream().filter(url -> url.startsWith("http")).toList());
            long before = urls.stream().filter(url -> status(url) == 200).count();
            library.sharing().orElseThrow().pages().takeBack(page.page().id(), (_, _) -> true);
            long refused = urls.stream().filter(url -> status(url) >= 400).count();
            System.out.println(kind + ": of " + urls.size() + " URLs " + before + " answered, and after taking back "
                    + refused + " refuse");
        }

        private CreatedPage made(List<ImageRecord> images, String title, Optional<PagePassword> password) {
            return library.sharing()
                    .orElseThrow()
                    .pages()
                    .make(
                            images,
                            new PageRequest(
                                    title, Duration.ofDays(7), PageRequest.USUAL, Locale.ENGLISH, password, "alice"),
                            (_, _) -> true);
        }

        private ImageRecord uploaded(String title, byte[] jpeg) {
            return library.images()
                    .upload(
                            new NewImage(
                                    "alice", new Caption(title, "", List.of()), ImageSource.ofBytes("a.jpg", jpeg)),
                            _ -> {});
        }

        private void type(String password) {
            browser.evaluate("document.getElementById('password').value = " + '"' + password + '"'
                    + "; document.querySelector('#lock button').click()");
            Browser.await(() -> browser.evaluate(
                            "!document.getElementById('lock') || !document.getElementById('wrong').hidden")
                    .asBoolean());
        }

        /// Goes over the whole page, so that all small images are asked for.
        private void settle() {
            browser.evaluate(
                    "(async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) {"
                            + " window.scrollTo(0, y); await new Promise(f => setTimeout(f, 30)); } window.scrollTo(0, 0); })()");
            Browser.await(() -> browser.evaluate(
                            "Array.from(document.querySelectorAll('#images img')).every(i => i.complete && i.naturalWidth > 0)")
                    .asBoolean());
        }
    }

    private static int status(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] small(int number, boolean other) throws IOException {
        var picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 8; i++) {
            picture.createGraphics().drawString("" + number + other, 4 + i, 30);
        }
        return jpeg(picture);
    }

    /// Something like a landscape, in one of a few shapes.
    private static byte[] photograph(int number) throws IOException {
        int[][] shapes = {{1800, 1200}, {1200, 1800}, {1600, 1200}, {2400, 1000}, {1200, 1200}};
        int[] shape = shapes[number % shapes.length];
        var picture = new BufferedImage(shape[0], shape[1], BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = number * 0.13f % 1;
        pen.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.5f, 0.95f), 0, shape[1], Color.getHSBColor(hue + 0.12f, 0.25f, 1)));
        pen.fillRect(0, 0, shape[0], shape[1]);
        for (int ridge = 0; ridge < 4; ridge++) {
            pen.setColor(Color.getHSBColor(hue + 0.5f, 0.35f, 0.75f - ridge * 0.17f));
            var hill = new Polygon();
            for (int x = 0; x <= shape[0]; x += 10) {
                double wave =
                        Math.sin(x / (190.0 + 60 * ridge) + number + ridge * 2) + 0.4 * Math.sin(x / 47.0 + ridge);
                hill.addPoint(x, (int) (shape[1] * (0.45 + 0.13 * ridge) + wave * 60));
            }
            hill.addPoint(shape[0], shape[1]);
            hill.addPoint(0, shape[1]);
            pen.fill(hill);
        }
        return jpeg(picture);
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }
}
