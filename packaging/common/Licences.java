import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Collects the licence of everything that ships, and refuses to build with what may not be shipped.
///
/// `java Licences.java BILL APP TEXTS RESULT` does only that.
final class Licences {
    /// What lets us pass a library on in binary form, given its text; all of them are met by the folder made here.
    private static final Set<String> SHIPPABLE =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "GPL-2.0-with-classpath-exception");
    private static final Map<String, String> WRITTEN_OUT = Map.of("The 3-Clause BSD License", "BSD-3-Clause");
    /// The bill takes "The BSD License" for the one of four clauses; theirs has three.
    private static final Map<String, String> MISREAD =
            Map.of("com.twelvemonkeys.imageio", "BSD-3-Clause", "com.twelvemonkeys.common", "BSD-3-Clause");
    private static final Pattern TEXT = Pattern.compile(
            "(?i)(META-INF/)?([\\w-]*licen[cs]e[\\w-]*|[\\w-]*notice[\\w-]*|copying)(\\.txt|\\.md)?|META-INF/maven/.*/LICENSE[.\\w]*");

    private final Bill bill;
    private final Path app;
    private final Path texts;

    /// @param texts what the libraries do not bring along themselves, by group, and of what they embed
    Licences(Bill bill, Path app, Path texts) {
        this.bill = bill;
        this.app = app;
        this.texts = texts;
    }

    public static void main(String[] args) throws IOException {
        try {
            new Licences(Bill.read(Path.of(args[0])), Path.of(args[1]), Path.of(args[2])).collect(Path.of(args[3]));
        } catch (NotShippable e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// A folder with each text once, and `LIBRARIES.txt` that says which library is under which.
    void collect(Path folder) throws IOException {
        requireShippable();
        Files.createDirectories(folder);
        Map<String, Path> jars = jarsByChecksum();
        Map<String, String> fileByText = new HashMap<>();
        var lines = new ArrayList<String>();
        for (Bill.Component component : bill.components()) {
            var named = new ArrayList<String>();
            for (var text : textsOf(component, jars).entrySet()) {
                String name = fileByText.get(text.getValue());
                if (name == null) {
                    name = component.name() + "-" + text.getKey();
                    fileByText.put(text.getValue(), name);
                    Files.writeString(folder.resolve(name), text.getValue());
                }
                named.add(name);
            }
            lines.add(component + "  " + String.join(", ", intended(component)) + "  " + String.join(", ", named));
        }
        lines.addAll(embedded(folder));
        Files.writeString(
                folder.resolve("LIBRARIES.txt"),
                "Library  Licence  Texts\n\n" + String.join("\n", lines)
                        + "\n\nThe Java runtime (GPL-2.0 with the Classpath Exception) keeps its own texts in its folder legal.\n");
    }

    private void requireShippable() {
        var refused = new ArrayList<String>();
        for (Bill.Component component : bill.components()) {
            List<String> licences = intended(component);
            if (licences.stream().noneMatch(SHIPPABLE::contains)) {
                refused.add(component + " (" + (licences.isEmpty() ? "no licence" : String.join(", ", licences)) + ")");
            }
        }
        if (!refused.isEmpty()) {
            throw new NotShippable("These may not be shipped: " + String.join("; ", refused));
        }
    }

    private static List<String> intended(Bill.Component component) {
        if (component.licences().equals(List.of("BSD-4-Clause")) && MISREAD.containsKey(component.group())) {
            return List.of(MISREAD.get(component.group()));
        }
        return component.licences().stream()
                .map(name -> WRITTEN_OUT.getOrDefault(name, name))
                .toList();
    }

    private Map<String, Path> jarsByChecksum() throws IOException {
        Map<String, Path> jars = new HashMap<>();
        try (Stream<Path> files = Files.list(app.resolve("lib"))) {
            for (Path file : files.toList()) {
                jars.put(Checksums.of(file), file);
            }
        }
        return jars;
    }

    private Map<String, String> textsOf(Bill.Component component, Map<String, Path> jars) throws IOException {
        Path jar = jars.get(component.sha256());
        if (jar == null) {
            throw new NotShippable(
                    component + " is in the bill of materials but not among the libraries of the program");
        }
        Map<String, String> found = new TreeMap<>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> TEXT.matcher(entry.getName()).matches())
                    .toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    found.put(entry.getName().replaceFirst(".*/", ""), new String(bytes.readAllBytes()));
                }
            }
        }
        if (found.keySet().stream().allMatch(name -> name.toLowerCase().contains("notice"))) {
            found.put("LICENSE", known(component));
        }
        return found;
    }

    /// Of a library that does not bring its licence along.
    private String known(Bill.Component component) throws IOException {
        for (String prefix = component.group();
                !prefix.isEmpty();
                prefix = prefix.contains(".") ? prefix.replaceFirst("\\.[^.]*$", "") : "") {
            Path text = texts.resolve(prefix + ".txt");
            if (Files.exists(text)) {
                return Files.readString(text);
            }
        }
        if (intended(component).contains("Apache-2.0")) {
            return Files.readString(texts.resolve("../../../LICENSE"));
        }
        if (component.group().equals("org.openjfx")) {
            return Files.readString(Path.of(System.getProperty("java.home"), "legal", "java.base", "LICENSE"));
        }
        throw new NotShippable(component + " brings no text of its licence along: put it into "
                + texts.resolve(component.group() + ".txt"));
    }

    /// What libraries have inside without saying so in their pom.
    private List<String> embedded(Path folder) throws IOException {
        Map<String, String> inside = new LinkedHashMap<>();
        inside.put("libwebp", "libwebp (in webp-imageio)  BSD-3-Clause");
        inside.put("feather-icons", "Feather icons (in ikonli-feather-pack)  MIT");
        var lines = new ArrayList<String>();
        for (var part : inside.entrySet()) {
            Files.copy(texts.resolve(part.getKey() + ".txt"), folder.resolve(part.getKey() + "-LICENSE.txt"));
            lines.add(part.getValue() + "  " + part.getKey() + "-LICENSE.txt");
        }
        return lines;
    }

    /// Says what may not be in a package, and why.
    static final class NotShippable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotShippable(String message) {
            super(message);
        }
    }
}
