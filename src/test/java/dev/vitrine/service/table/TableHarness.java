package dev.vitrine.service.table;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.table.TableImport.TablePlan;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Whether a large library comes back from a table as it went out, by itself and by a spreadsheet, and what that
/// takes: `TableHarness ROWS [SOFFICE]`, with the program of LibreOffice.
///
/// Every tenth image has texts that a spreadsheet could take for something else.
final class TableHarness {
    private static final List<String> ODD = List.of(
            "007",
            "=1+1",
            "1e5",
            "1.50",
            "2026-01-02",
            "3/4",
            "TRUE",
            "'quoted",
            "two\nlines",
            "a, \"b\"; c",
            "12:30",
            "50%",
            "-5",
            "+49 30",
            "@home",
            "Dünen 本 \uD83C\uDF1E");

    private TableHarness() {}

    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("table");
        try (var catalog = new TestCatalog(folder)) {
            LibraryGenerator generator = LibraryGenerator.forSize(rows);
            for (int from = 0; from < rows; from += 1_000) {
                catalog.rows()
                        .putAll(IntStream.range(from, Math.min(rows, from + 1_000))
                                .mapToObj(number -> odd(generator.image(number), number))
                                .toList());
            }
            catalog.index().refresh();
            ImageService images = catalog.images(new FolderObjectStore(folder.resolve("objects")));
            for (TableForm form : TableForm.values()) {
                Path file = folder.resolve("list." + form.name().toLowerCase(Locale.ROOT));
                export(images, file);
                plan(images, file);
            }
            if (args.length > 1) {
                plan(images, throughSpreadsheet(folder.resolve("list.csv"), args[1]));
            }
        }
    }

    private static ImageRecord odd(ImageRecord image, int number) {
        String text = ODD.get(number / 10 % ODD.size());
        return number % 10 == 0
                ? image.withCaption(new Caption(text, text, List.of(text, "plain")), image.updatedAt())
                : image;
    }

    private static void export(ImageService images, Path file) throws IOException {
        long began = System.nanoTime();
        int written = new TableExport(image -> ImageFields.of(image, "library"))
                .save(ImagePages.of(images.search(ImageQuery.ALL)), file, TableForm.of(file), (_, _) -> true);
        System.out.printf(
                Locale.ROOT,
                "%-12s export %,d images, %.1f MB, %.2f s%n",
                file.getFileName(),
                written,
                Files.size(file) / 1e6,
                seconds(began));
    }

    private static void plan(ImageService images, Path file) {
        long began = System.nanoTime();
        TablePlan plan = new TableImport(images).plan(file, (_, _) -> true);
        System.out.printf(
                Locale.ROOT,
                "%-12s import %,d changes, %,d unchanged, %,d left, %.2f s%n",
                file.getFileName(),
                plan.changes().size(),
                plan.unchanged(),
                plan.left(),
                seconds(began));
        plan.changes().stream()
                .limit(5)
                .forEach(change -> System.out.println("  " + change.image().caption() + " → " + change.after()));
    }

    private static Path throughSpreadsheet(Path csv, String office) throws Exception {
        Path out = Files.createDirectories(csv.resolveSibling("out"));
        for (String[] step : new String[][] {
            {"ods", "--infilter=CSV:44,34,UTF8", csv.toString()},
            {
                "csv:Text - txt - csv (StarCalc):44,34,76",
                "",
                out.resolve("list.ods").toString()
            }
        }) {
            var command = new ArrayList<>(List.of(office, "--headless", "--convert-to", step[0]));
            if (!step[1].isEmpty()) {
                command.add(step[1]);
            }
            command.addAll(List.of("--outdir", out.toString(), step[2]));
            int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (ended != 0) {
                throw new IOException("the spreadsheet ended with " + ended);
            }
        }
        return out.resolve("list.csv");
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
