package dev.vitrine.service.share;

import static java.util.stream.Collectors.joining;

import dev.vitrine.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// Writes a shared page: one file of HTML that asks for nothing but the copies of its images, and shows them without a
/// script, too.
///
/// Titles are written by strangers. They stand on it as text only, and its policy lets nothing run but the one script
/// that is meant, told by its hash.
///
/// @param origin of the links on it: `https://bucket.s3.eu-central-1.amazonaws.com`
record PageHtml(String title, Instant endsAt, Locale language, String origin) {
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// An image on the page.
    ///
    /// @param width of the small copy
    record Shown(String title, URI small, URI large, int width, int height) {}

    String of(List<Shown> images) {
        String heading = title.isEmpty() ? text("images", images.size()) : LinkText.html(title);
        return "<!DOCTYPE html>\n<html lang=\"" + text("language") + "\">\n<head>\n" + head(heading)
                + "</head>\n<body>\n" + header(heading, images.size())
                + "<main id=\"images\">\n" + images.stream().map(this::figure).collect(joining())
                + "</main>\n" + viewer() + "<script>" + SCRIPT + "</script>\n</body>\n</html>\n";
    }

    private String head(String heading) {
        return """
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="POLICY">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta name="robots" content="noindex, nofollow, noarchive">
                <link rel="icon" href="data:,">
                """.replace("POLICY", policy()) + "<title>" + heading + "</title>\n<style>" + STYLE + "</style>\n";
    }

    private String policy() {
        return "default-src 'none'; img-src " + LinkText.html(origin) + " data: blob:; style-src 'sha256-" + hash(STYLE)
                + "'; script-src 'sha256-" + hash(SCRIPT)
                + "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
    }

    private String header(String heading, int images) {
        String minute = MINUTE.format(endsAt);
        String end = "<time datetime=\"" + endsAt + "\">" + minute + "</time>";
        String count = title.isEmpty() ? "" : text("images", images) + " · ";
        return "<header>\n<h1><bdi>" + heading + "</bdi></h1>\n<p>" + count + text("until", end) + "</p>\n</header>\n";
    }

    private String figure(Shown image) {
        String name = LinkText.html(LinkText.oneLine(image.title()));
        String caption = name.isEmpty() ? "" : "<figcaption><bdi>" + name + "</bdi></figcaption>";
        return "<figure><a href=\"" + LinkText.html(image.large().toString())
                + "\" target=\"_blank\" rel=\"noopener noreferrer\"><img src=\""
                + LinkText.html(image.small().toString()) + "\" alt=\"" + (name.isEmpty() ? text("image") : name)
                + "\" width=\"" + image.width() + "\" height=\"" + image.height()
                + "\" loading=\"lazy\" decoding=\"async\"></a>" + caption + "</figure>\n";
    }

    /// What the script opens one image in; without it, the image opens by itself.
    private String viewer() {
        return "<dialog id=\"viewer\"><img alt=\"\"><p><bdi></bdi></p>"
                + button("previous", "M15 5l-7 7 7 7") + button("next", "M9 5l7 7-7 7")
                + button("close", "M6 6l12 12M18 6L6 18") + "</dialog>\n";
    }

    private String button(String action, String path) {
        return "<button type=\"button\" id=\"" + action + "\" aria-label=\"" + text(action) + "\" title=\""
                + text(action) + "\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"" + path
                + "\"/></svg></button>";
    }

    private String text(String key, Object... arguments) {
        ResourceBundle words = ResourceBundle.getBundle(
                "dev.vitrine.service.share.page", language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(key), language).format(arguments);
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageHtml.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
