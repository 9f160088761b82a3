package dev.vitrine.ui.shell;

import com.sun.management.ThreadMXBean;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Leftovers;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.world.World;
import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Presses keys in the real window and prints the time until a first pixel changes, idle and during an upload:
/// `ResponsivenessHarness PHOTOS [TIMES [viewer]]`. Run on demand, on a real display of 1366×768 or more; `viewer`
/// leaves out what happens elsewhere.
///
/// Each run has a library of its own, filled with some copies of the photographs, and uploads others. Oldest come
/// first, so that what arrives changes no pixel that is looked at. Keys and pointer come from outside of the
/// toolkit, and pixels are read from the screen, by a thread that does nothing else. Times on a machine with other
/// work to do are worth nothing by themselves: compare two programs that take turns, and the processor time (`CPU`: of
/// the FX thread and the renderer, until the first pixel; `FX CPU`: of the FX thread, until all is done).
public final class ResponsivenessHarness {
    private static final int COPIES = 4;
    /// Before each few acts, so that the upload lasts.
    private static final int UPLOADED_COPIES = 6;

    private static final long QUIET_NANOS = 120_000_000;
    private static final long LONGEST_NANOS = 2_000_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final WindowRobot fx = new WindowRobot();
    private final java.awt.Robot hand;
    private final AppFolders folders;
    private final List<Path> photos;
    private final int times;
    private final boolean viewerOnly;
    private final Path uploaded;
    private int uploads;
    private boolean uploadLasted = true;
    private long screenThread;
    private long renderThread;
    private MainWindow window;

    private ResponsivenessHarness(Path home, List<Path> photos, int times, boolean viewerOnly) throws AWTException {
        uploaded = home.resolve("uploaded");
        folders = AppFolders.inOne(home);
        this.photos = photos;
        this.times = times;
        this.viewerOnly = viewerOnly;
        hand = new java.awt.Robot();
    }

    /// What one act took the first time and, sorted, each time; and what each cost the FX thread and the renderer
    /// until the first pixel changed, and the FX thread until nothing changed any more.
    private record Outcome(double first, List<Double> millis, double firstPixelMillis, double screenMillis) {
        double at(double quantile) {
            return millis.get((int) Math.round(quantile * (millis.size() - 1)));
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "false");
        System.setProperty("awt.robot.gtk", "false"); // the toolkit's own way of reading pixels
        Path home = Files.createTempDirectory("responsiveness");
        List<Path> photos;
        photos = FolderContent.in(Path.of(args[0])).stream()
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
        World.favorWindow();
        var harness = new ResponsivenessHarness(
                home, photos, args.length > 1 ? Integer.parseInt(args[1]) : 20, args.length > 2);
        harness.fill(home);
        FxToolkit.registerPrimaryStage();
        harness.measure();
        Leftovers.remove(home);
        System.exit(0);
    }

    /// Files that differ in some bytes behind their picture.
    private static List<Path> copies(List<Path> photos, int count, Path folder) throws IOException {
        Files.createDirectories(folder);
        var copies = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            for (Path photo : photos) {
                Path copy = folder.resolve(i + "-" + photo.getFileName());
                Files.copy(photo, copy);
                Files.write(copy, (folder + "/" + i).getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
                copies.add(copy);
            }
        }
        return copies;
    }

    private void fill(Path home) throws Exception {
        Path sources = home.resolve("filled");
        copies(photos, COPIES, sources);
        SampleLibrary.main(new String[] {home.toString(), sources.toString()});
    }

