package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Lists the pages that are shared; what is done with them is a command below it.
@Command(
        name = "page",
        subcommands = {PageCreate.class, PageCommand.TakeBack.class})
final class PageCommand extends LibraryCommand {
    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.open(context)) {
            List<SharedPage> pages = PageLines.pages(opened.library()).list();
            if (json.isWanted()) {
                var listed = new ArrayList<Object>();
                pages.forEach(page -> listed.add(PageLines.fields(page)));
                JsonAnswer.print(terminal, Map.of("pages", listed));
            } else {
                pages.forEach(page -> terminal.sayLine(PageLines.line(page)));
            }
            return ExitCode.DONE.number();
        }
    }

    /// Ends pages, with everything on them, at once.
    @Command(name = "take-back")
    static final class TakeBack extends LibraryCommand {
        @Parameters(arity = "1..*", paramLabel = "PAGE", descriptionKey = "page")
        private List<String> ids;

        @Override
        public Integer call() {
            try (CommandLibrary opened = choice.open(context);
                    ProgressLine line = new ProgressLine(terminal)) {
                SharedPages pages = PageLines.pages(opened.library());
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
                    JsonAnswer.print(terminal, Map.of("pages", answers));
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
            if (!isDone) {
                terminal.note("bulk.failed", id, message);
            } else if (!json.isWanted()) {
                terminal.say("bulk.done", id, message);
            }
        }
    }
}
