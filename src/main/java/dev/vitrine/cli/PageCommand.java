package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.share.MadePage;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the pages that are shared; what is done with them is a command below it.
@Command(name = "page")
final class PageCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LibraryChoice choice;

    @Mixin
    private JsonAnswer json;

    private PageCommand(CommandContext context) {
        this.context = context;
    }

    static CommandLine all(CommandContext context) {
        var all = new CommandLine(new PageCommand(context));
        all.addSubcommand(new Create(context));
        all.addSubcommand(new TakeBack(context));
        return all;
    }

    @Override
    public Integer call() {
        try (CommandLibrary commandLibrary = choice.open(context)) {
            List<SharedPage> pages = pages(commandLibrary.library()).list();
            if (json.isWanted()) {
                var listed = new ArrayList<Object>();
                pages.forEach(page -> listed.add(fields(page)));
                JsonAnswer.print(context.terminal(), Map.of("pages", listed));
            } else {
                pages.forEach(page -> context.terminal().out().println(line(page)));
            }
            return ExitCode.DONE.number();
        }
    }

    private static SharedPages pages(Library library) {
        return library.sharing()
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("page.none")))
                .pages();
    }

    private static String line(SharedPage page) {
        String end = page.isFinished() ? minute(page.endsAt()) : CommandTexts.of("page.unfinished");
        return Terminal.safe(String.format(
                        Locale.ROOT,
                        "%s  %17s  %4d  %s  %s",
                        page.id(),
                        end,
                        page.images(),
                        page.author(),
                        page.title())
                .stripTrailing());
    }

    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static Map<String, Object> fields(SharedPage page) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("page", page.id());
        fields.put("title", page.title());
        fields.put("images", page.images());
        fields.put("created_at", page.createdAt().toString());
        fields.put("ends_at", page.endsAt().toString());
        fields.put("by", page.author());
        fields.put("finished", page.isFinished());
        return fields;
    }

    /// Makes a page and says the link that opens it.
    @Command(name = "create")
    static final class Create implements Callable<Integer> {
        private static final Path STANDARD_INPUT = Path.of("-");
        private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

        private final CommandContext context;

        @Mixin
        private LibraryChoice choice;

        @Mixin
        private JsonAnswer json;

        @Option(names = "--title", paramLabel = "TITLE")
        private String title = "";

        @Option(names = "--expires", paramLabel = "TIME")
        private String expires = "7d";

        @Option(names = "--size", paramLabel = "PIXELS")
        private int longSide = PageRequest.USUAL.longSide();

        @Option(names = "--copyright")
        private boolean copyright;

        @Option(names = "--password-file", paramLabel = "FILE")
        private Optional<Path> passwordFile = Optional.empty();

        @Mixin
        private ImageIds imageIds;

        Create(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            var copies = new Rendition(
                    PageRequest.USUAL.type(), longSide, copyright ? KeptMetadata.COPYRIGHT : KeptMetadata.NONE);
            var request = new PageRequest(
                    title,
                    lifetime(expires),
                    copies,
                    Locale.ENGLISH,
                    passwordFile.map(this::password),
                    System.getProperty("user.name", ""));
            List<String> ids = imageIds.read(context.terminal());
            try (CommandLibrary commandLibrary = choice.open(context);
                    ProgressLine line = new ProgressLine(context.terminal())) {
                Library library = commandLibrary.library();
                SharedPages pages = pages(library);
                Map<String, ImageException> failed = new LinkedHashMap<>();
                MadePage made = pages.make(found(library, ids, failed), request, line.counting());
                line.clear();
                made.failed().forEach((image, failure) -> failed.put(image.imageId(), failure));
                return print(made, failed);
            }
        }

        private static List<ImageRecord> found(Library library, List<String> ids, Map<String, ImageException> failed) {
            var images = new ArrayList<ImageRecord>();
            for (String id : ids) {
                library.images()
                        .find(id)
                        .ifPresentOrElse(
                                images::add,
                                () -> failed.put(id, new ImageException.NotFound(CommandTexts.of("get.none"))));
            }
            if (images.isEmpty()) {
                throw new ImageException.NotFound(CommandTexts.of("get.none"));
            }
            return images;
        }

        /// Its first line. A password among the words of a command could be read by everybody on the machine.
        private PagePassword password(Path file) {
            try {
                byte[] read =
                        file.equals(STANDARD_INPUT) ? context.terminal().in().readAllBytes() : Files.readAllBytes(file);
                return new PagePassword(new String(read, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse(""));
            } catch (IOException e) {
                throw FileFailures.reading(file.toString(), e);
            }
        }

        private static Duration lifetime(String typed) {
            Matcher span = SPAN.matcher(typed.strip());
            if (!span.matches()) {
                throw new ImageException.Invalid(CommandTexts.of("page.badTime", typed));
            }
            long number = Long.parseLong(span.group(1));
            return switch (span.group(2)) {
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
        }

        private int print(MadePage made, Map<String, ImageException> failed) {
            Terminal terminal = context.terminal();
            if (json.isWanted()) {
                var answer = fields(made.page());
                answer.put("presigned_url", made.link().address().toString());
                var left = new ArrayList<Object>();
                failed.forEach((id, failure) -> left.add(Map.of("image_id", id, "error", failure.getMessage())));
                answer.put("failed", left);
                JsonAnswer.print(terminal, answer);
            } else {
                terminal.out().println(made.link().address());
                terminal.out().flush();
                terminal.err()
                        .println(CommandTexts.of(
                                made.cutShort() ? "page.madeShort" : "page.made",
                                made.page().images(),
                                minute(made.page().endsAt()),
                                made.page().id()));
                failed.forEach((id, failure) -> terminal.err()
                        .println(Terminal.safe(CommandTexts.of("bulk.failed", id, failure.getMessage()))));
            }
            return BulkAnswer.exitCode(List.copyOf(failed.values()));
        }
    }

    /// Ends pages, with everything on them, at once.
    @Command(name = "take-back")
    static final class TakeBack implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private LibraryChoice choice;

        @Mixin
        private JsonAnswer json;

        @Parameters(arity = "1..*", paramLabel = "PAGE", descriptionKey = "page")
        private List<String> ids;

        TakeBack(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (CommandLibrary commandLibrary = choice.open(context);
                    ProgressLine line = new ProgressLine(context.terminal())) {
                SharedPages pages = pages(commandLibrary.library());
                var failures = new ArrayList<ImageException>();
                var answers = new ArrayList<Object>();
                for (String id : ids) {
                    List<ImageException> left = takenBack(pages, id, line);
                    line.clear();
                    String message = left.isEmpty()
                            ? CommandTexts.of("page.takenBack")
                            : left.getFirst().getMessage();
                    answers.add(Map.of("page", id, left.isEmpty() ? "message" : "error", message));
                    say(id, message, left.isEmpty());
                    failures.addAll(left);
                }
                if (json.isWanted()) {
                    JsonAnswer.print(context.terminal(), Map.of("pages", answers));
                }
                return BulkAnswer.exitCode(failures);
            }
        }

        private static List<ImageException> takenBack(SharedPages pages, String id, ProgressLine line) {
            try {
                return List.copyOf(pages.takeBack(id, line.counting()).values());
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (ImageException e) {
                return List.of(e);
            }
        }

        private void say(String id, String message, boolean isDone) {
            Terminal terminal = context.terminal();
            if (!json.isWanted() || !isDone) {
                (isDone ? terminal.out() : terminal.err())
                        .println(Terminal.safe(CommandTexts.of(isDone ? "bulk.done" : "bulk.failed", id, message)));
            }
        }
    }
}
