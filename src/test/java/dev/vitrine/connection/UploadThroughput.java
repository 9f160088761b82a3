package dev.vitrine.connection;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Leftovers;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Our uploads beside `rclone copy` and `aws s3 cp --recursive`: the same files, one endpoint on loopback, taking turns
/// in one run. Run by hand, on Linux.
///
/// Arguments (all optional): rounds, small files, megabytes in each, large files, megabytes in each, a folder of
/// photographs. The server is {@code NullS3} in a JVM of its own: it reads everything and keeps nothing, so the client
/// is what limits. All programs run as they come, with their own checks on; ours hashes, asks for duplicates, journals,
/// and has the server check a SHA-256. The files are pictures of one pixel with noise behind, so that previews cost
/// nothing; rows and previews are left out. With photographs, a last table has both on.
public final class UploadThroughput {
    private static final long TICKS_PER_SECOND = 100;

    private final URI s3;
    private final Map<String, List<Sample>> samples = new TreeMap<>();

    private record Sample(double wall, double cpu) {}

    private UploadThroughput(URI s3) {
        this.s3 = s3;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = number(arguments, 0, 3);
        Path work = Files.createTempDirectory("vitrine-throughput");
        Process server = java("-Xmx512m", "dev.vitrine.store.aws.NullS3")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var s3 = URI.create("http://127.0.0.1:" + server.inputReader().readLine());
            Path small = files(work.resolve("small"), number(arguments, 1, 500), number(arguments, 2, 3));
            Path large = files(work.resolve("large"), number(arguments, 3, 5), number(arguments, 4, 200));
            for (Path folder : List.of(small, large)) {
                var comparison = new UploadThroughput(s3);
                for (int round = 0; round < rounds; round++) {
                    comparison.round(folder, round);
                }
                comparison.print(folder);
            }
            if (arguments.length > 5) {
                everything(s3, Path.of(arguments[5]), rounds);
            }
        } finally {
            server.destroy();
            Leftovers.remove(work);
        }
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    /// Everyone once, beginning with another one each time.
    private void round(Path folder, int round) throws Exception {
        var turns = new ArrayList<Turn>(List.of(this::ours, this::rclone, this::aws));
        for (int i = 0; i < turns.size(); i++) {
            turns.get((i + round) % turns.size()).take(folder);
        }
    }

    private interface Turn {
        void take(Path folder) throws Exception;
    }

    /// Three times in one process: first as a program that has just been started, last as the window that it mostly
    /// is.
    private void ours(Path folder) throws Exception {
        String user = "u" + UUID.randomUUID().toString().substring(0, 8);
        List<String> lines = run(ours(s3, "-", "images", user, folder, folder, folder))
                .lines()
                .toList();
        add("ours, just started", lines.getFirst());
        add("ours", lines.getLast());
        check(user, folder, 3);
    }

    private static ProcessBuilder ours(URI s3, String dynamo, String table, String user, Path... folders) {
        var command = new ArrayList<>(
                List.of("-Xmx512m", MeasuredUpload.class.getName(), s3.toString(), dynamo, table, user));
        Stream.of(folders).map(Path::toString).forEach(command::add);
        return java(command.toArray(String[]::new));
    }

    private void add(String who, String nanos) {
        String[] both = nanos.split(" ");
        samples.computeIfAbsent(who, _ -> new ArrayList<>())
                .add(new Sample(Long.parseLong(both[0]) / 1e9, Long.parseLong(both[1]) / 1e9));
    }

    private void rclone(Path folder) throws Exception {
        String prefix = "rclone" + UUID.randomUUID().toString().substring(0, 8);
        measure(
                "rclone copy",
                new ProcessBuilder(
                        "rclone",
                        "copy",
                        folder.toString(),
                        ":s3,provider=Other,access_key_id=test,secret_access_key=test,region=us-east-1,endpoint='" + s3
                                + "':bench/" + prefix));
        check(prefix, folder, 1);
    }

