package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "at https://b.s3.aws/k?X-Amz-Signature=abc#x and on | at https://b.s3.aws/k?… and on",
                "-https://h/k?sig=a 'http://h/l?sig=b' | -https://h/k?… 'http://h/l?…'",
                "http://me:secret1@host:80/x | http://…@host:80/x",
                "+http://me:pw@host | +http://…@host",
                "x-amz-security-token: abc, more | x-amz-security-token: …, more",
                "meta-x-amz-copy2=abc&b=c | meta-x-amz-copy2=…&b=c",
                "Authorization: Bearer abc.def rest | Authorization: … rest",
                "my.aws_secret_access_key = wJalr; b | my.aws_secret_access_key = …; b",
                "the password is not told | the password is not told",
                "key AKIAIOSFODNN7EXAMPLE here | key … here"
            })
    void whatOpensADoorIsTakenOut(String text, String clean) {
        assertEquals(clean, ErrorDetails.withoutSecrets(text));
    }

    /// Rows are written by others: a title may hold 400 KB of anything.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.",
                "secret",
                "secret ",
                "x-amz-",
                "a://",
                "a://a",
                "AKIA",
                "a.secret-",
                "://?",
                "token= ",
                "@",
                "-"
            })
    void noTextTakesLongToClean(String piece) {
        String text = piece.repeat(400_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ErrorDetails.withoutSecrets(text));
    }

    @Test
    void aTextWithoutEndIsCutInTheDetails() {
        String title = "long ".repeat(80_000);
        var failure = new ImageException.NotFound(title, new IllegalStateException(title));
        String details = ErrorDetails.of(title, failure, Instant.EPOCH);
        assertTrue(details.length() < 20_000, "" + details.length());
        assertTrue(details.contains("IllegalStateException"));
        assertFalse(details.contains(title));
    }
}
