package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.ui.WindowRobot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Makes the pictures of the README from the real window on the photographs of a folder: `Screenshots PHOTOS OUT`, on a
/// display of 1600×1000 or more.
final class Screenshots {
    private static final float QUALITY = 0.85f;

    private final WindowRobot robot = new WindowRobot();
    private final AppFolders folders;
    private final Path out;
    private MainWindow window;

    private Screenshots(AppFolders folders, Path out) {
        this.folders = folders;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("vitrine-screenshots");
        SampleLibrary.main(new String[] {home.toString(), args[0]});
        FxToolkit.registerPrimaryStage();
        new Screenshots(AppFolders.inOne(home), Files.createDirectories(Path.of(args[1]))).make();
        System.exit(0);
    }

    private void make() throws Exception {
        open("DARK", false);
        robot.clickOn(tile(6));
        robot.type(KeyCode.DIGIT4).type(KeyCode.PERIOD);
        robot.moveTo("#search");
        take("gallery-dark");
        robot.clickOn(tile(8));
        robot.type(KeyCode.ENTER); // a double click may come too slowly on a busy machine
        TestWindow.until(
                "the viewer is open",
                () -> robot.lookup(".viewer").tryQuery().map(Node::isVisible).orElse(false));
        take("viewer");
        close();

        open("LIGHT", false);
        clickRow("alice");
        TestWindow.until(
                "the filter is set",
                () -> robot.lookup("Clear all").tryQuery().map(Node::isVisible).orElse(false));
        robot.clickOn(tile(0));
        take("filtered-light");
        close();

        open("LIGHT", true);
        robot.clickOn(tile(2));
        robot.moveTo("#search");
        take("whole-images");
        close();
    }

    private void open(String theme, boolean whole) throws Exception {
        Files.createDirectories(folders.config());
        Files.writeString(folders.config().resolve("settings.json"), """
                {"window.x": "40", "window.y": "30", "window.width": "1440", "window.height": "900", "window.theme": "%s", "window.language": "ENGLISH", "gallery.wholePictures": "%s"}
                """.formatted(theme, whole));
        var connections = new Connections(folders, Map.of());
        Callable<Library> opening = () -> connections.open(connections.atStart());
        WaitForAsyncUtils.asyncFx(() -> {
                    window = new MainWindow(new Program(connections, (_, _) -> new AnsweringDialogs()), opening);
                    window.show();
                })
                .get();
        TestWindow.until("the gallery shows pictures", () -> tilesShown() > 10);
    }

    private void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    private long tilesShown() {
        return robot.lookup(".tile").queryAll().stream().filter(Node::isVisible).count();
    }

    private Node tile(int index) {
        return robot.lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    private void clickRow(String name) throws Exception {
        robot.clickOn(
                robot.from(robot.lookup("#sidebar").queryAll()).lookup(".name").<Label>queryAllAs(Label.class).stream()
                        .filter(label -> label.getText().equals(name) && label.isVisible())
                        .findFirst()
                        .orElseThrow());
    }

    /// When every picture in sight has come.
    private void take(String name) throws Exception {
        TestWindow.until(
                "all pictures are there",
                () -> robot.lookup(".tile").queryAll().stream()
                        .filter(Node::isVisible)
                        .allMatch(tile -> tile.lookupAll("ImageView").stream()
                                .anyMatch(view -> ((ImageView) view).getImage() != null)));
        WaitForAsyncUtils.waitForFxEvents(60);
        write(robot.capture(place()).getImage(), out.resolve(name + ".jpg"));
    }

    /// On the screen: a scene that is asked for a snapshot becomes as large as its content would like to be.
    private Rectangle2D place() {
        Stage stage = window.stage();
        Scene scene = stage.getScene();
        return new Rectangle2D(
                stage.getX() + scene.getX(),
                stage.getY() + scene.getY(),
                stage.getWidth() - 2 * scene.getX(),
                stage.getHeight() - scene.getY() - scene.getX());
    }

    private static void write(Image shot, Path file) throws IOException {
        var picture = new BufferedImage((int) shot.getWidth(), (int) shot.getHeight(), BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = shot.getPixelReader();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        ImageWriter jpeg = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = jpeg.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(QUALITY);
        Files.deleteIfExists(file);
        try (var target = ImageIO.createImageOutputStream(file.toFile())) {
            jpeg.setOutput(target);
            jpeg.write(null, new IIOImage(picture, null, null), quality);
        } finally {
            jpeg.dispose();
        }
    }
}
