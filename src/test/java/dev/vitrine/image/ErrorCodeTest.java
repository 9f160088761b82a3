package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void theSamePlaceHasTheSameCodeWhateverTheText() {
        List<String> codes = Stream.of("beach.jpg", "wood.jpg")
                .map(name -> ErrorCode.of(unreadable(name)))
                .toList();
        assertEquals(codes.getFirst(), codes.getLast());
        assertTrue(codes.getFirst().matches("FAI-[0-9A-HJKMNP-TV-Z]{4}"), codes.getFirst());
    }

    @Test
    void anotherPlaceAnotherKindOrAnotherCauseHasAnotherCode() {
        String code = ErrorCode.of(unreadable("beach.jpg"));
        assertNotEquals(code, ErrorCode.of(elsewhere("beach.jpg")));
        assertNotEquals(code, ErrorCode.of(unreadableFor("beach.jpg", new IllegalStateException("no"))));
        assertTrue(ErrorCode.of(new ImageException.Denied("no", null)).startsWith("DEN-"));
    }

    @Test
    void theNumberOfALambdaDoesNotCount() {
        assertEquals(ErrorCode.of(traced("lambda$open$0")), ErrorCode.of(traced("lambda$open$17")));
        assertNotEquals(ErrorCode.of(traced("lambda$open$0")), ErrorCode.of(traced("lambda$close$0")));
    }

    @Test
    void causesThatGoRoundInCirclesEnd() {
        var inner = new IllegalStateException("inner");
        var failure = new ImageException.Failed("outer", inner);
        inner.initCause(failure);
        assertTrue(ErrorCode.of(failure).startsWith("FAI-"));
        assertTrue(ErrorDetails.of("outer", failure, Instant.EPOCH).contains("IllegalStateException"));
    }

    @Test
    void detailsTellCodeSentenceCauseAndPlace() {
        ImageException failure = unreadable("beach.jpg");
        String details =
                ErrorDetails.of("“beach.jpg” was not saved.", failure, Instant.parse("2026-11-24T13:05:09.123Z"));
        assertTrue(
                details.startsWith("Vitrine, error " + ErrorCode.of(failure)
                        + "\n2026-11-24T13:05:09Z\n“beach.jpg” was not saved.\n"),
                details);
        assertTrue(
                details.contains("java.io.IOException: disk gone\n  at dev.vitrine.image.ErrorCodeTest.unreadable"),
                details);
    }

    @Test
    void detailsOpenNoDoors() {
        String home = System.getProperty("user.home");
        String reported = String.join(
                "\n",
                "GET https://bucket.s3.eu-west-1.amazonaws.com/alice/id?X-Amz-Signature=abcdef0123&X-Amz-Security-Token=tok failed",
                "http://someone:hidden@127.0.0.1:9000/x#frag",
                "aws_secret_access_key=wJalrXUtnFEMI, AKIAIOSFODNN7EXAMPLE and token: abc.def",
                "Authorization: AWS4-HMAC-SHA256 Credential=zzz/2026, Signature=qqq",
                "X-Amz-Credential=zzz",
                home + "/Pictures/beach.jpg");
        var failure = new ImageException.Failed(reported, new IOException(reported));
        String details = ErrorDetails.of(reported, failure, Instant.EPOCH);
        for (String secret : List.of(
                "abcdef0123", "tok ", "hidden", "frag", "wJalr", "AKIAI", "abc.def", "zzz", "qqq", home + "/")) {
            assertFalse(details.contains(secret), secret + " in " + details);
        }
        assertTrue(details.contains("https://bucket.s3.eu-west-1.amazonaws.com/alice/id?…"), details);
        assertTrue(details.contains("~/Pictures/beach.jpg"), details);
    }

    private static ImageException unreadable(String name) {
        return new ImageException.Failed("“" + name + "” could not be read", new IOException("disk gone"));
    }

    private static ImageException unreadableFor(String name, Exception cause) {
        return new ImageException.Failed("“" + name + "” could not be read", cause);
    }

    private static ImageException elsewhere(String name) {
        Supplier<ImageException> made =
                () -> new ImageException.Failed("“" + name + "” could not be read", new IOException("disk gone"));
        return made.get();
    }

    private static ImageException traced(String method) {
        var failure = new ImageException.Failed("no");
        failure.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("dev.vitrine.store.Some", method, "Some.java", 12)});
        return failure;
    }
}