    private void measure() throws Exception {
        Files.createDirectories(folders.config());
        Files.writeString(folders.config().resolve("settings.json"), """
                {"window.x": "0", "window.y": "0", "window.width": "1366", "window.height": "768", "window.theme": "DARK", "language": "EN", "filter.order": "OLDEST"}
                """);
        var connections = new Connections(folders, Map.of());
        Callable<Library> opening = () -> connections.open(connections.local());
        screenThread = WaitForAsyncUtils.asyncFx(() -> {
                    window = new MainWindow(new Program(connections, (_, _) -> new AnsweringDialogs()), opening);
                    window.show();
                    window.stage().requestFocus();
                    return Thread.currentThread().threadId();
                })
                .get();
        TestWindow.until("the gallery shows pictures", () -> tiles().size() > 10);
        renderThread = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("QuantumRenderer"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
        press(tiles().get(1));
        Map<String, Outcome> cold = acts(8, () -> {});
        Map<String, Outcome> idle = acts(times, () -> {});
        upload();
        long start = System.nanoTime();
        long cpu = threads.getThreadCpuTime(screenThread);
        Map<String, Outcome> during = acts(times, this::uploadMore);
        uploadMore();
        double share = (threads.getThreadCpuTime(screenThread) - cpu) / (double) (System.nanoTime() - start);
        print(cold, idle, during);
        System.out.printf(
                "FX thread %.0f %% of a core during the upload, which %s; load %.1f, %d cores%n",
                share * 100,
                uploadLasted ? "lasted" : "ENDED EARLY",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    private void uploadMore() throws Exception {
        uploadLasted &= isUploading();
        upload();
    }

    private void upload() throws Exception {
        uploads++;
        List<Path> files = copies(photos, UPLOADED_COPIES, uploaded.resolve("" + uploads));
        fx.interact(() -> window.upload(files));
        TestWindow.until(
                "the form is there", () -> fx.lookup("#start-upload").tryQuery().isPresent());
        fx.interact(() -> fx.lookup("#start-upload").queryAs(Button.class).fire());
        TestWindow.until("uploads are under way", this::isUploading);
    }

    private boolean isUploading() {
        return fx.lookup("#upload-status .progress-bar")
                .tryQuery()
                .filter(Node::isVisible)
                .isPresent();
    }

    private static void print(Map<String, Outcome> cold, Map<String, Outcome> idle, Map<String, Outcome> during) {
        System.out.printf(
                "%-28s %9s %9s %9s %9s %9s %12s %12s %9s %9s%n",
                "first pixel, ms",
                "1st time",
                "idle p50",
                "p95",
                "CPU",
                "FX CPU",
                "upload p50",
                "p95",
                "CPU",
                "FX CPU");
        idle.forEach((act, one) -> System.out.printf(
                "%-28s %9.0f %9.0f %9.0f %9.1f %9.1f %12.0f %12.0f %9.1f %9.1f%n",
                act,
                cold.get(act).first(),
                one.at(.5),
                one.at(.95),
                one.firstPixelMillis(),
                one.screenMillis(),
                during.get(act).at(.5),
                during.get(act).at(.95),
                during.get(act).firstPixelMillis(),
                during.get(act).screenMillis()));
    }

    private Map<String, Outcome> acts(int count, Act before) throws Exception {
        var outcomes = new LinkedHashMap<String, Outcome>();
        if (!viewerOnly) {
            onTheWall(count, before, outcomes);
        }
        inTheViewer(count, before, outcomes);
        if (!viewerOnly) {
            aroundTheWall(count, before, outcomes);
        }
        return outcomes;
    }

    private void onTheWall(int count, Act before, Map<String, Outcome> outcomes) throws Exception {
        before.run();
        press(tiles().get(1));
        hand.mouseMove(5, 5);
        Rectangle first = part(tiles().get(1));
        outcomes.put(
                "arrow, details open",
                times(count, i -> first, i -> type(i % 2 == 0 ? KeyEvent.VK_RIGHT : KeyEvent.VK_LEFT)));
        Rectangle second = part(tiles().get(2));
        Rectangle third = part(tiles().get(3));
        outcomes.put("hover", times(count, i -> i % 2 == 0 ? third : second, i -> {
            Rectangle to = i % 2 == 0 ? third : second;
            hand.mouseMove((int) to.getCenterX(), (int) to.getCenterY());
        }));
        before.run();
        press(tiles().get(1));
        hand.mouseMove(5, 5);
        Rectangle wall = part(fx.lookup(".gallery").query());
        outcomes.put(
                "page down, page up",
                times(count, i -> wall, i -> type(i % 2 == 0 ? KeyEvent.VK_PAGE_DOWN : KeyEvent.VK_PAGE_UP)));
    }

    private void inTheViewer(int count, Act before, Map<String, Outcome> outcomes) throws Exception {
        before.run();
        press(tiles().get(1));
        hand.mouseMove(5, 5);
        outcomes.put("viewer opens", times(count, i -> center(), i -> type(KeyEvent.VK_ENTER), () -> {
            type(KeyEvent.VK_ESCAPE);
            TestWindow.until("the viewer is gone", () -> !isViewing());
        }));
        type(KeyEvent.VK_ENTER);
        TestWindow.until("the viewer is open", this::isViewing);
        outcomes.put(
                "next in the viewer",
                times(count, i -> center(), i -> type(i % 2 == 0 ? KeyEvent.VK_RIGHT : KeyEvent.VK_LEFT)));
        type(KeyEvent.VK_ESCAPE);
        TestWindow.until("the viewer is gone", () -> !isViewing());
    }

    private void aroundTheWall(int count, Act before, Map<String, Outcome> outcomes) throws Exception {
        before.run();
        TextField search = fx.lookup("#search").query();
        press(search);
        type(KeyEvent.VK_S);
        outcomes.put("key in the search box", times(count, i -> behind(search), i -> type(KeyEvent.VK_E), () -> {
            if (search.getText().length() > 5) {
                for (int i = 0; i < 5; i++) {
                    type(KeyEvent.VK_BACK_SPACE);
                }
            }
        }));
        fx.interact(() -> search.setText(""));
        TestWindow.until("all are shown again", () -> tiles().size() > 10);
        before.run();
        press(tiles().get(1));
        Rectangle below = part(tiles().get(1));
        below.translate(below.width / 2, below.height / 2);
        outcomes.put(
                "menu of an image",
                times(count, i -> below, i -> typeWith(KeyEvent.VK_SHIFT, KeyEvent.VK_F10), this::escape));
        outcomes.put(
                "preferences",
                times(count, i -> center(), i -> typeWith(KeyEvent.VK_CONTROL, KeyEvent.VK_COMMA), this::escape));
    }

    private interface Where {
        Rectangle of(int time) throws Exception;
    }

    private interface Trigger {
        void pull(int time) throws Exception;
    }

    private Outcome times(int count, Where where, Trigger trigger) throws Exception {
        return times(count, where, trigger, () -> {});
    }

    private Outcome times(int count, Where where, Trigger trigger, Act afterwards) throws Exception {
        var millis = new ArrayList<Double>();
        long cpu = 0;
        long firstCpu = 0;
        for (int i = 0; i < count; i++) {
            Rectangle place = where.of(i);
            int[] before = quiet(place);
            long cpuBefore = threads.getThreadCpuTime(screenThread);
            long bothBefore = cpuBefore + threads.getThreadCpuTime(renderThread);
            long start = System.nanoTime();
            trigger.pull(i);
            while (Arrays.equals(before, pixels(place)) && System.nanoTime() - start < LONGEST_NANOS) {
                Thread.sleep(0, 500_000);
            }
            millis.add((System.nanoTime() - start) / 1e6);
            firstCpu += threads.getThreadCpuTime(screenThread) + threads.getThreadCpuTime(renderThread) - bothBefore;
            quiet(place);
            cpu += threads.getThreadCpuTime(screenThread) - cpuBefore;
            afterwards.run();
        }
        double first = millis.getFirst();
        millis.sort(null);
        return new Outcome(first, millis, firstCpu / 1e6 / count, cpu / 1e6 / count);
    }

    /// What is there once it has been the same for a moment.
    private int[] quiet(Rectangle place) throws InterruptedException {
        int[] seen = pixels(place);
        long limit = System.nanoTime() + LONGEST_NANOS;
        for (long since = System.nanoTime(); System.nanoTime() - since < QUIET_NANOS && System.nanoTime() < limit; ) {
            Thread.sleep(10);
            int[] now = pixels(place);
            if (!Arrays.equals(seen, now)) {
                seen = now;
                since = System.nanoTime();
            }
        }
        return seen;
    }

    private int[] pixels(Rectangle place) {
        BufferedImage shot = hand.createScreenCapture(place);
        return shot.getRGB(0, 0, place.width, place.height, null, 0, place.width);
    }

    private void type(int key) {
        hand.keyPress(key);
        hand.keyRelease(key);
    }

    private void typeWith(int modifier, int key) {
        hand.keyPress(modifier);
        type(key);
        hand.keyRelease(modifier);
    }

    private void escape() throws InterruptedException {
        type(KeyEvent.VK_ESCAPE);
        quiet(center());
    }

    private void press(Node node) throws Exception {
        Rectangle place = part(node);
        hand.mouseMove((int) place.getCenterX(), (int) place.getCenterY());
        hand.mousePress(java.awt.event.InputEvent.BUTTON1_DOWN_MASK);
        hand.mouseRelease(java.awt.event.InputEvent.BUTTON1_DOWN_MASK);
        WaitForAsyncUtils.waitForFxEvents(5);
    }

    private List<Node> tiles() {
        return fx.lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .sorted((one, other) -> {
                    Point2D a = one.localToScene(0, 0);
                    Point2D b = other.localToScene(0, 0);
                    return a.getY() != b.getY()
                            ? Double.compare(a.getY(), b.getY())
                            : Double.compare(a.getX(), b.getX());
                })
                .filter(tile -> tile.localToScene(0, 0).getY() > 60)
                .toList();
    }

    private boolean isViewing() {
        return fx.lookup(".viewer").tryQuery().filter(Node::isVisible).isPresent();
    }

    private Rectangle center() {
        return new Rectangle(
                (int) (window.stage().getX() + window.stage().getWidth() / 2) - 100,
                (int) (window.stage().getY() + window.stage().getHeight() / 2) - 100,
                200,
                200);
    }

    /// Of a node on the screen, no more than needs looking at.
    private Rectangle part(Node node) throws Exception {
        Bounds bounds = WaitForAsyncUtils.asyncFx(() -> node.localToScreen(node.getLayoutBounds()))
                .get();
        return new Rectangle(
                (int) bounds.getMinX(),
                (int) bounds.getMinY(),
                Math.clamp((int) bounds.getWidth(), 1, 300),
                Math.clamp((int) bounds.getHeight(), 1, 300));
    }

    /// Where the next letter goes; not where the caret blinks.
    private Rectangle behind(TextField field) throws Exception {
        Bounds text = WaitForAsyncUtils.asyncFx(() -> field.lookupAll(".text").stream()
                        .filter(node ->
                                node instanceof Text shown && shown.getText().equals(field.getText()))
                        .map(node -> node.localToScreen(node.getLayoutBounds()))
                        .filter(bounds -> bounds != null && bounds.getWidth() > 0)
                        .findFirst()
                        .orElse(new BoundingBox(0, 0, 0, 0)))
                .get();
        return new Rectangle((int) text.getMaxX() + 3, (int) text.getMinY(), 30, (int) text.getHeight());
    }
}
