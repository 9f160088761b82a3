package dev.vitrine.simulation;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Plants faults in the code, one after the other, and tells after how many simulated runs each is noticed: what the
/// simulation is worth. Run on demand, from the root of the project. Runs are about what a fault needs where it says
/// so: of all runs one in some sixty is about that.
///
/// Arguments: how many runs each may take (1,000 by default), and a pattern for a part of their names (all). The tree
/// stays as it is: a changed class is compiled into a folder of its own, from which the program is loaded once more.
/// The libraries below it stay loaded and warm.
public final class PlantedBugsHarness {
    private static final Path MAIN = Path.of("src/main/java/dev/vitrine");

    private PlantedBugsHarness() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        SimulationHarness.forgetThreads();
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        String part = arguments.length > 1 ? arguments[1] : "";
        int noticed = 0;
        List<PlantedBug> chosen = PlantedBug.ALL.stream()
                .filter(bug -> bug.name().matches(".*(" + part + ").*"))
                .toList();
        for (PlantedBug bug : chosen) {
            String answer = answer(bug, runs);
            boolean isNoticed = answer.startsWith(SimulationHarness.SEED);
            noticed += isNoticed ? 1 : 0;
            System.out.printf("%-50s %s%n", bug.name(), isNoticed ? answer : "- " + answer);
        }
        System.out.println(noticed + " of " + chosen.size() + " noticed within " + runs + " runs");
        System.exit(0); // threads of programs that were killed wait for ever
    }

    private static String answer(PlantedBug bug, int runs) throws IOException, ReflectiveOperationException {
        Path classes = Files.createTempDirectory("vitrine-planted");
        Path file = MAIN.resolve(bug.file());
        String source = Files.readString(file);
        if (source.indexOf(bug.from()) < 0 || source.indexOf(bug.from()) != source.lastIndexOf(bug.from())) {
            return "its place is not there once";
        }
        Path changed = Files.createDirectories(classes.resolve("source")).resolve(file.getFileName());
        Files.writeString(changed, source.replace(bug.from(), bug.to()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = System.getProperty("java.class.path");
        String[] options = {"-nowarn", "-proc:none", "-d", classes.toString(), "-cp", path, changed.toString()};
        if (compiler.run(null, null, null, options) != 0) {
            return "it does not compile";
        }
        try (var program = new ProgramLoader(classes)) {
            return (String) program.loadClass(SimulationHarness.class.getName())
                    .getMethod("firstViolation", List.class, int.class)
                    .invoke(null, bug.about().stream().map(Part::name).toList(), runs);
        } finally {
            CloudRun.remove(classes);
        }
    }

    /// Loads the program anew, changed classes first, and everything else never.
    private static final class ProgramLoader extends URLClassLoader {
        ProgramLoader(Path changed) throws MalformedURLException {
            super(folders(changed), PlantedBugsHarness.class.getClassLoader());
        }

        private static URL[] folders(Path changed) throws MalformedURLException {
            var folders = new ArrayList<URL>();
            folders.add(changed.toUri().toURL());
            for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.isDirectory(Path.of(each))) {
                    folders.add(Path.of(each).toUri().toURL());
                }
            }
            return folders.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.vitrine.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