    private void aws(Path folder) throws Exception {
        String prefix = "aws" + UUID.randomUUID().toString().substring(0, 8);
        var command = new ProcessBuilder(
                "aws",
                "--endpoint-url",
                s3.toString(),
                "s3",
                "cp",
                "--recursive",
                "--only-show-errors",
                folder.toString(),
                "s3://bench/" + prefix);
        command.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "AWS_DEFAULT_REGION",
                        "us-east-1"));
        measure("aws s3 cp", command);
        check(prefix, folder, 1);
    }

    /// Runs a program to its end and notes wall and CPU time of the whole process.
    private void measure(String who, ProcessBuilder command) throws Exception {
        long cpu = cpuOfChildren();
        long begun = System.nanoTime();
        run(command);
        samples.computeIfAbsent(who, _ -> new ArrayList<>())
                .add(new Sample(
                        (System.nanoTime() - begun) / 1e9, (cpuOfChildren() - cpu) / (double) TICKS_PER_SECOND));
    }

    private static String run(ProcessBuilder command) throws Exception {
        command.environment().remove("AWS_CA_BUNDLE"); // rclone stumbles over it, and nothing here is encrypted
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output;
        try (InputStream out = process.getInputStream()) {
            output = new String(out.readAllBytes());
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.command() + " ended with " + process.exitValue());
        }
        return output;
    }

    /// User and system time of the children that have ended, in ticks of the kernel.
    private static long cpuOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    private void check(String prefix, Path folder, int times) throws Exception {
        try (InputStream answer = s3.resolve("/-/count/bench/" + prefix).toURL().openStream()) {
            String arrived = new String(answer.readAllBytes());
            String expected = times * count(folder) + " " + times * bytes(folder);
            if (!arrived.equals(expected)) {
                throw new IllegalStateException(prefix + ": " + arrived + " arrived instead of " + expected);
            }
        }
    }

    private void print(Path folder) throws IOException {
        double gigabytes = bytes(folder) / 1e9;
        long files = count(folder);
        Sample rclone = median(samples.get("rclone copy"));
        Sample aws = median(samples.get("aws s3 cp"));
        System.out.printf(
                "%n%d files, %.2f GB; medians of %d rounds%n",
                files, gigabytes, samples.get("ours").size());
        System.out.printf(
                "%-50s %8s %9s %8s %10s | %17s | %17s%n",
                "", "wall s", "files/s", "MB/s", "CPU s/GB", "rclone wall, CPU", "aws wall, CPU");
        samples.forEach((who, all) -> {
            Sample sample = median(all);
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %8.2f %9.1f %8.0f %10.2f | %8.2f %8.2f | %8.2f %8.2f%n",
                    who,
                    sample.wall,
                    files / sample.wall,
                    gigabytes * 1000 / sample.wall,
                    sample.cpu / gigabytes,
                    rclone.wall / sample.wall,
                    rclone.cpu / sample.cpu,
                    aws.wall / sample.wall,
                    aws.cpu / sample.cpu);
        });
    }

    /// Each by itself: the machine is not the same at any two moments.
    private static Sample median(List<Sample> all) {
        return new Sample(
                all.stream().map(Sample::wall).sorted().toList().get(all.size() / 2),
                all.stream().map(Sample::cpu).sorted().toList().get(all.size() / 2));
    }

    /// With rows in DynamoDB and previews in S3.
    private static void everything(URI s3, Path photographs, int rounds) throws Exception {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        var comparison = new UploadThroughput(s3);
        for (int i = 0; i < rounds; i++) {
            List<String> lines = run(ours(
                            s3,
                            settings.dynamoEndpoint().orElseThrow().toString(),
                            settings.table(),
                            "everything" + i,
                            photographs,
                            photographs,
                            photographs))
                    .lines()
                    .toList();
            comparison.add("photographs, just started", lines.getFirst());
            comparison.add("photographs", lines.getLast());
        }
        System.out.printf(
                "%nWith rows and previews: %d photographs, %.2f GB%n", count(photographs), bytes(photographs) / 1e9);
        comparison.samples.forEach((who, all) ->
                System.out.printf(Locale.ROOT, "%-50s %8.2f s %9.2f CPU s%n", who, median(all).wall, median(all).cpu));
    }

    private static ProcessBuilder java(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(
                System.getProperty("vitrine.throughput.jvm", "").isBlank()
                        ? new String[0]
                        : System.getProperty("vitrine.throughput.jvm").split(" ")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static Path files(Path folder, int count, int megabytes) throws IOException {
        Files.createDirectories(folder);
        var pixel = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", pixel);
        var random = new Random(count);
        var noise = new byte[1_000_000];
        for (int i = 0; i < count; i++) {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve("picture-%04d.png".formatted(i))))) {
                pixel.writeTo(out);
                for (int m = 0; m < megabytes; m++) {
                    random.nextBytes(noise);
                    out.write(noise);
                }
            }
        }
        return folder;
    }

    private static long count(Path folder) throws IOException {
        return FolderContent.files(folder).size();
    }

    private static long bytes(Path folder) throws IOException {
        return FolderContent.files(folder).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }
}
