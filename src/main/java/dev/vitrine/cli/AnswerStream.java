package dev.vitrine.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/// Standard output that knows why it ended: `System.out` keeps that to itself. A reader that has enough, such as
/// `head`, is no failure; a full disk is one.
final class AnswerStream extends PrintStream {
    private static final int BUFFER = 8192;

    private final Ending ending;

    AnswerStream(OutputStream out, Charset charset) {
        this(new Ending(out), charset);
    }

    private AnswerStream(Ending out, Charset charset) {
        super(out, true, charset);
        ending = out;
    }

    static AnswerStream ofProcess() {
        return new AnswerStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER), System.out.charset());
    }

    boolean isReaderGone() {
        return ending.readerGone;
    }

    private static final class Ending extends FilterOutputStream {
        /// In English, German and French; elsewhere a reader that is gone counts as a failure.
        private static final Pattern READER_GONE = Pattern.compile("(?i)pipe|connection reset");

        private volatile boolean readerGone;

        Ending(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw ended(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw ended(e);
            }
        }

        private IOException ended(IOException failure) {
            readerGone |=
                    READER_GONE.matcher(String.valueOf(failure.getMessage())).find();
            return failure;
        }
    }
}
