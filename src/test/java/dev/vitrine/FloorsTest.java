package dev.vitrine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the floors: world, text ← image ← files, search ← store, picture ← sqlite ← catalog ← service ← connection ←
/// ui
/// | api ← cli ← Main.
class FloorsTest {
    private static final String ROOT = "dev.vitrine.";
    private static final List<String> PACKAGES = List.of(
            "world",
            "image",
            "text",
            "files",
            "sqlite",
            "search",
            "store",
            "picture",
            "catalog",
            "service",
            "connection",
            "ui",
            "api",
            "cli");
    private static final String BACKGROUND = "dev.vitrine.ui.support.Background";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.vitrine");

    /// Rules over nothing hold always: first make sure that there is something.
    @Test
    void theClassesWereReallyImported() {
        var packages = new TreeSet<String>();
        CLASSES.forEach(type -> packages.add(type.getPackageName().replaceFirst("^dev\\.vitrine\\.?([a-z]*).*", "$1")));
        assertTrue(packages.containsAll(PACKAGES) && packages.contains(""), packages.toString());
        assertTrue(CLASSES.size() > 100, CLASSES.size() + " classes");
        assertTrue(CLASSES.contain(Main.class) && CLASSES.contain(BACKGROUND));
        assertTrue(
                CLASSES.get(BACKGROUND).getAccessesFromSelf().stream()
                        .anyMatch(access -> isCall(access, "javafx.application.Platform", "runLater")),
                "the one call of Platform.runLater is seen");
    }

