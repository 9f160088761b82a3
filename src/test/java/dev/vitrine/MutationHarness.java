package dev.vitrine;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Leftovers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Which one-line changes of the code that keeps data safe are noticed by its tests.
///
/// Run by hand: `./dev bench MutationHarness [NUMBERS [SEED [PACKAGE|FILE.java…]]]`, numbers like `1-100` or `7,12`:
/// one seed gives the same changes in the same order, whatever else of the code has changed. Unlike `./dev mutate` it
/// also changes SQL and conditions of DynamoDB, swaps statements, and takes turns between the kinds of change.
///
/// The tests of the packages, or all of `ui` or of `picture` where these are changed, run once as they are, so that
/// slow and failing ones are known, and the lines that each runs (`-Dtimes=FILE` keeps this for the next run); then,
/// for each change, those that run its lines, quick ones first, until one fails, all have passed, or `-Dseconds=300`
/// of tests are over; `-Dseconds=0` only lists the changes. The tree stays as it is: a change is compiled into a
/// folder before it on the class path. The JVM of the tests has the options of this one.
public final class MutationHarness {
    private static final Path MAIN = Path.of("src/main/java/dev/vitrine");
    private static final Path TEST = Path.of("src/test/java/dev/vitrine");
    private static final List<String> PACKAGES = List.of(
            "store",
            "store/local",
            "store/aws",
            "catalog",
            "sqlite",
            "files",
            "service",
            "service/upload",
            "service/upload/journal",
            "service/upload/source",
            "service/mirror",
            "service/repair");
    /// Before what the process of the tests tells.
    private static final String MARK = "## ";

    private static final String MEASURED = "measured";
    /// Before the name of a file: all its lines that can run, and not those that did.
    private static final String CODE = "code:";

    /// Besides four times of what the class of tests took before.
    private static final int HANGS_AFTER_SECONDS = 60;

    private static final int UNKNOWN_SECONDS = 600;
    /// Servers that tests have started stay until the process ends.
    private static final int ASKED_AT_MOST = 25;

    private static final Pattern FORCE = Pattern.compile("force.*|writeDurably");
    private static final Pattern CHECK = Pattern.compile("(require|check|refuse|throw).*");
    private static final Pattern AWAIT = Pattern.compile("await.*|join|lock|lockInterruptibly|acquire|get|pause|close");
    private static final Pattern LINK = Pattern.compile(
            "filter|conditionExpression|ifNoneMatch|ifMatch|consistentRead|checksumSHA256|checksumMode|checksumAlgorithm");

    private enum Kind {
        NOT_FORCED,
        NOT_CHECKED,
        NOT_AWAITED,
        NOT_CALLED,
        NEVER,
        ALWAYS,
        HALF_A_CONDITION,
        SWAPPED,
        WITHOUT_LINK,
        OR_FOR_AND
    }

    /// @param last of its lines
    private record Mutant(Path file, Kind kind, int line, int last, String before, String after, String source) {
        String name() {
            return MAIN.relativize(file).toString();
        }

        String shown() {
            return name() + ":" + line + "  " + before + " → " + after;
        }
    }

    private record Outcome(boolean caught, String by) {}

    /// The lines that have run, by the numbers of [#LINES]; written by our classes, see [ChangedClasses].
    public static final boolean[] RUN = new boolean[1 << 18];

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /// Read once for all changes.
    private static final StandardJavaFileManager LIBRARIES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private static final Map<String, Integer> LINES = new ConcurrentHashMap<>();

    private final Map<String, Long> tests = new TreeMap<>();
    private final Map<String, Map<String, BitSet>> linesOfTests = new TreeMap<>();

    private final int seconds = Integer.getInteger("seconds", 300);

    private @Nullable Process worker;
    private int asked;
    /// The toolkit is the process's, and keeps the classes that it met first.
    private boolean hasWindow;

