package dev.vitrine.store.aws;

import dev.vitrine.store.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The body of an answer. Closing it early drops the connection instead of downloading the rest.
final class DownloadedRange extends FilterInputStream implements ObjectStore.Versioned {
    private final ResponseInputStream<GetObjectResponse> body;
    private boolean ended;

    DownloadedRange(ResponseInputStream<GetObjectResponse> body) {
        super(body);
        this.body = body;
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
            int read = super.read(into, offset, length);
            ended = ended || read < 0;
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
    public void close() throws IOException {
        if (!ended) {
            body.abort();
        }
        super.close();
    }
}
