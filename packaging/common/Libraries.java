import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The libraries of the bill, found among what Maven copied by their checksums.
///
/// @param modules JavaFX, which goes into the Java runtime
/// @param jars all else, beside the program
/// @param program the program itself
record Libraries(List<Path> modules, List<Path> jars, Path program, Build build) {
    static Libraries of(Bill bill, Build build) throws IOException {
        Map<String, Path> byChecksum = new HashMap<>();
        try (Stream<Path> files = Files.list(build.app().resolve("lib"))) {
            for (Path file : files.toList()) {
                byChecksum.put(Checksums.of(file), file);
            }
        }
        var modules = new ArrayList<Path>();
        var jars = new ArrayList<Path>();
        for (Bill.Component component : bill.components()) {
            Path jar = byChecksum.get(component.sha256());
            if (jar == null) {
                throw new IOException(component + " is in the bill of materials but not in " + build.app().resolve("lib"));
            }
            (component.group().equals("org.openjfx") ? modules : jars).add(jar);
        }
        return new Libraries(modules, jars, build.app().resolve("vitrine.jar"), build);
    }

    void copyTo(Path folder) throws IOException {
        StyleSheets.addParsed(program, folder.resolve(program.getFileName()));
        for (Path jar : jars) {
            copyForThisPlatform(jar, folder.resolve(jar.getFileName()));
        }
    }

    /// Leaves out `native/SYSTEM/PROCESSOR/` of all others, most of sqlite-jdbc's and webp-imageio's bytes, and what no window shows of the theme, and
    /// renews old classes.
    private void copyForThisPlatform(Path jar, Path copy) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().filter(entry -> !entry.isDirectory()).toList();
            if (entries.stream().noneMatch(entry -> isForOthers(entry) || OldClasses.isOne(zip, entry) || StyleSheets.isParsedTheme(entry))) {
                Files.copy(jar, copy);
                return;
            }
            try (var out = new ZipOutputStream(Files.newOutputStream(copy))) {
                for (ZipEntry entry : entries) {
                    if (isLoadedInPlace(entry)) {
                        try (InputStream bytes = zip.getInputStream(entry)) {
                            Files.copy(bytes, copy.resolveSibling(entry.getName().replaceFirst(".*/", "")));
                        }
                    } else if (!isForOthers(entry)) {
                        var kept = new ZipEntry(entry.getName());
                        kept.setTimeLocal(entry.getTimeLocal());
                        out.putNextEntry(kept);
                        out.write(bytesOf(entry, zip, jar));
                    }
                }
            }
            if (entries.stream().anyMatch(this::isForOthers) && entries.stream().noneMatch(this::isLoadedInPlace)) {
                requireNativeCode(copy);
            }
        }
    }

    private byte[] bytesOf(ZipEntry entry, ZipFile zip, Path jar) throws IOException {
        if (StyleSheets.isParsedTheme(entry)) {
            return StyleSheets.withoutUnused(zip, entry, build.packaging().resolve("common/unused-styles.txt"));
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            return OldClasses.isOne(zip, entry) ? OldClasses.renewed(bytes.readAllBytes(), jar) : bytes.readAllBytes();
        }
    }

    private boolean isForOthers(ZipEntry entry) {
        return Platform.isNativeCode(entry.getName()) && !entry.getName().contains("native/" + build.platform().nativeFolder() + "/");
    }

    /// The database's, which the launcher tells its driver of: from its jar it would be unpacked into the person's home at the first start.
    private boolean isLoadedInPlace(ZipEntry entry) {
        return !isForOthers(entry) && Platform.isNativeCode(entry.getName()) && entry.getName().startsWith("org/sqlite/");
    }

    private static void requireNativeCode(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(entry -> Platform.isNativeCode(entry.getName()))) {
                throw new IOException(jar.getFileName() + " has no native code for this platform");
            }
        }
    }
}
