import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Teaches the packaged program to start fast: it runs a command and shows its window with pictures once, on no
/// screen, and the JVM keeps what each of them loaded and linked. Two caches, because a command would wait for all
/// the classes of a window; both learn what a cloud library takes, which is most of it, and what a local one takes.
///
/// A JVM that the cache does not fit starts without it, only slower.
record Training(AppImage image, Path folder) {
    private static final String NO_SCREEN = "-Djava.awt.headless=true ";
    private static final String WINDOW = NO_SCREEN + "-Dglass.platform=Headless -Dprism.order=sw ";
    private static final String SHOWS_PICTURES = WINDOW + "-Dvitrine.exit=first-pictures ";

    /// In the process that uploads to a cloud library, which learns so what a local one takes.
    private static final String BEFORE =
            "'-Dvitrine.before=upload --user somebody --duplicates upload --library home/library pictures,list --library home/library' ";

    private static final Map<String, String> LOCAL = Map.of();

    static Training of(AppImage image, Path folder) {
        return new Training(image, folder);
    }

    void train() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path pictures = pictures();
        start(NO_SCREEN, LOCAL, "upload", "--user", "somebody", "--tag", "sample", pictures.toString());
        try (var cloud = new TrainingCloud()) {
            // Nothing that another command does is far from these.
            Path command = folder.resolve("commands.aotconf");
            start(
                    NO_SCREEN + BEFORE + recording(command),
                    cloud.variables(),
                    "upload",
                    "--user",
                    "somebody",
                    "--tag",
                    "sample",
                    pictures.toString());
            if (image.startsCommandsApart()) {
                create(command, image.commandCache());
                require("picture 1", start(NO_SCREEN + using(image.commandCache()), LOCAL, "list"));
            }
            Path window = folder.resolve("window.aotconf");
            start(WINDOW + "-Dvitrine.exit=first-acts " + recording(window), cloud.variables());
            create(window, image.windowCache());
            require("first pictures", start(SHOWS_PICTURES + using(image.windowCache()), cloud.variables()));
        }
        require("first pictures", start(SHOWS_PICTURES + using(image.windowCache()), LOCAL));
        image.useCaches();
    }

    private static String recording(Path notes) {
        return "-XX:AOTMode=record -XX:AOTConfiguration=" + notes;
    }

    private static String using(Path cache) {
        return "-XX:AOTMode=on -XX:AOTCache=" + cache;
    }

    private void create(Path notes, Path cache) throws IOException, InterruptedException {
        start("-XX:AOTMode=create -XX:AOTConfiguration=" + notes + " -XX:AOTCache=" + cache, LOCAL);
    }

    private static void require(String expected, String said) throws IOException {
        if (!said.contains(expected)) {
            throw new IOException("an ahead-of-time cache does not work:\n" + said);
        }
    }

    private String start(String options, Map<String, String> library, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(image.launcher().toString()));
        command.addAll(List.of(arguments));
        var variables = new HashMap<>(library);
        variables.put("VITRINE_HOME", folder.resolve("home").toString());
        variables.put("JAVA_TOOL_OPTIONS", options);
        return Command.run(folder, variables, command);
    }

    private Path pictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < 8; i++) {
            var picture = new BufferedImage(800 + 100 * i, 600, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = picture.createGraphics();
            pen.setPaint(new GradientPaint(0, 0, Color.getHSBColor(i / 8f, 0.7f, 0.9f), 800, 600, Color.DARK_GRAY));
            pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            pen.dispose();
            String type = i < 6 ? "jpg" : "png";
            ImageIO.write(
                    picture, type, pictures.resolve("picture " + i + "." + type).toFile());
        }
        return pictures;
    }
}
