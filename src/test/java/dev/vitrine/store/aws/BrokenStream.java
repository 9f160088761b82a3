package dev.vitrine.store.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// The beginning of an answer, as it comes over a connection that breaks then.
public final class BrokenStream extends SequenceInputStream {
    /// @param length of what still comes
    public BrokenStream(byte[] body, int length) {
        super(new ByteArrayInputStream(body, 0, length), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Premature end of Content-Length delimited message body");
            }
        });
    }
}
