package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/// Fails every test that leaves something on standard error without having announced it: an exception that nobody
/// caught on the FX thread or any other, a failure that nobody foresaw in the background, a warning in the log.
///
/// Found by itself, for all tests. What is said while a test's fields are closed is the test's; what is said
/// between two tests is held against the later one.
public final class StandardError implements BeforeEachCallback {
    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();
    private static final PrintStream BEFORE = System.err;
    private static final Level LOGGED = Logger.getLogger("").getLevel();

    static {
        System.setErr(new PrintStream(new Both(), true, BEFORE.charset()));
        // The log keeps the standard error that it finds at first, which could be that of a test.
        Logger.getLogger("").getHandlers();
    }

    /// What a test makes the program say on standard error; it must be said.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Says {
        String value();
    }

    /// What may be said there, depending on which thread is faster.
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    public @interface MaySay {
        String value();
    }

    /// A command silences the log of its process, which here is that of all later tests.
    @Override
    public void beforeEach(ExtensionContext test) {
        Logger.getLogger("").setLevel(LOGGED);
        AutoCloseable check = () -> check(test); // closed after everything else of the test
        test.getStore(Namespace.create(StandardError.class)).put(test.getUniqueId(), check);
    }

    private static void check(ExtensionContext test) {
        String said = take();
        Optional<Says> announced = AnnotationSupport.findAnnotation(test.getElement(), Says.class);
        Optional<MaySay> possible = AnnotationSupport.findAnnotation(test.getElement(), MaySay.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getTestClass(), MaySay.class));
        if (announced.isPresent()) {
            assertContains(announced.get().value(), said);
        } else if (possible.isPresent() && !said.isEmpty()) {
            assertContains(possible.get().value(), said);
        } else {
            assertEquals("", said, "on standard error");
        }
    }

    private static void assertContains(String announced, String said) {
        assertTrue(said.contains(announced), () -> "on standard error is not: “" + announced + "”, but: " + said);
    }

    private static String take() {
        synchronized (SAID) {
            String said = SAID.toString(BEFORE.charset());
            SAID.reset();
            return said;
        }
    }

    /// Still shown where it always was.
    private static final class Both extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            synchronized (SAID) {
                SAID.write(bytes, from, length);
            }
            BEFORE.write(bytes, from, length);
            BEFORE.flush();
        }
    }
}