    @Test
    void everyPackageIsOnAFloor() {
        Set<String> known = new TreeSet<>(PACKAGES);
        known.add("");
        var unknown = new TreeSet<String>();
        CLASSES.forEach(type -> unknown.add(type.getPackageName().replaceFirst("^dev\\.vitrine\\.?([a-z]*).*", "$1")));
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void imageAndTextUseTheJdkAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.vitrine.image..", "dev.vitrine.text..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        "java..", "org.jspecify.annotations", "dev.vitrine.image..", "dev.vitrine.text..")))
                .check(CLASSES);
    }

    @Test
    void everyFloorUsesOnlyTheFloorsBelow() {
        mayUse("world");
        mayUse("image", "text");
        mayUse("text");
        mayUse("files", "image", "text", "world");
        mayUse("sqlite", "image", "text", "files", "store", "world");
        mayUse("search", "image", "text");
        mayUse("store", "image", "text", "files", "world");
        mayUse("picture", "image", "text", "files", "world");
        mayUse("catalog", "image", "text", "files", "sqlite", "store", "world");
        mayUse("service", "image", "text", "files", "sqlite", "search", "store", "picture", "catalog", "world");
        mayUse("connection", "image", "text", "files", "store", "picture", "catalog", "service", "world");
        mayUse("ui", "image", "text", "files", "search", "store", "picture", "catalog", "service", "connection");
        mayUse("api", "image", "text", "files", "store", "service", "connection");
        mayUse(
                "cli",
                "image",
                "text",
                "files",
                "search",
                "store",
                "picture",
                "catalog",
                "service",
                "connection",
                "api");
    }

    @Test
    void onlyConnectionKnowsWhichStoreItIs() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.vitrine.connection..", "dev.vitrine.store.local..", "dev.vitrine.store.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.vitrine.store.local..", "dev.vitrine.store.aws..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCatalogSeesItsIndex() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vitrine.catalog.index..")
                .check(CLASSES);
    }

    @Test
    void thePictureRoomsAreStacked() {
        onlyUses("picture.input", "picture.input");
        onlyUses("picture.jpeg", "picture.jpeg");
        onlyUses("picture.pixels", "picture.pixels", "picture.input");
        onlyUses("picture.external", "picture.external", "picture.input");
        onlyUses("picture.metadata", "picture.metadata", "picture.input", "picture.pixels");
        onlyUses(
                "picture.format",
                "picture.format",
                "picture.metadata",
                "picture.input",
                "picture.pixels",
                "picture.external",
                "picture.jpeg");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.picture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.vitrine.picture.input..",
                        "dev.vitrine.picture.format..",
                        "dev.vitrine.picture.metadata..",
                        "dev.vitrine.picture.external..",
                        "dev.vitrine.picture.jpeg..")
                .check(CLASSES);
    }

    /// One pool for all pictures: a decode needs a deadline, and there only is one for what the pool runs.
    @Test
    void onlyTheDecodeExecutorDecodes() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.vitrine.picture.DecodeJob")
                .should()
                .accessTargetWhere(accesses(
                        "a new deadline", access -> isCall(access, "dev.vitrine.picture.input.Deadline", "<init>")))
                .check(CLASSES);
        methods()
                .that()
                .haveName("decode")
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("dev.vitrine.picture", "dev.vitrine.picture.format")
                .should()
                .haveRawParameterTypes(DescribedPredicate.describe(
                        "a deadline",
                        types -> types.stream()
                                .anyMatch(type -> type.getSimpleName().equals("Deadline"))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.vitrine.picture.format..", "dev.vitrine.picture.external..", "dev.vitrine.picture.jpeg..")
                .should()
                .accessTargetWhere(accesses("a reader of pixels", FloorsTest::readsPixels))
                .check(CLASSES);
    }

    private static boolean readsPixels(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.equals("dev.vitrine.picture.jpeg.JpegDecoder")
                || owner.equals("javax.imageio.ImageReader")
                || owner.equals("javax.imageio.ImageIO")
                        && (access.getName().equals("read") || access.getName().startsWith("getImageReader"));
    }

    /// Of the packages beside it, under the same one.
    private static void onlyUses(String room, String... allowed) {
        String[] packages = Stream.of(allowed).map(name -> ROOT + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + room.replaceFirst("\\..*", ".."))
                        .and(not(resideInAnyPackage(packages))))
                .check(CLASSES);
    }

    /// What is replaced is on the disk before it takes a name, and two writers never tear it: one place knows how.
    /// What is moved replaces nothing.
    @Test
    void onlyFilesMovesAndReplacesFiles() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.files..")
                .and()
                .doNotHaveFullyQualifiedName("dev.vitrine.ui.desktop.InstanceAddress")
                .should()
                .accessTargetWhere(accesses("a move of a file", FloorsTest::movesFile))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(StandardCopyOption.class)
                .check(CLASSES);
    }

    /// Comparing two hashes in constant time is no hashing. Other kinds than SHA-256 are nobody's.
    @Test
    void onlyFilesTakesHashes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.files..")
                .should()
                .accessTargetWhere(accesses(
                        "a message digest",
                        access -> access.getTargetOwner().getName().equals("java.security.MessageDigest")
                                && !access.getName().equals("isEqual")))
                .check(CLASSES);
    }

    @Test
    void onlyTheTwoKeepersOfRowsSeeSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.vitrine.sqlite", "dev.vitrine.catalog", "dev.vitrine.service.upload.journal")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "dev.vitrine.sqlite..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.sqlite")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void theJournalOfUploadsIsTheQueuesOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.service.upload..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vitrine.service.upload.journal..")
                .check(CLASSES);
    }

    @Test
    void theStoresDoNotKnowOneAnother() {
        noClasses()
                .that()
                .resideInAPackage("dev.vitrine.store.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vitrine.store.aws..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.vitrine.store.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vitrine.store.local..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        slices().matching("dev.vitrine.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /// What two files mean together, one file says better.
    @Test
    void thereAreNoCirclesOfFiles() {
        Map<String, Set<String>> uses = new TreeMap<>();
        CLASSES.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> file(dependency.getTargetClass()))
                .filter(target -> target.startsWith(ROOT) && !target.equals(file(type)))
                .forEach(target ->
                        uses.computeIfAbsent(file(type), _ -> new TreeSet<>()).add(target)));
        assertTrue(uses.size() > 300, uses.size() + " files");
        // Whatever uses nothing that is left, or is used by nothing that is left, is in no circle.
        boolean fewer = true;
        while (fewer) {
            Set<String> used = uses.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            fewer = uses.keySet().retainAll(used);
            for (Set<String> targets : uses.values()) {
                fewer |= targets.retainAll(Set.copyOf(uses.keySet()));
            }
            fewer |= uses.values().removeIf(Set::isEmpty);
        }
        assertEquals(Map.of(), uses);
    }

    private static String file(JavaClass type) {
        return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
    }

    @Test
    void onlyTheWindowSeesJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.ui..")
                .and()
                .doNotHaveFullyQualifiedName("dev.vitrine.Main")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCloudStoreSeesAmazon() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vitrine.store.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void viewModelsNeverTouchTheSceneGraph() {
        noClasses()
                .that()
                .haveNameMatching(".*ViewModel(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.scene..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /// Whatever a person, a file or a server may have written can be in letters that the toolkit fails to wrap.
    @Test
    void linesAreWrappedInOneWay() {
        noClasses()
                .that(not(isOrIsIn("dev.vitrine.ui.controls.LineWrap")))
                .should()
                .accessTargetWhere(accesses(
                        "setWrapText past LineWrap",
                        access -> access.getTarget().getName().equals("setWrapText")))
                .check(CLASSES);
    }

    /// `subscribe(Runnable)` listens to invalidations: it stays silent after the first until somebody reads the
    /// value.
    @Test
    void nobodyListensToInvalidationsOfAValue() {
        var listens = new DescribedPredicate<JavaAccess<?>>("subscribe(Runnable) on a value") {
            @Override
            public boolean test(JavaAccess<?> access) {
                return access.getTarget().getName().equals("subscribe")
                        && access.getTarget().getOwner().isAssignableTo("javafx.beans.value.ObservableValue")
                        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == 1
                        && target.getRawParameterTypes().getFirst().isEquivalentTo(Runnable.class);
            }
        };
        noClasses().should().accessTargetWhere(listens).check(CLASSES);
    }

    @Test
    void whoeverTellsOfChangesHandsOutASubscription() {
        methods()
                .that()
                .haveName("subscribe")
                .and()
                .haveRawParameterTypes(Runnable.class)
                .should()
                .haveRawReturnType(Subscription.class)
                .check(CLASSES);
    }

    @Test
    void onlyBackgroundCrossesToTheFxThread() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BACKGROUND)
                .should()
                .accessTargetWhere(accesses(
                        "Platform.runLater", access -> isCall(access, "javafx.application.Platform", "runLater")))
                .check(CLASSES);
    }

    @Test
    void theWindowMakesNoThreads() {
        noClasses()
                .that()
                .resideInAPackage("dev.vitrine.ui..")
                .and(not(isOrIsIn(BACKGROUND)))
                .should()
                .accessTargetWhere(accesses("a new thread or pool", FloorsTest::makesThread))
                .check(CLASSES);
    }

    /// So that a test can decide all of them. Below the wire and beside the program the real world is meant.
    @Test
    void timeWaitingChanceAndThreadsComeFromTheWorld() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.vitrine.files..",
                        "dev.vitrine.sqlite..",
                        "dev.vitrine.store..",
                        "dev.vitrine.catalog..",
                        "dev.vitrine.service..",
                        "dev.vitrine.connection..")
                .and(not(isOrIsIn("dev.vitrine.store.aws.WatchedRequest")))
                .and(not(isOrIsIn("dev.vitrine.service.upload.watch.FolderEvents")))
                .and(not(isOrIsIn("dev.vitrine.catalog.CatalogBackups")))
                .should()
                .accessTargetWhere(accesses("the world past the world", FloorsTest::takesFromTheWorld))
                .check(CLASSES);
    }

    private static final Map<String, Pattern> OF_THE_WORLD = Map.ofEntries(
            Map.entry("java.lang.System", Pattern.compile("nanoTime|currentTimeMillis")),
            Map.entry("java.lang.Thread", Pattern.compile("sleep|ofVirtual|ofPlatform|startVirtualThread|<init>")),
            Map.entry("java.time.Clock", Pattern.compile("system.*|tick.*")),
            Map.entry("java.time.Instant", Pattern.compile("now")),
            Map.entry("java.time.LocalDate", Pattern.compile("now")),
            Map.entry("java.time.LocalDateTime", Pattern.compile("now")),
            Map.entry("java.time.ZonedDateTime", Pattern.compile("now")),
            Map.entry("java.util.UUID", Pattern.compile("randomUUID")),
            Map.entry("java.util.Random", Pattern.compile("<init>")),
            Map.entry("java.security.SecureRandom", Pattern.compile("<init>")),
            Map.entry("java.lang.Math", Pattern.compile("random")),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Pattern.compile("current")),
            Map.entry("java.util.concurrent.Executors", Pattern.compile("newVirtualThread.*|newScheduled.*|newWork.*")),
            Map.entry("java.util.concurrent.ForkJoinPool", Pattern.compile(".*")),
            Map.entry("java.util.concurrent.locks.Condition", Pattern.compile("await(Nanos|Until)")),
            Map.entry("java.util.concurrent.locks.LockSupport", Pattern.compile("park.*")),
            Map.entry("java.util.concurrent.TimeUnit", Pattern.compile("sleep|timed.*")));

    private static boolean takesFromTheWorld(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return Optional.ofNullable(OF_THE_WORLD.get(owner))
                        .filter(names -> names.matcher(access.getName()).matches())
                        .isPresent()
                || access instanceof JavaMethodCall call && waitsForATime(owner, call);
    }

    /// Of latches, semaphores, conditions, queues and futures, the forms with a limit.
    private static boolean waitsForATime(String owner, JavaMethodCall call) {
        return owner.startsWith("java.util.concurrent.")
                && List.of("await", "get", "poll", "offer", "tryAcquire", "tryLock")
                        .contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals("java.util.concurrent.TimeUnit"));
    }

    /// Whoever sleeps between two attempts has begun another policy of retries. These wait for something else.
    @Test
    void onlyTheRetryPolicySleepsBetweenAttempts() {
        var sleeping = new TreeSet<String>();
        CLASSES.forEach(type -> type.getAccessesFromSelf().stream()
                .filter(FloorsTest::sleeps)
                .forEach(access -> sleeping.add(access.getOriginOwner().getSimpleName())));
        assertEquals(
                new TreeSet<>(List.of(
                        "RetryPolicy", // the one
                        "Culling", // until the keys rest
                        "MirrorFill", // until an index is as new as its table
                        "FolderEvents",
                        "FolderWatch",
                        "IdleMemory", // for the next look at a folder
                        "Real", // for whoever asks it to
                        "WebpWorker", // for the end of its parent
                        "SelectedImages", // for a frame without them
                        "IdleDetector", // until the next look
                        "Playback",
                        "ViewedPicture", // for the moment to show the next picture
                        "SingleInstance")), // for another process to come up
                sleeping);
    }

    private static boolean sleeps(JavaAccess<?> access) {
        return isCall(access, "java.lang.Thread", "sleep")
                || isCall(access, "dev.vitrine.world.World", "sleep")
                || isCall(access, "java.util.concurrent.TimeUnit", "sleep")
                || access.getTargetOwner().getName().equals("java.util.concurrent.locks.LockSupport")
                        && access.getName().startsWith("park");
    }

    @Test
    void featuresOfTheWindowKnowOnlyWhatTheyShare() {
        var features = new TreeSet<String>();
        CLASSES.that(resideInAPackage("dev.vitrine.ui.*.."))
                .forEach(type -> features.add(type.getPackageName().split("\\.")[3]));
        features.removeAll(List.of("shell", "support", "controls", "actions", "desktop"));
        assertTrue(features.contains("gallery"), features.toString());
        for (String feature : features) {
            mayUseInTheWindow(feature, "support", "controls", "actions");
        }
        mayUseInTheWindow("desktop", "support", "controls", "actions");
        mayUseInTheWindow("actions", "support", "controls");
        mayUseInTheWindow("controls", "support");
        mayUseInTheWindow("support");
    }

    private static void mayUseInTheWindow(String room, String... below) {
        var allowed = new ArrayList<String>(List.of("dev.vitrine.ui." + room + ".."));
        for (String name : below) {
            allowed.add("dev.vitrine.ui." + name + "..");
        }
        noClasses()
                .that()
                .resideInAPackage("dev.vitrine.ui." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.vitrine.ui..")
                        .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .check(CLASSES);
    }

    /// Waiting is no motion. What moves goes through the one place that asks whether less motion is wanted.
    @Test
    void onlyMotionMoves() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.vitrine.ui.support.Motion")
                .should()
                .dependOnClassesThat(nameMatching(
                                "javafx\\.animation\\.(?!PauseTransition|Animation\\b|Transition\\b).*")
                        .or(nameMatching(
                                "org\\.controlsfx\\.control\\.Notifications.*|atlantafx\\.base\\.util\\.Animations")))
                .check(CLASSES);
    }

    /// Only there does the compile look for what may be null and is not said to be.
    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Manager|Helper|Utils?|Impl|Base|Data|Info))")
                .check(CLASSES);
    }

    @Test
    void noTwoClassesOfTheirOwnFileShareAName() {
        var named = new TreeMap<String, List<String>>();
        CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .forEach(type -> named.computeIfAbsent(type.getSimpleName(), _ -> new ArrayList<>())
                        .add(type.getName()));
        named.values().removeIf(types -> types.size() == 1);
        assertEquals(Map.of(), named);
    }

    /// A nested class may share its name with another as long as its owner is said along: `Archive.Bytes`.
    @Test
    void aNestedClassIsImportedOnlyUnderANameOfItsOwn() throws IOException {
        Map<String, Long> classesOfName = CLASSES.stream()
                .filter(type -> !type.isAnonymousClass())
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        Pattern imported = Pattern.compile("(?m)^import dev\\.vitrine\\.[a-z.]+[A-Z]\\w*\\.([A-Z]\\w*);");
        var shared = new TreeSet<String>();
        int imports = 0;
        for (String root : List.of("src/main/java", "src/test/java")) {
            for (Path file : FolderContent.sources(Path.of(root))) {
                for (MatchResult found :
                        imported.matcher(Files.readString(file)).results().toList()) {
                    imports++;
                    if (classesOfName.getOrDefault(found.group(1), 0L) > 1) {
                        shared.add(file.getFileName() + ": " + found.group());
                    }
                }
            }
        }
        assertTrue(imports > 10, imports + " imports of nested classes");
        assertEquals(Set.of(), shared);
    }

    private static void mayUse(String floor, String... below) {
        var allowed = new ArrayList<String>(List.of(ROOT + floor + ".."));
        for (String name : below) {
            allowed.add(ROOT + name + "..");
        }
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + floor + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.vitrine..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .allowEmptyShould(true);
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isOrIsIn(String name) {
        return DescribedPredicate.describe(
                "is or is in " + name,
                type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(String what, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }

    private static boolean isCall(JavaAccess<?> access, String owner, String method) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(method);
    }

    private static boolean movesFile(JavaAccess<?> access) {
        return isCall(access, "java.nio.file.Files", "move") || isCall(access, "java.io.File", "renameTo");
    }

    private static boolean makesThread(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        Set<String> starting = Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread");
        return owner.equals("java.lang.Thread") && starting.contains(access.getName())
                || owner.equals("java.util.concurrent.Executors")
                || owner.equals("java.util.Timer")
                || owner.equals("java.util.concurrent.CompletableFuture")
                        && access.getName().endsWith("Async");
    }
}
