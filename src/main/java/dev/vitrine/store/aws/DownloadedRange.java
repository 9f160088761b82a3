package dev.vitrine.store.aws;

import dev.vitrine.store.ObjectStore;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The body of an answer. Closing it early drops the connection instead of downloading the rest.
final class DownloadedRange extends FilterInputStream implements ObjectStore.Versioned {
    /// The bytes from `offset` on, `length` of them or as many as there are.
    record RequestedRange(long offset, long length) {
        static final RequestedRange ALL = new RequestedRange(0, Long.MAX_VALUE);

        String header() {
            return "bytes=" + offset + "-" + (length > Long.MAX_VALUE - offset ? "" : offset + length - 1);
        }
    }

    private final ResponseInputStream<GetObjectResponse> body;
    private boolean ended;
    /// How many bytes are still to be passed over.
    private long before;
    /// How many are to be given after them, whatever comes.
    private long left = Long.MAX_VALUE;

    DownloadedRange(ResponseInputStream<GetObjectResponse> body) {
        super(body);
        this.body = body;
    }

    /// Of a server that knows no ranges everything comes, and what was not asked for is passed over.
    static InputStream of(ResponseInputStream<GetObjectResponse> body, RequestedRange range) {
        var download = new DownloadedRange(body);
        if (body.response().contentRange() == null) {
            download.before = range.offset();
            download.left = range.length();
        }
        return download;
    }

    @Override
    public String version() {
        String eTag = body.response().eTag();
        return eTag == null ? "" : eTag;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            passOver();
            if (left == 0 && length > 0) {
                return -1;
            }
            int read = super.read(into, offset, (int) Math.min(length, left));
            ended = ended || read < 0;
            left -= Math.max(0, read);
            return read;
        } catch (InterruptedIOException | SocketException | SSLException e) {
            throw e;
        } catch (IOException | SdkException e) { // such as a body that ends too early: no drive and no file does this
            var broken = new SocketException("The download broke: " + e.getMessage());
            broken.initCause(e);
            throw broken;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        passOver();
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    private void passOver() throws IOException {
        try {
            in.skipNBytes(before);
        } catch (EOFException _) {
            left = 0;
        }
        before = 0;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            body.abort();
        }
        super.close();
    }
}
