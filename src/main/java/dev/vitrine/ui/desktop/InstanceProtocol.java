package dev.vitrine.ui.desktop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a second start says to the first: the secret, then its files; and what it is told in return.
///
/// All that comes from somebody without the secret is the secret's length and as many bytes.
final class InstanceProtocol {
    private static final int WELCOME = 1;
    private static final int LONGEST_SECRET = 100;
    private static final int LONGEST_PATH = 64 << 10;
    private static final int MAX_FILES = 1_000_000;

    private InstanceProtocol() {
    }

    /// Says the files, absolute, and waits until they were taken.
    ///
    /// @throws IOException when nobody listens, or does not take them
    static void announce(Socket socket, String secret, List<Path> files) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        write(out, secret);
        out.writeInt(files.size());
        for (Path file : files) {
            write(out, file.toAbsolutePath().toString());
        }
        out.flush();
        if (socket.getInputStream().read() != WELCOME) {
            throw new IOException("not let in");
        }
    }

    /// @return empty for a stranger
    static Optional<List<Path>> hear(Socket socket, String secret) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        byte[] said = read(in, LONGEST_SECRET);
        if (!MessageDigest.isEqual(said, secret.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        int count = in.readInt();
        if (count < 0 || count > MAX_FILES) {
            throw new IOException(count + " files");
        }
        var files = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            try {
                files.add(Path.of(new String(read(in, LONGEST_PATH), StandardCharsets.UTF_8)));
            } catch (InvalidPathException e) {
                throw new IOException(e);
            }
        }
        return Optional.of(List.copyOf(files));
    }

    static void welcome(Socket socket) throws IOException {
        socket.getOutputStream().write(WELCOME);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in, int longest) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("a text of " + length + " bytes");
        }
        return in.readNBytes(length);
    }
}
