package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.TestScreen;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final UnaryOperator<Path> SOCKET = in -> in.resolve("window").resolve("socket");

    @TempDir
    private Path folder;

    private final TestScreen screen = new TestScreen();
    private final List<List<Path>> visits = Collections.synchronizedList(new ArrayList<>());
    private final List<SingleInstance> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(SingleInstance::close);
    }

    @Test
    void aSecondStartHandsItsFilesToTheFirst() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(screen.background(), visits::add);
        List<Path> files = List.of(Path.of("sea.jpg"), folder.resolve("ein Bild über alles.png"));

        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, files));
        screen.await(() -> !visits.isEmpty());

        assertEquals(Optional.empty(), second.get());
        assertEquals(
                List.of(List.of(Path.of("sea.jpg").toAbsolutePath(), folder.resolve("ein Bild über alles.png"))),
                visits);
    }

    @Test
    void aSecondStartKeepsNothingOpen() throws Exception {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open));
        SingleInstance first = enterFirst();
        first.receive(screen.background(), visits::add);
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
        assertEquals(
                1,
                FolderContent.in(open).stream()
                        .filter(Files::exists)
                        .filter(file -> isAt(file, folder.resolve("window.lock")))
                        .count());
    }

    private static boolean isAt(Path link, Path file) {
        try {
            return link.toRealPath().equals(file.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aSecondStartThatComesBeforeTheWindowIsReadyWaitsForIt() throws Exception {
        SingleInstance first = enterFirst();
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        first.receive(screen.background(), visits::add);
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
        assertEquals(List.of(List.of()), visits);
    }

    @Test
    void aSecondStartWhileTheFirstClosesBecomesTheFirst() throws Exception {
        SingleInstance first = enterFirst();
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        first.close();
        opened.add(second.get().orElseThrow());
    }

    @Test
    void aWindowThatDoesNotAnswerIsSaidSo() throws Exception {
        enterFirst();
        assertThrows(SingleInstance.NoAnswer.class, () -> SingleInstance.enter(folder, List.of(), SHORT));
    }

    @Test
    void filesThatTheWindowDidNotTakeStayWithTheVisitor() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(Background.with(work -> Thread.ofVirtual().start(work), _ -> {}), visits::add);
        assertThrows(
                SingleInstance.NoAnswer.class, () -> SingleInstance.enter(folder, List.of(Path.of("sea.jpg")), SHORT));
    }

    @Test
    void ofManyStartsAtOnceOneIsTheFirstAndGetsTheFilesOfAllOthers() throws Exception {
        var starts = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            starts.add(start("sea " + i + ".jpg"));
        }
        var first = new ArrayList<BufferedReader>();
        for (Process start : starts) {
            BufferedReader said = start.inputReader();
            String line = said.readLine();
            if (line.equals("first")) {
                first.add(said);
            } else {
                assertEquals("handed over", line);
            }
        }
        assertEquals(1, first.size());
        var received = new TreeSet<String>();
        for (int i = 1; i < starts.size(); i++) {
            received.add(first.getFirst().readLine().replaceFirst(" \\d\\.jpg", ""));
        }
        assertEquals(Set.of("received [" + Path.of("sea").toAbsolutePath() + "]"), received);
        for (Process start : starts) {
            start.getOutputStream().close();
            assertEquals(0, start.waitFor());
        }
        assertEquals(List.of("window.lock"), namesIn(folder), "who ends tidies up");
    }

    @Test
    void ofManyThreadsAtOnceOneIsTheFirst() throws Exception {
        var together = new CyclicBarrier(12);
        var starts = new ArrayList<FutureTask<Optional<SingleInstance>>>();
        for (int i = 0; i < together.getParties(); i++) {
            starts.add(inBackground(() -> {
                together.await();
                Optional<SingleInstance> entered = SingleInstance.enter(folder, List.of());
                entered.ifPresent(first ->
                        first.receive(Background.with(Thread::startVirtualThread, Runnable::run), visits::add));
                return entered;
            }));
        }
        for (FutureTask<Optional<SingleInstance>> start : starts) {
            start.get().ifPresent(opened::add);
        }
        assertEquals(1, opened.size());
        assertEquals(Collections.nCopies(starts.size() - 1, List.of()), visits);
    }

    @Test
    void nonsenseAtTheSocketDoesNotKeepOthersOut() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(screen.background(), visits::add);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes()));
            assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
        }
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
    }

    @Test
    void filesThatAreNamedByHalfAreNotTaken() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(Background.with(Thread::startVirtualThread, Runnable::run), visits::add);
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("[\"/pictures/sea.jpg\", \"/pictures/mou".getBytes()));
            channel.shutdownOutput();
            assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
        }
        assertEquals(List.of(), visits);
    }

    @Test
    void onlyItsOwnerReachesTheWindow() throws Exception {
        assumePosix();
        enterFirst();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("window"))));
    }

    @Test
    void aFolderThatOthersCouldEnterIsClosedToThem() throws Exception {
        assumePosix();
        Files.setPosixFilePermissions(
                Files.createDirectory(folder.resolve("window")), PosixFilePermissions.fromString("rwxrwxrwx"));
        enterFirst();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("window"))));
    }

    @Test
    void afterACrashTheNextStartIsTheFirst() throws Exception {
        Process child = start();
        try (BufferedReader said = child.inputReader()) {
            assertEquals("first", said.readLine());
            child.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(SOCKET.apply(folder)), "the crash left its socket");
        SingleInstance next = enterFirst();
        connect().close();
        next.receive(screen.background(), visits::add);
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
    }

    @Test
    void anotherFileInThePlaceOfTheSocketStaysAndTheWindowIsStillFound() throws Exception {
        Files.createDirectory(folder.resolve("window"));
        Files.writeString(SOCKET.apply(folder), "somebody's");
        assertASecondStartFindsTheFirst(folder);
        assertEquals("somebody's", Files.readString(SOCKET.apply(folder)));
    }

    @Test
    void anotherFileInThePlaceOfItsFolderStaysAndTheWindowIsStillFound() throws Exception {
        Files.writeString(folder.resolve("window"), "somebody's");
        assertASecondStartFindsTheFirst(folder);
        assertEquals("somebody's", Files.readString(folder.resolve("window")));
    }

    @Test
    void aFolderWhosePathIsTooLongForASocketHasOneElsewhere() throws Exception {
        Path deep = folder.resolve("a-name-of-thirty-two-characters-")
                .resolve("a-name-of-thirty-two-characters-")
                .resolve("a-name-of-thirty-two-characters-");
        assertASecondStartFindsTheFirst(deep);
    }

    @Test
    void whereThereIsNoPlaceForASocketTheLockIsLetGo() throws Exception {
        List<Path> places = InstanceAddress.of(folder).stream()
                .map(address -> address.socket().getParent())
                .toList();
        for (Path place : places) {
            Files.createSymbolicLink(place, Files.createDirectories(folder.resolve("elsewhere")));
        }
        assertThrows(IOException.class, () -> SingleInstance.enter(folder, List.of()));
        assertEquals(List.of(), namesIn(folder.resolve("elsewhere")), "no link is followed");
        for (Path place : places) {
            Files.delete(place);
        }
        enterFirst();
    }

    @Test
    void aFolderThatTakesNoFilesIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThrows(IOException.class, () -> SingleInstance.enter(file, List.of()));
        assertFalse(Files.isDirectory(file));
    }

    private SingleInstance enterFirst() throws Exception {
        SingleInstance first = SingleInstance.enter(folder, List.of()).orElseThrow();
        opened.add(first);
        return first;
    }

    private void assertASecondStartFindsTheFirst(Path of) throws Exception {
        SingleInstance first = SingleInstance.enter(of, List.of()).orElseThrow();
        opened.add(first);
        first.receive(screen.background(), visits::add);
        FutureTask<Optional<SingleInstance>> second =
                inBackground(() -> SingleInstance.enter(of, List.of(Path.of("sea.jpg"))));
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
        assertEquals(List.of(List.of(Path.of("sea.jpg").toAbsolutePath())), visits);
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(SOCKET.apply(folder)));
    }

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "there are POSIX permissions");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        return FolderContent.names(folder);
    }

    private Process start(String... files) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName(),
                folder.toString()));
        command.addAll(List.of(files));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /// A start: says whether it was the first, and then what others hand over to it until its input ends.
    static final class Start {
        private Start() {}

        public static void main(String[] args) throws Exception {
            Optional<SingleInstance> entered = SingleInstance.enter(
                    Path.of(args[0]), Stream.of(args).skip(1).map(Path::of).toList());
            System.out.println(entered.isPresent() ? "first" : "handed over");
            if (entered.isPresent()) {
                entered.get()
                        .receive(
                                Background.with(Thread::startVirtualThread, Runnable::run),
                                files -> System.out.println("received " + files));
                System.in.read();
                entered.get().close();
            }
        }
    }
}
