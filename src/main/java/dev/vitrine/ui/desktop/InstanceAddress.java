package dev.vitrine.ui.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// Where the window of a folder can be reached, and the word that it lets in: a file that only its owner can read.
///
/// @param secret 256 random bits as text, new at every start
record InstanceAddress(Path file, int port, String secret) {
    private static final String NAME = "window.address";

    static InstanceAddress hang(Path folder, int port) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        var plate = new InstanceAddress(folder.resolve(NAME), port, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        // Made for its owner alone from the first byte on, as temporary files are; on Windows the folder is the person's own.
        Path made = Files.createTempFile(folder, NAME, ".new");
        Files.write(made, List.of(String.valueOf(port), plate.secret));
        Files.move(made, plate.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return plate;
    }

    /// @throws IOException when nobody is there, or not quite yet
    static InstanceAddress read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        List<String> lines = Files.readAllLines(file);
        try {
            return new InstanceAddress(file, Integer.parseInt(lines.getFirst()), lines.get(1));
        } catch (RuntimeException e) {
            throw new IOException("no address in " + file, e);
        }
    }

    void takeDown() throws IOException {
        Files.deleteIfExists(file);
    }
}