    private MutationHarness() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("tests")) {
            runTests();
        } else {
            List<Integer> numbers = numbers(arguments.length > 0 ? arguments[0] : "1-100");
            long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
            List<String> places =
                    arguments.length > 2 ? Arrays.asList(arguments).subList(2, arguments.length) : PACKAGES;
            new MutationHarness().run(numbers, seed, places);
        }
    }

    private void run(List<Integer> numbers, long seed, List<String> places) throws Exception {
        hasWindow = places.stream().anyMatch(place -> Path.of(place).startsWith("ui"));
        List<Mutant> mutants = inTurns(mutants(places), seed);
        System.out.printf("%d changes are possible%n", mutants.size());
        if (seconds > 0) {
            measureTests(places);
        }
        int made = 0;
        int caught = 0;
        for (Mutant mutant : mutants) {
            if (made == Collections.max(numbers)) {
                break;
            }
            Path classes = Files.createTempDirectory("mutant");
            try {
                if (compiles(mutant, classes)) {
                    made++;
                    if (numbers.contains(made)) {
                        Outcome outcome = seconds > 0 ? tried(mutant, classes) : new Outcome(false, "");
                        caught += outcome.caught() ? 1 : 0;
                        System.out.printf("%3d %-16s %s  %s%n", made, mutant.kind(), mutant.shown(), outcome.by());
                    }
                }
            } finally {
                Leftovers.remove(classes);
            }
        }
        stopWorker();
        System.out.printf("%d of %d changes were noticed%n", caught, numbers.size());
    }

    /// @param text `1-100`, or `7,12,45`
    private static List<Integer> numbers(String text) {
        String[] ends = text.split("-");
        return ends.length == 2
                ? IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                        .boxed()
                        .toList()
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }

    // ---- changes

    private static List<Mutant> mutants(List<String> places) throws IOException {
        var files = new ArrayList<Path>();
        for (String place : places) {
            if (place.endsWith(".java")) {
                files.add(MAIN.resolve(place));
            } else {
                files.addAll(sources(MAIN.resolve(place)));
            }
        }
        var task = (JavacTask)
                COMPILER.getTask(null, null, null, null, null, LIBRARIES.getJavaFileObjectsFromPaths(files));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        var found = new ArrayList<Mutant>();
        for (CompilationUnitTree unit : task.parse()) {
            new Finder(unit, positions, found).scan(unit, null);
        }
        return found;
    }

    private static final class Finder extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Mutant> found;
        private final Path file;
        private final String source;
        private final Set<String> locals = new HashSet<>();

        Finder(CompilationUnitTree unit, SourcePositions positions, List<Mutant> found) throws IOException {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
            this.file = Path.of(unit.getSourceFile().getName());
            this.source = unit.getSourceFile().getCharContent(true).toString();
        }

        @Override
        public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
            if (statement.getExpression() instanceof MethodInvocationTree call && !isLogged(call)) {
                String name = name(call);
                Kind kind = FORCE.matcher(name).matches()
                        ? Kind.NOT_FORCED
                        : CHECK.matcher(name).matches()
                                ? Kind.NOT_CHECKED
                                : AWAIT.matcher(name).matches() ? Kind.NOT_AWAITED : Kind.NOT_CALLED;
                add(kind, start(statement), end(statement), ";");
            }
            return super.visitExpressionStatement(statement, nothing);
        }

        private boolean isLogged(MethodInvocationTree call) {
            return text(call).startsWith("LOG.") || name(call).equals("log");
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                String name = select.getIdentifier().toString();
                if (LINK.matcher(name).matches()) {
                    add(Kind.WITHOUT_LINK, end(select.getExpression()), end(call), "");
                } else if (name.equals("writeDurably")) {
                    add(Kind.NOT_FORCED, end(select) - name.length(), end(select), "write");
                }
            }
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitIf(IfTree condition, Void nothing) {
            long start = start(condition.getCondition());
            long end = end(condition.getCondition());
            String text = text(condition.getCondition());
            add(Kind.NEVER, start, end, "(false && " + text + ")");
            add(Kind.ALWAYS, start, end, "(true || " + text + ")");
            return super.visitIf(condition, nothing);
        }

        @Override
        public Void visitBinary(BinaryTree both, Void nothing) {
            if (both.getKind() == Tree.Kind.CONDITIONAL_AND || both.getKind() == Tree.Kind.CONDITIONAL_OR) {
                add(Kind.HALF_A_CONDITION, start(both), end(both), text(both.getLeftOperand()));
                add(Kind.HALF_A_CONDITION, start(both), end(both), text(both.getRightOperand()));
            }
            return super.visitBinary(both, nothing);
        }

        @Override
        public Void visitBlock(BlockTree block, Void nothing) {
            StatementTree before = null;
            for (StatementTree statement : block.getStatements()) {
                if (before instanceof ExpressionStatementTree first
                        && statement instanceof ExpressionStatementTree second
                        && !areIndependent(first, second)) {
                    String between = source.substring((int) end(before), (int) start(statement));
                    add(Kind.SWAPPED, start(before), end(statement), text(statement) + between + text(before));
                }
                before = statement;
            }
            return super.visitBlock(block, nothing);
        }

        /// Two assignments, such as those of a constructor, or one of them to a local variable that the other
        /// statement does not name: their order tells nothing.
        private boolean areIndependent(ExpressionStatementTree first, ExpressionStatementTree second) {
            Optional<Tree> one = assigned(first);
            Optional<Tree> other = assigned(second);
            boolean isAssignedTwice = one.isPresent() && other.isPresent();
            return (isAssignedTwice || isLocal(one) || isLocal(other))
                    && one.stream().noneMatch(variable -> mentions(second, variable))
                    && other.stream().noneMatch(variable -> mentions(first, variable));
        }

        private static Optional<Tree> assigned(ExpressionStatementTree statement) {
            return switch (statement.getExpression()) {
                case AssignmentTree assignment -> Optional.of(assignment.getVariable());
                case CompoundAssignmentTree assignment -> Optional.of(assignment.getVariable());
                case UnaryTree count -> Optional.of(count.getExpression());
                default -> Optional.empty();
            };
        }

        private boolean isLocal(Optional<Tree> variable) {
            return variable.filter(each -> locals.contains(each.toString())).isPresent();
        }

        private boolean mentions(Tree tree, Tree variable) {
            return Pattern.compile("(?<!\\.)\\b" + Pattern.quote(text(variable)) + "\\b")
                    .matcher(text(tree))
                    .find();
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            locals.clear();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    locals.add(variable.getName().toString());
                    return super.visitVariable(variable, nothing);
                }
            }.scan(method.getBody(), null);
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String) {
                Matcher and = Pattern.compile("\\bAND\\b").matcher(text(literal));
                while (and.find()) {
                    add(Kind.OR_FOR_AND, start(literal) + and.start(), start(literal) + and.end(), "OR");
                }
            }
            return super.visitLiteral(literal, nothing);
        }

        private void add(Kind kind, long start, long end, String replacement) {
            String changed = source.substring(0, (int) start) + replacement + source.substring((int) end);
            found.add(new Mutant(
                    file,
                    kind,
                    (int) unit.getLineMap().getLineNumber(start),
                    (int) unit.getLineMap().getLineNumber(end),
                    shown(source.substring((int) start, (int) end)),
                    shown(replacement),
                    changed));
        }

        private long start(Tree tree) {
            return positions.getStartPosition(unit, tree);
        }

        private long end(Tree tree) {
            return positions.getEndPosition(unit, tree);
        }

        private String text(Tree tree) {
            return source.substring((int) start(tree), (int) end(tree));
        }

        private static String name(MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : call.getMethodSelect().toString();
        }

        private static String shown(String code) {
            String line = code.replaceAll("\\s+", " ");
            return line.length() > 100 ? line.substring(0, 99) + "…" : line;
        }
    }

    /// One of each kind after the other, in an order that the seed makes of what a change says and not of where it
    /// is, so that it holds while other lines come and go.
    private static List<Mutant> inTurns(List<Mutant> mutants, long seed) {
        var kinds = new EnumMap<Kind, Map<Long, Mutant>>(Kind.class);
        var equal = new HashMap<String, Integer>();
        for (Mutant mutant : mutants) {
            String text = mutant.file().getFileName() + " " + mutant.kind() + mutant.before() + mutant.after();
            int hash = (text + equal.merge(text, 1, Integer::sum)).hashCode();
            kinds.computeIfAbsent(mutant.kind(), _ -> new TreeMap<>())
                    .put(new SplittableRandom(seed << Integer.SIZE | Integer.toUnsignedLong(hash)).nextLong(), mutant);
        }
        List<List<Mutant>> ordered =
                kinds.values().stream().map(some -> List.copyOf(some.values())).toList();
        int max = ordered.stream().mapToInt(List::size).max().orElse(0);
        var inTurns = new ArrayList<Mutant>();
        for (int turn = 0; turn < max; turn++) {
            for (List<Mutant> some : ordered) {
                if (turn < some.size()) {
                    inTurns.add(some.get(turn));
                }
            }
        }
        return inTurns;
    }

    private static boolean compiles(Mutant mutant, Path classes) throws IOException {
        Path source = classes.resolve(mutant.file().getFileName());
        Files.writeString(source, mutant.source());
        var options = List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                "-sourcepath",
                "",
                "-proc:none",
                "-nowarn");
        return COMPILER.getTask(
                        Writer.nullWriter(), LIBRARIES, _ -> {}, options, null, LIBRARIES.getJavaFileObjects(source))
                .call();
    }

    // ---- tests

    /// Those that run one of its lines, first those of its package; where a line is no code of its own (a
    /// constant), all that run its file.
    private List<String> testsOf(Mutant mutant) {
        boolean isCode = linesOfTests.values().stream()
                .map(lines -> lines.getOrDefault(CODE + mutant.name(), new BitSet()))
                .anyMatch(lines -> touches(lines, mutant));
        var inTime = new ArrayList<String>();
        long left = seconds * 1000L;
        String place = Path.of(mutant.name()).getParent().toString().replace('/', '.') + ".";
        for (String test : tests.keySet().stream()
                .sorted(Comparator.<String, Boolean>comparing(each -> !each.startsWith(place))
                        .thenComparing(tests::get))
                .toList()) {
            BitSet run = linesOfTests.getOrDefault(test, Map.of()).get(mutant.name());
            if (run != null && (!isCode || touches(run, mutant))) {
                left -= tests.get(test);
                if (left >= 0 || inTime.isEmpty()) {
                    inTime.add(test);
                }
            }
        }
        return inTime;
    }

    private static boolean touches(BitSet lines, Mutant mutant) {
        int next = lines.nextSetBit(mutant.line());
        return next >= 0 && next <= mutant.last();
    }

    private void measureTests(List<String> places) throws IOException {
        Path times = Path.of(System.getProperty("times", "target/mutation-times"));
        if (System.getProperty("times") == null) {
            Files.deleteIfExists(times);
        }
        List<String> before = Files.exists(times) ? Files.readAllLines(times) : List.of();
        for (String test : tests(places)) {
            if (before.stream().noneMatch(line -> line.matches("(passed )?" + test + "[ #].*|hangs: " + test))) {
                Files.write(
                        times,
                        inOwnProcess(Path.of(MEASURED), List.of(test)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
        for (String line : Files.readAllLines(times)) {
            String[] words = line.split(" ");
            if (words[0].equals("passed")) {
                tests.put(words[1], Long.parseLong(words[2]));
            } else if (words[0].equals("runs")) {
                BitSet lines = linesOfTests
                        .computeIfAbsent(words[1], _ -> new TreeMap<>())
                        .computeIfAbsent(words[2], _ -> new BitSet());
                Stream.of(words[3].split(",")).mapToInt(Integer::parseInt).forEach(lines::set);
            } else {
                System.out.println("Left out, since it fails on the code as it is: " + line);
            }
        }
        System.out.printf(
                "%d classes of tests, %d s%n",
                tests.size(), tests.values().stream().mapToLong(Long::longValue).sum() / 1000);
    }

    /// Of the packages where data are kept safe; of all of `ui` or `picture`, where such a place is changed.
    private static Set<String> tests(List<String> places) throws IOException {
        var folders = new TreeSet<Path>();
        for (String place : places) {
            Path top = Path.of(place).getName(0);
            if (PACKAGES.stream().anyMatch(each -> Path.of(each).startsWith(top))) {
                PACKAGES.stream().map(TEST::resolve).filter(Files::isDirectory).forEach(folders::add);
            } else {
                try (Stream<Path> below = Files.walk(TEST.resolve(top))) {
                    below.filter(Files::isDirectory).forEach(folders::add);
                }
            }
        }
        var tests = new TreeSet<String>();
        for (Path folder : folders) {
            sources(folder).stream()
                    .map(file -> TEST.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .forEach(tests::add);
        }
        return tests;
    }

    private Outcome tried(Mutant mutant, Path classes) throws IOException {
        List<String> names = testsOf(mutant);
        List<String> lines = names.isEmpty() ? List.of() : inOwnProcess(classes, names);
        return lines.stream()
                .filter(line -> !line.startsWith("passed "))
                .findFirst()
                .map(line -> new Outcome(true, line))
                .orElseGet(() -> new Outcome(false, "SURVIVED " + lines.size() + " classes of tests"));
    }

    /// Asks the process of the tests, which is warm by then, and is made anew now and then, or when it ended in a
    /// test that hangs.
    private List<String> inOwnProcess(Path classes, List<String> names) throws IOException {
        if (worker == null || !worker.isAlive() || asked++ % (hasWindow ? 1 : ASKED_AT_MOST) == 0) {
            stopWorker();
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-Xmx2g", "-Duser.language=en", "-Duser.country=US", "-cp"));
            command.addAll(List.of(System.getProperty("java.class.path"), MutationHarness.class.getName(), "tests"));
            worker = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        Writer out = worker.outputWriter(StandardCharsets.UTF_8);
        out.write(classes.toString());
        for (String name : names) {
            Long millis = tests.get(name);
            long limit = millis == null ? UNKNOWN_SECONDS : HANGS_AFTER_SECONDS + 4 * millis / 1000;
            out.write(" " + name + " " + limit);
        }
        out.write("\n");
        out.flush();
        var lines = new ArrayList<String>();
        BufferedReader in = worker.inputReader(StandardCharsets.UTF_8);
        for (String line = in.readLine(); !(MARK + "end").equals(line); line = in.readLine()) {
            if (line == null) {
                stopWorker();
                break;
            } else if (line.startsWith(MARK)) {
                lines.add(line.substring(MARK.length()));
            }
        }
        return lines;
    }

    private void stopWorker() {
        if (worker != null) {
            worker.destroyForcibly();
            worker = null;
        }
    }

    private static void runTests() throws IOException {
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            List<String> words = List.of(line.split(" "));
            runTests(Path.of(words.get(0)), words.subList(1, words.size()));
            report("end");
        }
        Runtime.getRuntime().halt(0); // whatever threads tests may have left
    }

    /// Class after class, to the first failure or to the end.
    private static void runTests(Path classes, List<String> namesAndLimits) throws IOException {
        boolean isMeasured = classes.equals(Path.of(MEASURED));
        var loader = new ChangedClasses(classes, isMeasured);
        Thread.currentThread().setContextClassLoader(loader);
        for (int i = 0; i < namesAndLimits.size(); i += 2) {
            String name = namesAndLimits.get(i);
            var failures = new CopyOnWriteArrayList<String>();
            var done = new CompletableFuture<Boolean>();
            CompletableFuture.delayedExecutor(Long.parseLong(namesAndLimits.get(i + 1)), TimeUnit.SECONDS)
                    .execute(() -> {
                        if (!done.isDone()) {
                            report(failures.isEmpty() ? "hangs: " + name : failures.getFirst());
                            Runtime.getRuntime().halt(1);
                        }
                    });
            Arrays.fill(RUN, false);
            long before = System.nanoTime();
            run(loader, name, failures);
            done.complete(true);
            if (isMeasured) {
                tellLines(name);
            }
            if (failures.isEmpty()) {
                report("passed " + name + " " + (System.nanoTime() - before) / 1_000_000);
            } else {
                report(failures.getFirst());
                return;
            }
        }
    }

    private static synchronized int numberOf(String line) {
        Integer known = LINES.putIfAbsent(line, LINES.size());
        return known == null ? LINES.size() - 1 : known;
    }

    private static void tellLines(String test) {
        var lines = new TreeMap<String, StringJoiner>();
        LINES.forEach((line, number) -> {
            int colon = line.indexOf(':');
            String file = line.substring(0, colon);
            lines.computeIfAbsent(CODE + file, _ -> new StringJoiner(",")).add(line.substring(colon + 1));
            if (RUN[number]) {
                lines.computeIfAbsent(file, _ -> new StringJoiner(",")).add(line.substring(colon + 1));
            }
        });
        lines.forEach((file, numbers) -> report("runs " + test + " " + file + " " + numbers));
    }

    private static void run(ClassLoader loader, String name, List<String> failures) {
        ClassSelector tests;
        try {
            tests = DiscoverySelectors.selectClass(loader.loadClass("dev.vitrine." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(tests)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failures.add(name + "#"
                                            + test.getSource()
                                                    .filter(MethodSource.class::isInstance)
                                                    .map(source -> ((MethodSource) source).getMethodName())
                                                    .orElse(test.getDisplayName())
                                            + result.getThrowable()
                                                    .map(problem -> "  " + Finder.shown(problem.toString()))
                                                    .orElse(""));
                                }
                            }
                        });
    }

    private static void report(String line) {
        System.out.println(MARK + line);
        System.out.flush();
    }

    /// Our own classes anew for each change; the libraries stay. Those that are measured note each line that they
    /// run.
    private static final class ChangedClasses extends URLClassLoader {
        private static final ClassDesc HARNESS = ClassDesc.of(MutationHarness.class.getName());
        private static final ClassFile FORMAT = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(MutationHarness.class.getClassLoader())));

        private final boolean isMeasured;

        ChangedClasses(Path classes, boolean isMeasured) throws IOException {
            super(urls(classes), MutationHarness.class.getClassLoader());
            this.isMeasured = isMeasured;
        }

        private static URL[] urls(Path classes) throws IOException {
            var urls = new ArrayList<URL>();
            urls.add(classes.toUri().toURL());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.isDirectory(Path.of(entry))) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.vitrine.")
                    || name.equals(MutationHarness.class.getName())
                    || name.startsWith(StandardError.class.getName())) { // what it listens to is the process's
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Path source = Path.of(name.substring("dev.vitrine.".length())
                            .replaceFirst("\\$.*", "")
                            .replace('.', '/')
                    + ".java");
            if (!isMeasured || Files.notExists(MAIN.resolve(source))) {
                return super.findClass(name);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] measured = FORMAT.transformClass(
                        FORMAT.parse(in.readAllBytes()),
                        ClassTransform.transformingMethodBodies(
                                CodeTransform.ofStateful(() -> new NotedLines(source.toString()))));
                return defineClass(name, measured, 0, measured.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        /// Sets the place of a line in [#RUN] before its first instruction.
        private static final class NotedLines implements CodeTransform {
            private final String file;
            private int line;

            NotedLines(String file) {
                this.file = file;
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                if (element instanceof LineNumber number) {
                    line = number.line();
                } else if (element instanceof Instruction && line > 0) {
                    int number = numberOf(file + ":" + line);
                    code.getstatic(HARNESS, "RUN", ConstantDescs.CD_boolean.arrayType())
                            .loadConstant(number)
                            .iconst_1()
                            .bastore();
                    line = 0;
                }
                code.with(element);
            }
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        return FolderContent.in(folder).stream()
                .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                .sorted()
                .toList();
    }
}
