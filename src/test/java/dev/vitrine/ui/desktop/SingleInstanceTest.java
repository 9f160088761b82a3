package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.TestScreen;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private final TestScreen screen = new TestScreen();
    private final List<List<Path>> visits = new ArrayList<>();
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
        assertEquals(List.of(List.of(Path.of("sea.jpg").toAbsolutePath(), folder.resolve("ein Bild über alles.png"))), visits);
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
        first.receive(Background.with(work -> Thread.ofVirtual().start(work), _ -> { }), visits::add);
        assertThrows(SingleInstance.NoAnswer.class, () -> SingleInstance.enter(folder, List.of(Path.of("sea.jpg")), SHORT));
    }

    @Test
    void aStrangerIsNotHeard() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(screen.background(), visits::add);
        int port = InstanceAddress.read(folder).port();
        FutureTask<Void> stranger = inBackground(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                InstanceProtocol.announce(socket, "guessed", List.of(Path.of("sea.jpg")));
            }
            return null;
        });
        assertInstanceOf(IOException.class, assertThrows(ExecutionException.class, stranger::get).getCause());
        assertEquals(List.of(), visits);
    }

    @Test
    void nonsenseAtTheDoorDoesNotKeepOthersOut() throws Exception {
        SingleInstance first = enterFirst();
        first.receive(screen.background(), visits::add);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), InstanceAddress.read(folder).port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            assertEquals(-1, socket.getInputStream().read());
        }
        FutureTask<Optional<SingleInstance>> second = inBackground(() -> SingleInstance.enter(folder, List.of()));
        screen.await(() -> !visits.isEmpty());
        assertEquals(Optional.empty(), second.get());
    }

    @Test
    void onlyItsOwnerReadsTheAddress() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "there are POSIX permissions");
        enterFirst();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("window.address"))));
    }

    @Test
    void afterACrashTheNextStartIsTheFirst() throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Holder.class.getName(), folder.toString()).redirectErrorStream(true).start();
        try (BufferedReader said = child.inputReader()) {
            assertEquals("entered", said.readLine());
            assertThrows(SingleInstance.NoAnswer.class, () -> SingleInstance.enter(folder, List.of(), SHORT));
            child.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(folder.resolve("window.address")), "the crash left its address");
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

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /// A first start that never opens its door.
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] args) throws Exception {
            try (SingleInstance held = SingleInstance.enter(Path.of(args[0]), List.of()).orElseThrow()) {
                System.out.println("entered");
                System.in.read();
                System.out.println(held);
            }
        }
    }
}
