package assay.reports.section;

import assay.analyzer.structure.Architecture;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Text;
import java.util.List;

/// What the outputs show the model to be trained for.
final class DatasetInfo implements Chapter {

    private static final String NOT_SHOWN = "the outputs do not show it";

    @Override
    public Section write(Sheet sheet) {
        Architecture architecture = sheet.evidence.structure().architecture();
        String task = architecture.task();
        Long classes = architecture.classes();
        return new Section(
                "dataset",
                "Dataset info",
                task == null
                        ? Text.of("The outputs do not show what the model is for.")
                        : classes == null
                                ? Text.of("The outputs show a task: " + task + ".")
                                : Text.of("The outputs show " + task + " with ")
                                        .and(Sheet.count(classes))
                                        .and(" classes."),
                List.of(
                        Facts.of(
                                new Fact(
                                        "Task",
                                        task == null
                                                ? Text.of(Quantity.unknown(NOT_SHOWN))
                                                : Text.of(task)),
                                new Fact(
                                        "Number of classes",
                                        classes == null
                                                ? Quantity.unknown(NOT_SHOWN)
                                                : Sheet.count(classes)),
                                new Fact(
                                        "Metadata source",
                                        "shape of the outputs and the operators before them"))),
                Section.Place.BODY);
    }
}
