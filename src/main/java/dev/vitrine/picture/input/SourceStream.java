package dev.vitrine.picture.input;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// Our bytes as ImageIO reads them. Every read asks the deadline, which is how a decoder that only loops over input is
/// stopped.
public final class SourceStream extends ImageInputStreamImpl {
    private final SourceBytes bytes;
    private final Deadline deadline;
    private int reads;
    private boolean ranOut;

    public SourceStream(SourceBytes bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        if ((++reads & 0xFFF) == 0) {
            deadline.check();
        }
        bitOffset = 0;
        if (streamPos < bytes.size()) {
            return bytes.u8(streamPos++);
        }
        ranOut = true;
        return -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        deadline.check();
        bitOffset = 0;
        // as much as was asked for, unless the end is reached: ImageInputStreamImpl.readInt takes a short read
        // for the end
        int done = 0;
        for (int count;
                done < length && (count = bytes.read(streamPos, to, offset + done, length - done)) > 0;
                done += count) {
            streamPos += count;
        }
        ranOut |= done < length;
        return done == 0 && length > 0 ? -1 : done;
    }

    /// Whether more was asked for than there is: some readers go on with what is not there.
    public boolean hasRunOut() {
        return ranOut;
    }

    @Override
    public long length() {
        return bytes.size();
    }
}
