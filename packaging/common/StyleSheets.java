import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javafx.css.Stylesheet;

/// Puts beside each style sheet of the program what JavaFX makes of it. JavaFX takes that wherever it is there, so that no start parses a sheet.
final class StyleSheets {
    private StyleSheets() {
    }

    static void addParsed(Path program, Path copy) throws IOException {
        Path folder = Files.createTempDirectory("sheets");
        try (var zip = new ZipFile(program.toFile()); var out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    add(entry.getName(), entry, bytes.readAllBytes(), out);
                }
                if (entry.getName().endsWith(".css")) {
                    try (InputStream sheet = zip.getInputStream(entry)) {
                        add(entry.getName().replaceFirst("css$", "bss"), entry, parsed(sheet, folder), out);
                    }
                }
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void add(String name, ZipEntry like, byte[] bytes, ZipOutputStream out) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(like.getTimeLocal());
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static byte[] parsed(InputStream sheet, Path folder) throws IOException {
        Path written = folder.resolve("sheet.css");
        Path binary = folder.resolve("sheet.bss");
        Files.write(written, sheet.readAllBytes());
        Stylesheet.convertToBinary(written.toFile(), binary.toFile());
        return Files.readAllBytes(binary);
    }
}
