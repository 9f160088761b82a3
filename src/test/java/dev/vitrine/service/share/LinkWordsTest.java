package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.share.AwsCliText.CommandShell;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is put on the clipboard about shared images.
class LinkWordsTest {
    private static final AwsSettings AWS =
            AwsSettings.ofAws("work laptop", "eu-central-1").withNames("pictures", "rows", "");
    private static final AwsSettings OTHER =
            AwsSettings.ofEndpoint(URI.create("http://localhost:4566")).withNames("pictures", "rows", "");
    private static final List<String> HOSTILE = List.of(
            "it's",
            "$(touch pwned)",
            "`touch pwned`",
            "a;touch pwned",
            "a\\'b",
            "a\nb",
            "-rf",
            "${HOME}",
            "!!",
            "\"",
            "a & b",
            "名 ’ ‘",
            "~",
            "*",
            "%PATH%",
            "#x");

    @Test
    void linksAreOneALineInEachFormat() {
        List<SharedLink> links = List.of(link("Sea", "https://host/a?x=1&y=2"), link("Wood", "https://host/b"));
        assertEquals("https://host/a?x=1&y=2\nhttps://host/b", LinkText.PLAIN.of(links));
        assertEquals("[Sea](<https://host/a?x=1&y=2>)\n[Wood](<https://host/b>)", LinkText.MARKDOWN.of(links));
        assertEquals(
                "<a href=\"https://host/a?x=1&amp;y=2\">Sea</a>\n<a href=\"https://host/b\">Wood</a>",
                LinkText.HTML.of(links));
    }

    @Test
    void aTitleCannotBreakOutOfItsLink() {
        List<SharedLink> links = List.of(link("a](http://evil) [b\n<img onerror=x> \u202E\"'&", "https://host/a"));
        assertEquals(
                "[a\\](http://evil) \\[b \\<img onerror=x\\> \"'&](<https://host/a>)", LinkText.MARKDOWN.of(links));
        assertEquals(
                "<a href=\"https://host/a\">a](http://evil) [b &lt;img onerror=x&gt; &quot;&#39;&amp;</a>",
                LinkText.HTML.of(links));
    }

    @Test
    void theCommandNamesPlaceAndProfileButNoKeys() {
        ImageRecord image = SampleImages.row("id-1", "Sea", SampleImages.facts("image/jpeg", "my sea.jpg"));
        assertEquals("s3://pictures/alice/id-1", new AwsCliText(AWS, CommandShell.POSIX).address(image));
        assertEquals(
                "aws s3 cp s3://pictures/alice/id-1 './my sea.jpg' --region eu-central-1 --profile 'work laptop'",
                new AwsCliText(AWS, CommandShell.POSIX).command(image));
        assertEquals(
                "aws s3 cp s3://pictures/alice/id-1 './my sea.jpg' --endpoint-url http://localhost:4566 --region us-east-1",
                new AwsCliText(OTHER, CommandShell.POSIX).command(image));
    }

    @Test
    void powershellQuotesAreDoubledTheTypographicOnesToo() {
        assertEquals("'it''s ’’ $(x)'", CommandShell.POWERSHELL.quoted("it's ’ $(x)"));
        assertEquals(CommandShell.POWERSHELL, CommandShell.of(OperatingSystem.named("Windows 11")));
        assertEquals(CommandShell.POSIX, CommandShell.of(OperatingSystem.named("Linux")));
    }

    /// A real shell tells what it understands.
    @Test
    void aShellSeesTheVeryWords() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
        for (String hostile : HOSTILE) {
            var process = new ProcessBuilder("/bin/sh", "-c", "printf %s " + CommandShell.POSIX.quoted("./" + hostile))
                    .redirectErrorStream(true)
                    .start();
            assertEquals("./" + hostile, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, process.waitFor());
        }
    }

    @Test
    void aCodeHoldsALongLinkAndSaysWhenItCannot() {
        QrCode code = QrCode.of("https://host/" + "a".repeat(1500)).orElseThrow();
        assertTrue(code.size() > 100 && code.isDark(0, 0) && !code.isDark(1, 1), code.size() + " modules");
        assertFalse(QrCode.of("a".repeat(3000)).isPresent());
    }

    private static SharedLink link(String title, String address) {
        return new SharedLink(title, ObjectKey.original("alice", "id"), URI.create(address), Instant.EPOCH);
    }
}
