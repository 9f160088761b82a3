package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.Receipts;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.FailureText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What became of the newest drops, file by file. Belongs to the FX thread; lines are read in pages when they are asked
/// for.
public final class ReceiptsViewModel {
    static final int PAGE = 200;
    private static final int MAX_RECEIPTS = 100;
    private static final int MAX_COPIED = 20_000;

    private final Receipts source;
    private final Background background;
    private final Background.Lane reading;
    private final Dialogs dialogs;
    private final Consumer<String> clipboard;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<List<Receipt>>> receipts =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Receipt>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper troubled = new ReadOnlyBooleanWrapper();
    private final Map<Integer, List<UploadItem>> pages = new HashMap<>();

    public ReceiptsViewModel(Receipts source, Background background, Dialogs dialogs, Consumer<String> clipboard) {
        this.source = source;
        this.background = background;
        this.reading = background.lane();
        this.dialogs = dialogs;
        this.clipboard = clipboard;
    }

    public void open() {
        note.set("");
        selected.set(Optional.empty());
        open.set(true);
        refresh();
    }

    void close() {
        reading.cancel();
        open.set(false);
    }

    /// The uploads went on: what is shown is read again.
    public void refresh() {
        if (open.get()) {
            reading.run(() -> source.receipts(MAX_RECEIPTS), this::show, this::failed);
        }
    }

    private void show(List<Receipt> newest) {
        Optional<Long> before = selected.get().map(Receipt::batchId);
        Optional<Receipt> now = newest.stream()
                .filter(receipt -> before.isPresent() && receipt.batchId() == before.get())
                .findFirst()
                .or(() -> newest.stream().findFirst());
        boolean isSame = now.equals(selected.get());
        receipts.set(Optional.of(List.copyOf(newest)));
        if (!isSame) {
            select(now);
        }
    }

    void select(Optional<Receipt> receipt) {
        if (receipt.map(Receipt::batchId).equals(selected.get().map(Receipt::batchId))) {
            List.copyOf(pages.keySet()).forEach(this::read);
        } else {
            pages.clear();
            note.set("");
        }
        selected.set(receipt);
        changed();
    }

    /// The line, when it is read already; asking for it reads it.
    Optional<UploadItem> line(int index) {
        int page = index / PAGE;
        if (!pages.containsKey(page)) {
            pages.put(page, List.of());
            read(page);
        }
        List<UploadItem> lines = pages.get(page);
        int within = index % PAGE;
        return within < lines.size() ? Optional.of(lines.get(within)) : Optional.empty();
    }

    private void read(int page) {
        selected.get()
                .map(Receipt::batchId)
                .ifPresent(batch -> background.run(
                        () -> source.receiptItems(batch, (long) page * PAGE, PAGE),
                        items -> {
                            if (selected.get()
                                    .map(Receipt::batchId)
                                    .filter(batch::equals)
                                    .isPresent()) {
                                pages.put(page, items);
                                changed();
                            }
                        },
                        this::failed));
    }

    /// The checksums of all files of the receipt, as `sha256sum -c` takes them.
    void copy() {
        selected.get()
                .ifPresent(receipt -> background.run(
                        () -> everything(receipt),
                        items -> {
                            clipboard.accept(ReceiptTexts.checksums(items));
                            report(
                                    text(
                                            "receipt.copied",
                                            items.stream()
                                                    .filter(item ->
                                                            !item.sha256().isEmpty())
                                                    .count()),
                                    false);
                        },
                        this::failed));
    }

    void copy(UploadItem item) {
        if (!item.sha256().isEmpty()) {
            clipboard.accept(ReceiptTexts.checksums(List.of(item)));
            report(text("receipt.copied", 1), false);
        }
    }

    private List<UploadItem> everything(Receipt receipt) {
        if (receipt.selected() > MAX_COPIED) {
            throw new ImageException.Invalid(text("receipt.tooMany"));
        }
        var all = new ArrayList<UploadItem>();
        for (List<UploadItem> page = source.receiptItems(receipt.batchId(), 0, PAGE);
                !page.isEmpty();
                page = source.receiptItems(receipt.batchId(), all.size(), PAGE)) {
            all.addAll(page);
        }
        return all;
    }

    void save() {
        selected.get()
                .ifPresent(receipt -> dialogs.chooseSaveFile(
                                FilePurpose.RECEIPT, text("receipt.save.title"), ReceiptTexts.fileName(receipt))
                        .ifPresent(file -> save(receipt, file)));
    }

    private void save(Receipt receipt, Path file) {
        background.run(
                () -> {
                    source.saveReceipt(receipt.batchId(), file);
                    return file;
                },
                saved -> report(text("receipt.saved", saved), false),
                this::failed);
    }

    private void failed(ImageException failure) {
        report(FailureText.coded(failure), true);
    }

    private void report(String sentence, boolean trouble) {
        troubled.set(trouble);
        note.set(sentence);
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Empty until they are read.
    ReadOnlyObjectProperty<Optional<List<Receipt>>> receiptsProperty() {
        return receipts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Receipt>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Grows when [#line] may answer otherwise than before.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// What came of copying or saving; `""` before.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty troubledProperty() {
        return troubled.getReadOnlyProperty();
    }
}
