package dev.vitrine.store.aws;

import dev.vitrine.store.ObjectStore;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

    private final ResponseInputStream<GetObjectResponse> body;
    private boolean ended;
    /// How many bytes are still to be passed over.
    private long before;
    /// How many are to be given after them: fewer are a download that broke, and more are of no use.
    private long left;

    /// Of a server that knows no ranges everything comes, and what was not asked for is passed over.
    ///
    /// @param stored tells how many bytes there are, where the answer does not tell, or tells that there are none
    DownloadedRange(ResponseInputStream<GetObjectResponse> body, RequestedRange range, LongSupplier stored) {
        super(body);
        this.body = body;
        GetObjectResponse answer = body.response();
        Matcher part = CONTENT_RANGE.matcher(answer.contentRange() == null ? "" : answer.contentRange());
        boolean isPart = part.matches();
        before = range.offset() - (isPart ? Long.parseLong(part.group(1)) : 0);
        String told = isPart ? part.group(2) : String.valueOf(answer.contentLength());
        long size = told.matches("\\d*[1-9]\\d*") ? Long.parseLong(told) : asked(stored);
        left = Math.clamp(size - range.offset(), 0, range.length());
    }

    private long asked(LongSupplier stored) {
        try {
            return stored.getAsLong();
        } catch (RuntimeException e) {
            body.abort(); // nobody will close what is not there
            throw e;
        }
    }

    @Override
    public String version() {
        String eTag = body.response().eTag();
        return eTag == null ? "" : eTag;
    }

    @Override
    public Optional<String> md5() {
        GetObjectResponse answer = body.response();
        boolean isAsStored =
                answer.contentEncoding() == null || answer.contentEncoding().isEmpty();
        return isAsStored
                ? new SentBytes.Answer(answer.eTag(), answer.serverSideEncryption(), answer.sseCustomerAlgorithm())
                        .md5()
                : Optional.empty();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            passOver();
            if (left == 0) {
                ended = ended || in.read() < 0;
                return -1;
            }
            int read = super.read(into, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            left -= read;
            return read;
        } catch (InterruptedIOException | SocketException | SSLException e) {
            throw e;
        } catch (IOException | SdkException e) { // such as a body that ends too early: no drive and no file does this
            throw broken(e);
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
        if (before < 0) {
            throw broken(new EOFException("another part came than was asked for"));
        }
        try {
            in.skipNBytes(left == 0 ? 0 : before);
        } catch (EOFException e) {
            throw broken(e);
        }
        before = 0;
    }

    private static SocketException broken(Exception cause) {
        var broken = new SocketException("The download broke: " + cause.getMessage());
        broken.initCause(cause);
        return broken;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            body.abort();
        }
        super.close();
    }
}
