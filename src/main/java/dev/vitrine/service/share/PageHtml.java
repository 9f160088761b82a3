package dev.vitrine.service.share;

import static java.util.stream.Collectors.joining;

import dev.vitrine.files.Sha256;
import dev.vitrine.service.share.PagePassword.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private static final String STYLE = resource("page.css") + PageFigure.styles();
    private static final String SCRIPT = resource("page.js");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    String of(List<PageFigure> images) {
        String count = said("images", images.size());
        String figures = images.stream().map(this::figure).collect(joining());
        return document(
                title.isEmpty() ? count : LinkText.html(title), "", "<main id=\"images\">\n" + figures + "</main>\n");
    }

    private String document(String heading, String morePolicy, String content) {
        return "<!DOCTYPE html>\n<html lang=\"" + said("language") + "\">\n<head>\n" + head(heading, morePolicy)
                + "</head>\n<body>\n" + header(heading) + content + viewer() + "<script>" + SCRIPT
                + "</script>\n</body>\n</html>\n";
    }

    /// The same, encrypted: without the password it tells how long it is shared, and how large it is, and nothing
    /// else.
    String locked(List<PageFigure> images, Seal seal) {
        return document(
                said("locked"),
                " connect-src " + LinkText.html(origin) + ";",
                lock(images, seal) + "<main id=\"images\"></main>\n");
    }

    private String lock(List<PageFigure> images, Seal seal) {
        String payload = base64(seal.sealed(PagePayload.of(title, said("images", images.size()), images)));
        return """
                <form id="lock" hidden data-rounds="ROUNDS" data-salt="SALT" data-payload="PAYLOAD">
                <p>EXPLAINED</p>
                <label for="password">PASSWORD</label>
                <div><input id="password" type="password" autocomplete="off" required><button>OPEN</button></div>
                <p id="opening" role="status" hidden>BUSY</p>
                <p id="wrong" role="alert" hidden>WRONG</p>
                </form>
                <p id="insecure" class="problem" hidden>INSECURE</p>
                <noscript><p class="problem">SCRIPT</p></noscript>
                """.replace("ROUNDS", Integer.toString(PagePassword.ROUNDS))
                .replace("EXPLAINED", said("locked.explained"))
                .replace("PASSWORD", said("locked.password"))
                .replace("OPEN", said("locked.open"))
                .replace("BUSY", said("locked.opening"))
                .replace("WRONG", said("locked.wrong"))
                .replace("INSECURE", said("locked.insecure"))
                .replace("SCRIPT", said("locked.script"))
                .replace("SALT", base64(seal.salt()))
                .replace("PAYLOAD", payload);
    }

    private String head(String heading, String morePolicy) {
        return """
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="POLICY">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta name="robots" content="noindex, nofollow, noarchive">
                <link rel="icon" href="data:,">
                """.replace("POLICY", policy(morePolicy)) + "<title>" + heading + "</title>\n<style>" + STYLE
                + "</style>\n";
    }

    private String policy(String more) {
        return "default-src 'none'; img-src " + LinkText.html(origin) + " data: blob:; style-src 'sha256-" + hash(STYLE)
                + "'; script-src 'sha256-" + hash(SCRIPT)
                + "';" + more + " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
    }

    private String header(String heading) {
        String minute = MINUTE.format(endsAt);
        String end = said("until", "<time datetime=\"" + endsAt + "\">" + minute + "</time>");
        return "<header>\n<h1><bdi>" + heading + "</bdi></h1>\n<p>" + end + "</p>\n</header>\n";
    }

    private String figure(PageFigure image) {
        String name = LinkText.html(LinkText.oneLine(image.title()));
        String caption = name.isEmpty() ? "" : "<figcaption><bdi>" + name + "</bdi></figcaption>";
        return "<figure class=\"" + image.shape() + "\"><a href=\""
                + LinkText.html(image.large().toString())
                + "\" target=\"_blank\" rel=\"noopener noreferrer\"><img src=\""
                + LinkText.html(image.small().toString()) + "\" alt=\"" + (name.isEmpty() ? said("image") : name)
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
        return "<button type=\"button\" id=\"" + action + "\" aria-label=\"" + said(action) + "\" title=\""
                + said(action) + "\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"" + path
                + "\"/></svg></button>";
    }

    private String said(String key, Object... arguments) {
        ResourceBundle words = ResourceBundle.getBundle(
                "dev.vitrine.service.share.page", language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(key), language).format(arguments);
    }

    private static String hash(String text) {
        return base64(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageHtml.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
